import type { CheckedOperation, Counterexample } from '../checkers/verdict.ts';
import { type CompressedScale, compressedScale } from './compressed-scale.ts';
import { cut } from './format.ts';
import { limits } from './limits.ts';
import { textWidth } from './svg.ts';

/**
 * Where everything of a counterexample goes, in pixels; what it looks like is for the figure.
 *
 *   state            [ 7 ][ 9        ...
 *   process 3   |==write 9=====(2)==|       |===read 9===(3)==|
 *   process 5     |==write 7==(1)==|                           |!! read 7 !!|
 *                                                               the key holds 9
 */
export interface CounterexampleLayout {
  readonly scale: CompressedScale;
  readonly lanes: readonly ProcessLane[];
  readonly bars: readonly Bar[];
  readonly points: readonly OrderPoint[];
  /** The last step that is not drawn, before those that are. */
  readonly before: { readonly step: number; readonly state: string } | null;
  readonly hidden: {
    readonly operations: number;
    readonly processes: number;
    readonly steps: number;
  };
  /** Microseconds: what of the run is drawn. */
  readonly from: number;
  readonly to: number;
}

/** Processes take turns in a lane: one that got no answer never acts again, and another number goes on in its stead. */
export interface ProcessLane {
  /** In the order of their turns. */
  readonly processes: readonly number[];
  /** Under its bars there is a line that says why one of them is illegal. */
  readonly hasIllegal: boolean;
}

export interface Bar {
  readonly operation: CheckedOperation;
  readonly lane: number;
  readonly left: number;
  readonly right: number;
  readonly label: string;
  /** `before`: began before what is drawn. `after`: never answered. */
  readonly torn: { readonly before: boolean; readonly after: boolean };
  /** From 1; null when the order does not reach it. */
  readonly step: number | null;
  readonly isIllegal: boolean;
}

export interface OrderPoint {
  /** From 1. */
  readonly step: number;
  readonly x: number;
  /** Null when the lane of its process is not drawn. */
  readonly lane: number | null;
  readonly operation: number;
  readonly state: string;
}

const barPadding = 16;

export function layOut(
  example: Counterexample,
  moments: (from: number, to: number) => readonly number[],
): CounterexampleLayout {
  const illegal = new Set(example.illegal);
  const label = ({ operation, text }: CheckedOperation): string =>
    `${illegal.has(operation) ? '✗ ' : ''}${cut(text, limits.labelChars)}`;
  const chosen = choose(example);
  const lanes = chooseLanes(example, chosen);
  const laneOf = new Map(
    lanes.flatMap(({ processes }, at) => processes.map((process) => [process, at] as const)),
  );
  const drawn = chosen.operations.filter(({ process }) => laneOf.has(process));
  const steps = drawnSteps(example, new Set(drawn.map(({ operation }) => operation)));
  const to = drawn.reduce((end, op) => Math.max(end, op.completedAt ?? op.invokedAt), chosen.from);

  const scale = compressedScale({
    intervals: drawn.map((operation) => ({
      from: Math.max(operation.invokedAt, chosen.from),
      to: operation.completedAt,
      width: barPadding + textWidth(label(operation)),
    })),
    moments: moments(chosen.from, to),
    rooms: steps.map(({ after, width }) => ({ time: after, width })),
  });

  const stepOf = new Map(example.order.map(({ operation }, at) => [operation, at + 1]));
  const bars = drawn.map((operation): Bar => {
    const isBefore = operation.invokedAt < chosen.from;
    const span = scale.span(Math.max(operation.invokedAt, chosen.from), operation.completedAt);
    return {
      operation,
      lane: laneOf.get(operation.process) ?? 0,
      left: isBefore ? 0 : span.left,
      right: span.right,
      label: label(operation),
      torn: { before: isBefore, after: operation.completedAt === null },
      step: stepOf.get(operation.operation) ?? null,
      isIllegal: illegal.has(operation.operation),
    };
  });
  return {
    scale,
    lanes,
    bars,
    points: placePoints(steps, scale, laneOf),
    before: stepBefore(example, steps[0]?.step ?? 1),
    hidden: {
      operations: example.operations.length - drawn.length,
      processes: new Set(example.operations.map(({ process }) => process)).size - laneOf.size,
      steps: example.order.length - steps.length,
    },
    from: chosen.from,
    to,
  };
}

/** The earliest operation that had to come next and could not; without one, where the order ends. */
export function firstError(example: Counterexample): CheckedOperation | null {
  const illegal = new Set(example.illegal);
  const last = example.order.at(-1)?.operation;
  let found: CheckedOperation | null = null;
  for (const each of example.operations) {
    const isCandidate = illegal.size > 0 ? illegal.has(each.operation) : each.operation === last;
    if (isCandidate && (found === null || each.invokedAt < found.invokedAt)) found = each;
  }
  return found;
}

interface Chosen {
  readonly operations: readonly CheckedOperation[];
  readonly from: number;
}

