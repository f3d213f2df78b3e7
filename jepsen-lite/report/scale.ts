/** From microseconds to pixels. */
export interface Scale {
  readonly width: number;
  x(time: number): number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface LinearScale extends Scale {
  readonly from: number;
  readonly to: number;
}

export function linearScale(from: number, to: number, width: number): LinearScale {
  const span = Math.max(1, to - from);
  const x = (time: number): number => ((Math.min(Math.max(time, from), to) - from) / span) * width;
  return { from, to, width, x };
}

/** Round seconds, at least `apart` pixels from each other. */
export function secondTicks(scale: LinearScale, apart: number): readonly Tick[] {
  const span = Math.max(1, scale.to - scale.from);
  const step = roundStep((span * apart) / Math.max(apart, scale.width));
  const ticks: Tick[] = [];
  for (let at = Math.ceil(scale.from / step) * step; at <= scale.to; at += step) {
    ticks.push({ at, label: `${Number((at / 1e6).toFixed(6))} s` });
  }
  return ticks;
}

/** The next of 1, 2, 5 times a power of ten. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, Number.MIN_VALUE)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least) ?? 10;
  return factor * power;
}

export interface LogScale {
  readonly low: number;
  readonly high: number;
  readonly height: number;
  y(value: number): number;
  /** The powers of ten in it. */
  readonly decades: readonly number[];
}

/** Whole decades around the values, large ones on top. */
export function logScale(least: number, most: number, height: number): LogScale {
  const low = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const high = Math.max(low * 10, 10 ** Math.ceil(Math.log10(Math.max(1, most))));
  const span = Math.log10(high / low);
  const y = (value: number): number => {
    const inside = Math.min(Math.max(value, low), high);
    return height - (Math.log10(inside / low) / span) * height;
  };
  const decades: number[] = [];
  for (let decade = low; decade <= high * 1.001; decade *= 10) decades.push(Math.round(decade));
  return { low, high, height, y, decades };
}
