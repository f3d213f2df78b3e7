import type { RingKv, ServedWrite } from 'ringkv';
import { type Ending, endingOf } from '../clients/outcome.ts';
import { servedFrom } from '../clients/typed-target.ts';
import type { Effect } from '../history/watched.ts';
import { watchLimits } from '../limits.ts';
import type { Random } from '../random.ts';
import { counterKey, LONG_GROUP, recordKey } from './watch-keys.ts';

/** A write before it is made: what it is called, what it is to change, and the call. */
export interface PlannedWrite {
  readonly f: 'put' | 'delete' | 'touch' | 'increment' | 'txn';
  readonly v: readonly Effect[];
  /** What it changed is in `v` of an ok; a write that changed nothing has none. */
  readonly run: (kv: RingKv, timeoutMs: number) => Promise<Ending>;
}

/** One of all kinds, on some key of the group. `value` is of no other write. */
export function someWrite(group: string, value: string, random: Random): PlannedWrite {
  const key = recordKey(group, random.between(0, 3));
  const dice = random.next();
  if (group.endsWith(`{${LONG_GROUP}}`)) return put(key, long(value), null);
  if (dice < 0.4) return put(key, value, null);
  if (dice < 0.5) return put(key, value, random.between(...watchLimits.ttlMs));
  if (dice < 0.62) return remove(key);
  if (dice < 0.72)
    return touch(key, random.chance(0.3) ? random.between(...watchLimits.ttlMs) : null);
  if (dice < 0.82) return increment(counterKey(group));
  return transaction(group, value, random);
}

export function put(key: string, value: string, ttl: number | null): PlannedWrite {
  const [short = ''] = value.split(' ');
  const v: Effect[] = [{ type: 'put', key, value: short }];
  const options = ttl === null ? {} : { ttl };
  return {
    f: 'put',
    v,
    run: async (kv, timeoutMs) =>
      ended(async () => ({ v, at: await kv.put(key, value, { ...options, timeoutMs }) })),
  };
}

function remove(key: string): PlannedWrite {
  const v: Effect[] = [{ type: 'delete', key }];
  return {
    f: 'delete',
    v,
    run: async (kv, timeoutMs) =>
      ended(async () => {
        const at = await kv.delete(key, { timeoutMs });
        return { v: at.ok && at.deleted ? v : [], at };
      }),
  };
}

function touch(key: string, ttl: number | null): PlannedWrite {
  const v: Effect[] = [{ type: 'touch', key }];
  return {
    f: 'touch',
    v,
    run: async (kv, timeoutMs) =>
      ended(async () => {
        const at = await kv.touch(key, ttl, { timeoutMs });
        return { v: at.ok ? v : [], at };
      }),
  };
}

function increment(key: string): PlannedWrite {
  return {
    f: 'increment',
    v: [{ type: 'put', key }],
    run: async (kv, timeoutMs) =>
      ended(async () => {
        const at = await kv.increment(key, 1, { timeoutMs });
        return { v: [{ type: 'put', key, value: `${at.value}` }], at };
      }),
  };
}

/** Two puts and a delete: one revision. */
function transaction(group: string, value: string, random: Random): PlannedWrite {
  const first = random.between(0, 3);
  const [a, b, c] = [first, first + 1, first + 2].map((n) => recordKey(group, n));
  const puts: Effect[] = [
    { type: 'put', key: a ?? '', value: `${value}a` },
    { type: 'put', key: b ?? '', value: `${value}b` },
  ];
  const gone: Effect = { type: 'delete', key: c ?? '' };
  return {
    f: 'txn',
    v: [...puts, gone],
    run: async (kv, timeoutMs) =>
      ended(async () => {
        const then = [
          kv.ops.put(a ?? '', `${value}a`),
          kv.ops.put(b ?? '', `${value}b`),
          kv.ops.delete(c ?? ''),
        ] as const;
        const at = await kv.txn({ then }, { timeoutMs });
        const isGone = at.ok && at.results[2].deleted;
        return { v: isGone ? [...puts, gone] : puts, at };
      }),
  };
}

/** Its filling is cut off in histories (`shown`). */
function long(value: string): string {
  return `${value} `.padEnd(watchLimits.longBytes, '.');
}

async function ended(
  call: () => Promise<{ readonly v: readonly Effect[]; readonly at: ServedWrite }>,
): Promise<Ending> {
  try {
    const { v, at } = await call();
    return { type: 'ok', v, at: servedFrom(at, at.revision) };
  } catch (error) {
    return endingOf(error, false);
  }
}