/** Those around the first error, those open there since before, and every illegal one. */
function choose(example: Counterexample): Chosen {
  const all = [...example.operations].sort((a, b) => a.invokedAt - b.invokedAt);
  const error = firstError(example);
  const pivot = error === null ? 0 : all.indexOf(error);
  const low = Math.max(0, pivot - limits.operationsBefore);
  const from = all[low]?.invokedAt ?? 0;
  const illegal = new Set(example.illegal);
  const operations = all.filter((each, at) => {
    if (illegal.has(each.operation)) return true;
    if (at < low) return (each.completedAt ?? Number.POSITIVE_INFINITY) > from;
    return at <= pivot + limits.operationsAfter;
  });
  const first = operations.find(({ operation }) => illegal.has(operation))?.invokedAt ?? from;
  return { operations, from: Math.min(from, first) };
}

/** Of the processes with an illegal operation, then those nearest to the first error. */
function chooseLanes(example: Counterexample, chosen: Chosen): readonly ProcessLane[] {
  const error = firstError(example);
  const illegal = new Set(example.illegal);
  const turns = new Map<number, Turn>();
  for (const { operation, process, invokedAt, completedAt } of chosen.operations) {
    const turn = turns.get(process) ?? newTurn(process);
    turns.set(process, turn);
    const isIllegal = illegal.has(operation);
    turn.hasIllegal ||= isIllegal;
    const away = Math.abs(invokedAt - (error?.invokedAt ?? 0));
    const isFirst = operation === error?.operation;
    turn.distance = Math.min(turn.distance, isFirst ? -2 : isIllegal ? -1 : away);
    turn.from = Math.min(turn.from, invokedAt);
    turn.to = Math.max(turn.to, completedAt ?? Number.POSITIVE_INFINITY);
  }
  const nearest = [...turns.values()].sort((a, b) => a.distance - b.distance);
  return takeTurns(nearest.slice(0, limits.processes));
}

/** What a process does to the key, from its first operation to the end of its last. */
interface Turn {
  readonly process: number;
  from: number;
  to: number;
  /** Microseconds to the first error; negative when it is an error itself. */
  distance: number;
  hasIllegal: boolean;
}

function newTurn(process: number): Turn {
  const never = Number.POSITIVE_INFINITY;
  return { process, from: never, to: -never, distance: never, hasIllegal: false };
}

/** Turns that do not overlap share a lane, so that a figure is as high as there were clients, not as numbers. */
function takeTurns(turns: readonly Turn[]): readonly ProcessLane[] {
  const lanes: Turn[][] = [];
  for (const turn of [...turns].sort((a, b) => a.from - b.from || a.process - b.process)) {
    const free = lanes.find((lane) => (lane.at(-1)?.to ?? 0) < turn.from);
    if (free === undefined) lanes.push([turn]);
    else free.push(turn);
  }
  return lanes
    .sort((a, b) => (a[0]?.process ?? 0) - (b[0]?.process ?? 0))
    .map((lane) => ({
      processes: lane.map(({ process }) => process),
      hasIllegal: lane.some(({ hasIllegal }) => hasIllegal),
    }));
}

interface Step {
  readonly step: number;
  readonly operation: number;
  readonly process: number;
  readonly state: string;
  /** Microseconds: no step before it may be invoked later, so it happened at or after that. */
  readonly after: number;
  readonly width: number;
}

/**
 * From the first step that is drawn to the end. A legal order has a moment for each step: no later than its completion,
 * no earlier than the latest invoke up to it. The latter is drawn, and it never falls from step to step.
 */
function drawnSteps(example: Counterexample, drawn: ReadonlySet<number>): readonly Step[] {
  const operations = new Map(example.operations.map((each) => [each.operation, each]));
  const begin = example.order.findIndex(({ operation }) => drawn.has(operation));
  if (begin < 0) return [];
  const steps: Step[] = [];
  let after = Number.NEGATIVE_INFINITY;
  let state = example.order[begin - 1]?.state ?? '';
  example.order.forEach((each, at) => {
    const operation = operations.get(each.operation);
    after = Math.max(after, operation?.invokedAt ?? after);
    if (at < begin || operation === undefined) return;
    const text = each.state === state ? 0 : textWidth(stateLabel(each.state)) + 10;
    const width = Math.max(pointWidth(at + 1) + 8, text);
    const { process } = operation;
    steps.push({
      step: at + 1,
      operation: each.operation,
      process,
      state: each.state,
      after,
      width,
    });
    state = each.state;
  });
  return steps;
}

function stepBefore(example: Counterexample, first: number): CounterexampleLayout['before'] {
  const before = example.order[first - 2];
  return before === undefined ? null : { step: first - 1, state: before.state };
}

/** Steps that share the room between two stamps stand in it side by side. */
function placePoints(
  steps: readonly Step[],
  scale: CompressedScale,
  laneOf: ReadonlyMap<number, number>,
): readonly OrderPoint[] {
  const used = new Map<number, number>();
  return steps.map(({ step, operation, process, state, after, width }) => {
    const slot = scale.slot(after);
    const offset = used.get(slot) ?? 0;
    used.set(slot, offset + width);
    const x = (scale.stamps[slot]?.x ?? 0) + offset + pointWidth(step) / 2 + 4;
    return { step, x, lane: laneOf.get(process) ?? null, operation, state };
  });
}

/** Pixels of the mark that carries a step's number. */
export function pointWidth(step: number): number {
  return Math.max(15, 7 + 6 * String(step).length);
}

export function stateLabel(state: string): string {
  return cut(state === '' ? '""' : state, 24);
}
