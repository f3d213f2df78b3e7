import type { RunClock } from './clock.ts';
import { faultLimits, runLimits } from './limits.ts';
import { type Arena, type Fault, isLeaderShape, type Nemesis } from './nemeses/index.ts';
import type { Random } from './random.ts';
import type { FaultWindow } from './run-record.ts';
import { quietMs, type Step, steps } from './schedule.ts';
import { holdsWithin, sleep } from './wait.ts';

/** Hears of faults as they begin and end. */
export interface Audience {
  began(kind: string, name: string): void;
  ended(undo: string, window: FaultWindow): void;
}

export interface ConductorOptions {
  readonly arena: Arena;
  readonly nemeses: readonly Nemesis[];
  readonly random: Random;
  readonly clock: RunClock;
  readonly audience: Audience;
  /** Nothing begins or lasts after it fires. */
  readonly signal: AbortSignal;
}

/**
 * Faults one after the other for a given time, from warm-up to a quiet tail. Resolves after it, with what was done.
 *
 * Every nemesis has its turn, also when that takes longer than the time: on a slow machine a node that was killed may
 * be back only when the time is over, and a run without one of its faults has no verdict (R43).
 */
export async function conduct(
  options: ConductorOptions,
  seconds: number,
): Promise<readonly FaultWindow[]> {
  const { nemeses, random, clock, signal } = options;
  const windows: FaultWindow[] = [];
  const end = clock.micros() + seconds * 1e6 - runLimits.tailMs * 1e3;
  const leftMs = (): number => Math.max(0, (end - clock.micros()) / 1e3);
  await interruptible(warmUpMs(seconds), signal);
  const schedule = nemeses.length === 0 ? [] : steps(nemeses, seconds, random);
  for (const step of schedule) {
    const isOwed = windows.length < nemeses.length;
    const mostMs = isOwed ? Math.max(leftMs(), faultLimits.owedMs) : leftMs();
    if (mostMs < faultLimits.shortMs[1] || signal.aborted) break;
    const holdMs = Math.min(step.holdMs, mostMs);
    const window = await perform(step, options, () => interruptible(holdMs, signal));
    windows.push(window);
    await interruptible(Math.min(leftMs(), quietMs(step, (window.to - window.from) / 1e3)), signal);
  }
  await interruptible(leftMs() + runLimits.tailMs, signal);
  return windows;
}

/** How many faults a workload with a fixed amount of work sees, each on a leader. */
export const FAULTS_OF_WORK = 5;

/**
 * Faults spread over a fixed amount of work, each from one point of it to a later one, so that a known share of the
 * operations is done under faults however fast the machine is.
 *
 *     work  0 ----[=====]-------[=====]-------[=====]-------[=====]-------[=====]---- 1
 */
export async function conductByProgress(
  options: ConductorOptions,
  progress: () => number,
): Promise<readonly FaultWindow[]> {
  const { arena, nemeses, random, signal } = options;
  const windows: FaultWindow[] = [];
  const schedule = steps(nemeses, Number.POSITIVE_INFINITY, random);
  if (nemeses.length === 0) return windows;
  for (let n = 0; n < FAULTS_OF_WORK && !signal.aborted; n++) {
    const { value: drawn } = schedule.next();
    // Death is the fault that exactly-once is about, and the leader's the one that costs answers.
    const shape = drawn.nemesis.shapes.find(({ name }) => isLeaderShape(name)) ?? drawn.shape;
    const begin = (n + 0.35) / FAULTS_OF_WORK;
    const stop = begin + 0.4 / FAULTS_OF_WORK;
    await holdsWithin(() => progress() >= begin, Number.POSITIVE_INFINITY, signal);
    // Right after the fault before, no leader may be known: the fault would strike anybody, and prove less.
    const isLed = async (): Promise<boolean> => (await arena.leader()) !== null;
    await holdsWithin(isLed, faultLimits.leaderKnownMs, signal);
    if (signal.aborted) break;
    const window = await perform({ ...drawn, shape }, options, async () => {
      await holdsWithin(() => progress() >= stop, faultLimits.windowMaxMs, signal);
    });
    windows.push(window);
  }
  return windows;
}

export function warmUpMs(seconds: number): number {
  return Math.min(runLimits.warmUpMs, seconds * 1e3 * runLimits.warmUpShare);
}

/** A fault that cannot be made or undone is a window whose proof does not hold, and the run goes on to its verdict. */
async function perform(
  step: Step,
  { arena, random, clock, audience }: ConductorOptions,
  hold: () => Promise<void>,
): Promise<FaultWindow> {
  const { kind, undo } = step.nemesis;
  let name = step.shape.name;
  let nodes: readonly string[] = [];
  let proof = { held: false, detail: '' };
  let from = clock.micros();
  try {
    const fault: Fault = await step.shape.begin(arena, random);
    ({ name, nodes } = fault);
    // Only what completed after the fault was in force completed under it.
    from = clock.micros();
    audience.began(kind, name);
    await hold();
    proof = await fault.end();
  } catch (error) {
    proof = { held: false, detail: error instanceof Error ? error.message : String(error) };
  }
  const window = { kind, name, from, to: clock.micros(), nodes, proof };
  audience.ended(undo, window);
  return window;
}

/** Sleeps, but not past the signal. */
async function interruptible(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return;
  const ended = new AbortController();
  const fired = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: ended.signal });
  });
  await Promise.race([sleep(ms), fired]);
  ended.abort();
}
