import { faultLimits } from './limits.ts';
import type { Nemesis, Shape } from './nemeses/index.ts';
import type { Random } from './random.ts';

/** One fault to come. */
export interface Step {
  readonly nemesis: Nemesis;
  readonly shape: Shape;
  /** How long it is in force; undoing it comes on top. */
  readonly holdMs: number;
  /** Quiet after it, as a share of how long it lasted in the end. */
  readonly quietShare: number;
}

/**
 * Faults without end, from the seed. They come in rounds in which every nemesis has one turn, so that none is left
 * out however short the run is; shapes come in rounds too. The first round leaves a quorum and lasts long enough to be
 * felt, or a short run could end without an operation under a fault.
 */
export function* steps(
  nemeses: readonly Nemesis[],
  seconds: number,
  random: Random,
): Generator<Step, never> {
  const shapes = new Map(nemeses.map((nemesis) => [nemesis, inRounds(nemesis.shapes, random)]));
  const order = inRounds(nemeses, random);
  const [least, most] = faultLimits.quietShare;
  for (let n = 0; ; n++) {
    const nemesis = order();
    const isFirstRound = n < nemeses.length;
    const shape = isFirstRound
      ? random.pick(nemesis.shapes.filter(({ stopsAll }) => !stopsAll))
      : (shapes.get(nemesis)?.() ?? random.pick(nemesis.shapes));
    const hold = holdMs(shape, seconds, isFirstRound, random);
    yield { nemesis, shape, holdMs: hold, quietShare: least + random.next() * (most - least) };
  }
}

/** Some windows outlast several election timeouts, some end before one has passed: both edges hide bugs of their own. */
function holdMs(shape: Shape, seconds: number, isFirstRound: boolean, random: Random): number {
  const { shortMs, middleMs, longMs, noQuorumMs, windowShare } = faultLimits;
  const dice = random.next();
  const isShort = dice < 0.2 && !isFirstRound;
  const [least, longest] = isShort ? shortMs : dice < 0.5 ? middleMs : longMs;
  const drawn = random.between(least, longest);
  const cap = shape.stopsAll ? noQuorumMs : drawn;
  const most = Math.min(drawn, cap, seconds * 1_000 * windowShare);
  return Math.max(shape.leastMs ?? shortMs[0], Math.round(most));
}

/** How long nothing is disturbed after a window that lasted so long: more than a quarter of all time in the end. */
export function quietMs(step: Step, lastedMs: number): number {
  return Math.max(faultLimits.quietMinMs, Math.round(lastedMs * step.quietShare));
}

/** Picks at random, but every item once before one comes again. */
function inRounds<T>(items: readonly T[], random: Random): () => T {
  let round: T[] = [];
  return () => {
    if (round.length === 0) round = random.shuffle(items);
    return round.pop() ?? random.pick(items);
  };
}
