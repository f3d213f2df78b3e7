/** From a figure to a place along an axis, with the figures at which a line is drawn. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** Where an axis begins and ends, in the units of the drawing; it may run backwards. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const STEPS = [1, 2, 5, 10] as const;
/** A tick must have room for its label. */
const TICKS_MAX = 6;

/** From nothing up to the first tick that is not below the highest figure. */
export function linearScale(highest: number, { from, to }: Span): Scale {
  const step = stepFor(highest);
  const count = Math.max(1, Math.ceil(highest / step));
  const end = count * step;
  return {
    ticks: Array.from({ length: count + 1 }, (_, k) => k * step),
    at: (value) => from + ((to - from) * value) / end,
  };
}

/** Equal ratios take equal room. Both figures are above zero; it begins and ends at 1, 2 or 5 times a power of ten. */
export function logScale(lowest: number, highest: number, { from, to }: Span): Scale {
  const ticks = [roundedDown(lowest)];
  for (let last = ticks[0] ?? 1; last < highest || ticks.length === 1; ) {
    last = nextTick(last);
    ticks.push(last);
  }
  const [first = 1] = ticks;
  const decades = Math.log10((ticks.at(-1) ?? 10) / first);
  return { ticks, at: (value) => from + ((to - from) * Math.log10(value / first)) / decades };
}

function stepFor(highest: number): number {
  const rough = highest / (TICKS_MAX - 1);
  const power = powerBelow(rough);
  return (STEPS.find((step) => step * power >= rough) ?? 10) * power;
}

function roundedDown(value: number): number {
  const power = powerBelow(value);
  return cleaned((STEPS.findLast((step) => cleaned(step * power) <= value) ?? 1) * power);
}

/** 1, 2, 5, 10, 20, 50, ... */
function nextTick(tick: number): number {
  const power = powerBelow(tick);
  const lead = Math.round(tick / power);
  return cleaned((STEPS.find((step) => step > lead) ?? 10) * power);
}

/** The logarithm of a power of ten may come out a little below it. */
const powerBelow = (value: number): number => 10 ** Math.floor(Math.log10(value) + 1e-9);

/** Without what is left of multiplying tenths. */
const cleaned = (value: number): number => Number(value.toPrecision(6));
