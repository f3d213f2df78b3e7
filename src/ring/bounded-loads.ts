import { assert, at } from '../util/assert.ts';

/**
 * Members with loads that should lie within bounds, and units of load that can move between them only where a rule
 * allows it. Used for replicas (a unit is a replica of a partition) and for leaders (a unit is a leadership).
 */
export interface Loads {
  readonly loads: number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly shares: readonly number[];
  /** The unit that may move from one member to the other, or -1. */
  movable(from: number, to: number): number;
  move(unit: number, from: number, to: number): void;
}

interface Step {
  readonly unit: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Brings every load within its bounds, as far as the rules allow, with as few moves as one repair at a time needs,
 * and touches nothing when all are within them already: what is stable stays (R12).
 *
 * When no unit may go straight from a member with too much to one with room, a chain of moves over members in
 * between does it, each of them taking one and giving one. That is an augmenting path of a flow; a shortest one
 * never uses a partition in a way that two of its steps exclude each other, and as long as any solution exists there
 * is such a path, so the loop ends within the bounds whenever bounds are possible.
 *
 *      a (too much) --p3--> b (full) --p9--> c (room)
 */
export function balance(problem: Loads): void {
  const count = problem.loads.length;
  for (let member = 0; member < count; member++) {
    while (load(problem, member) > at(problem.most, member, 'upper bound')) {
      const path = shortestPath(problem, member, 'give', (other) => hasRoom(problem, other));
      if (path === null) break;
      apply(problem, path);
    }
  }
  for (let member = 0; member < count; member++) {
    while (load(problem, member) < at(problem.least, member, 'lower bound')) {
      const path = shortestPath(problem, member, 'take', (other) => canSpare(problem, other));
      if (path === null) break;
      apply(problem, path);
    }
  }
}

function hasRoom(problem: Loads, member: number): boolean {
  return load(problem, member) < at(problem.most, member, 'upper bound');
}

function canSpare(problem: Loads, member: number): boolean {
  return load(problem, member) > at(problem.least, member, 'lower bound');
}

/** Breadth first from `start`, the member that needs it most first, so that the usual single move is found at once. */
function shortestPath(
  problem: Loads,
  start: number,
  direction: 'give' | 'take',
  isEnd: (member: number) => boolean,
): readonly Step[] | null {
  const sign = direction === 'give' ? 1 : -1;
  const others = problem.loads
    .map((_, member) => member)
    .sort((a, b) => sign * (fullness(problem, a) - fullness(problem, b)) || a - b);
  const reachedBy = new Map<number, Step | null>([[start, null]]);
  // A Map iterates over what is added while it iterates: it is the queue and the set of what was seen.
  for (const here of reachedBy.keys()) {
    for (const other of others) {
      if (reachedBy.has(other)) continue;
      const from = direction === 'give' ? here : other;
      const to = direction === 'give' ? other : here;
      const unit = problem.movable(from, to);
      if (unit < 0) continue;
      reachedBy.set(other, { unit, from, to });
      if (isEnd(other)) return trace(reachedBy, other, direction);
    }
  }
  return null;
}

function trace(
  reachedBy: ReadonlyMap<number, Step | null>,
  end: number,
  direction: 'give' | 'take',
): readonly Step[] {
  const path: Step[] = [];
  let step = reachedBy.get(end) ?? null;
  while (step !== null) {
    path.push(step);
    step = reachedBy.get(direction === 'give' ? step.from : step.to) ?? null;
  }
  return path;
}

function apply(problem: Loads, path: readonly Step[]): void {
  assert(path.length > 0, 'a repair without a move');
  for (const { unit, from, to } of path) {
    problem.move(unit, from, to);
    problem.loads[from] = load(problem, from) - 1;
    problem.loads[to] = load(problem, to) + 1;
  }
}

/** Load relative to what is fair: 1 is exactly fair. */
function fullness(problem: Loads, member: number): number {
  return load(problem, member) / at(problem.shares, member, 'share');
}

function load(problem: Loads, member: number): number {
  return at(problem.loads, member, 'load');
}
