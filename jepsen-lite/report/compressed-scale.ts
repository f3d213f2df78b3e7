import type { Scale } from './scale.ts';

/**
 * A time axis on which idle gaps vanish: only the order of moments counts, and the room that what happens there needs.
 *
 *   time    |a--b|  1.2 s of nothing  |c-d|            the gap between two stamps grows with the logarithm of its time
 *   pixels  |--a--|--b--|--c--|--d--|
 *
 * At one time an invoke comes before a completion: intervals are closed, such operations are concurrent.
 */
export interface CompressedScale extends Scale {
  readonly stamps: readonly PlacedStamp[];
  /** Where an operation that was never answered ends. */
  readonly edge: number;
  /** Of an operation that was never answered, `to` is null. */
  span(from: number, to: number | null): { readonly left: number; readonly right: number };
  /** Left end of the room after the last stamp at or before an invoke at `time`, and which it is. */
  slot(time: number): number;
}

export interface PlacedStamp {
  readonly time: number;
  readonly x: number;
  /** Pixels to the next stamp, or to the edge. */
  readonly room: number;
}

/** Something that must have `width` pixels between two moments, such as a bar with its text; `to` null: open. */
export interface Interval {
  readonly from: number;
  readonly to: number | null;
  readonly width: number;
}

interface Stamp {
  readonly time: number;
  readonly isEnd: boolean;
}

/** Pixels before the first stamp, and after the last for what never ends. */
const margin = 14;
const openRoom = 56;

export interface ScaleWishes {
  readonly intervals: readonly Interval[];
  /** Other moments that get a place of their own, such as the beginning of a fault. */
  readonly moments: readonly number[];
  /** Pixels wanted right after the last invoke at or before a time. */
  readonly rooms: readonly { readonly time: number; readonly width: number }[];
}

/** One pass from left to right puts every stamp as far left as all that ends there allows. */
export function compressedScale(wishes: ScaleWishes): CompressedScale {
  const stamps = distinctStamps(wishes);
  const index = new Map(stamps.map((stamp, at) => [nameOf(stamp), at]));
  const slot = (time: number): number => lastAtOrBefore(stamps, time);

  const rooms = new Float64Array(stamps.length);
  for (const { time, width } of wishes.rooms) {
    const at = slot(time);
    rooms[at] = (rooms[at] ?? 0) + width;
  }
  const ending = new Map<number, Interval[]>();
  for (const interval of wishes.intervals) {
    if (interval.to === null) continue;
    const at = index.get(nameOf({ time: interval.to, isEnd: true })) ?? 0;
    const list = ending.get(at);
    if (list === undefined) ending.set(at, [interval]);
    else list.push(interval);
  }

  const xs: number[] = [];
  const startOf = (interval: Interval): number => xs[slot(interval.from)] ?? margin;
  stamps.forEach((stamp, at) => {
    const before = stamps[at - 1];
    let x = margin;
    if (before !== undefined) {
      const wanted = Math.max(gapWidth(stamp.time - before.time), rooms[at - 1] ?? 0);
      x = (xs[at - 1] ?? margin) + wanted;
    }
    for (const interval of ending.get(at) ?? [])
      x = Math.max(x, startOf(interval) + interval.width);
    xs.push(x);
  });
  const last = stamps.length - 1;
  let edge = (xs[last] ?? margin) + Math.max(openRoom, rooms[last] ?? 0);
  for (const interval of wishes.intervals) {
    if (interval.to === null) edge = Math.max(edge, startOf(interval) + interval.width);
  }
  return placed(stamps, xs, edge, slot, index);
}

function placed(
  stamps: readonly Stamp[],
  xs: readonly number[],
  edge: number,
  slot: (time: number) => number,
  index: ReadonlyMap<string, number>,
): CompressedScale {
  const places = stamps.map(({ time }, at): PlacedStamp => {
    const x = xs[at] ?? margin;
    return { time, x, room: (xs[at + 1] ?? edge) - x };
  });
  const x = (time: number): number => {
    const before = places[slot(time)];
    const first = places[0];
    if (before === undefined || first === undefined) return margin;
    if (time < first.time) return 0;
    const after = places[slot(time) + 1];
    if (after === undefined) return time > before.time ? edge : before.x;
    const share = (time - before.time) / Math.max(1, after.time - before.time);
    return before.x + Math.min(1, share) * before.room;
  };
  const span = (from: number, to: number | null): { left: number; right: number } => {
    const end = to === null ? undefined : index.get(nameOf({ time: to, isEnd: true }));
    const right = to === null ? edge : end === undefined ? x(to) : (xs[end] ?? edge);
    const first = places[0];
    const left = first !== undefined && from < first.time ? 0 : (places[slot(from)]?.x ?? 0);
    return { left, right };
  };
  return { stamps: places, edge, width: edge, slot, x, span };
}

function distinctStamps(wishes: ScaleWishes): readonly Stamp[] {
  const found = new Map<string, Stamp>();
  const add = (stamp: Stamp): void => {
    found.set(nameOf(stamp), stamp);
  };
  for (const { from, to } of wishes.intervals) {
    add({ time: from, isEnd: false });
    if (to !== null) add({ time: to, isEnd: true });
  }
  for (const time of wishes.moments) add({ time, isEnd: false });
  return [...found.values()].sort((a, b) => a.time - b.time || Number(a.isEnd) - Number(b.isEnd));
}

function nameOf(stamp: Stamp): string {
  return `${stamp.time}${stamp.isEnd ? '-' : '+'}`;
}

/** The last stamp of an invoke at `time`, or anything before it; 0 when all are later. */
function lastAtOrBefore(stamps: readonly Stamp[], time: number): number {
  let low = 0;
  let high = stamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const stamp = stamps[middle];
    const isBefore =
      stamp !== undefined && (stamp.time < time || (stamp.time === time && !stamp.isEnd));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** 8 px for what is next to each other, at most 40 however long the wait. */
function gapWidth(us: number): number {
  return Math.min(40, 8 + 7 * Math.log10(1 + us / 200));
}
