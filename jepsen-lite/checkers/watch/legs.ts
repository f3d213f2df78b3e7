import type { Operation } from '../../history/operations.ts';
import type { ToldEvent, ToldItem, WatchBegin } from '../../history/watched.ts';

/** What a watch handed out between its begin and the next one. */
export interface Leg {
  readonly begin: WatchBegin;
  /** The key, or the prefix. */
  readonly target: string;
  readonly told: readonly { readonly item: ToldItem; readonly by: Operation }[];
}

/** The legs of each watch, in order. */
export function watchesOf(operations: readonly Operation[]): Map<string, Leg[]> {
  const watches = new Map<string, Leg[]>();
  const current = new Map<number, { readonly item: ToldItem; readonly by: Operation }[]>();
  for (const by of operations) {
    if (by.f === 'watch') {
      const begin = by.argument as WatchBegin;
      const told: { item: ToldItem; by: Operation }[] = [];
      current.set(by.process, told);
      const legs = watches.get(begin.watch) ?? [];
      watches.set(begin.watch, legs);
      legs.push({ begin, target: by.key, told });
    } else if (by.f === 'told' && by.outcome === 'ok') {
      const items = by.result as readonly ToldItem[];
      current.get(by.process)?.push(...items.map((item) => ({ item, by })));
    }
  }
  return watches;
}

/** Whether a watch is to be told of such an event. */
export function concerns({ begin, target }: Leg, { type, key }: ToldEvent): boolean {
  const isOn = begin.target === 'key' ? key === target : key.startsWith(target);
  return isOn && !begin.without.includes(type);
}

/** Like `2: slow (operation 12 at 3.401 s)`: where a watch was told what is wrong. */
export function place({ begin }: Leg, { operation, invokedAt }: Operation): string {
  return `watch ${begin.watch} (operation ${operation} at ${(invokedAt / 1e6).toFixed(3)} s)`;
}

export function revisionOf(partition: number, revision: number): string {
  return `revision ${revision} of partition ${partition}`;
}
