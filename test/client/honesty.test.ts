import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { KvError, type RingKv, UnknownOutcomeError } from '../../src/client/index.ts';
import { failed } from './fake-answers.ts';
import { type FakeCluster, type Fault, noLeader } from './fake-cluster.ts';
import { clientOf, fakeCluster } from './harness.ts';

const { Outcome, Reason } = ringkv.v1;

const faults: readonly Fault[] = [
  'serve',
  'serve',
  'serve',
  'drop',
  'swallow',
  'later',
  'close',
  'close_first',
  noLeader,
  failed(Reason.NOT_LEADER, Outcome.NOT_EXECUTED, 'elsewhere', { leader: 2 }),
  failed(Reason.OVERLOADED, Outcome.NOT_EXECUTED, 'busy', { code: 8, retryAfterMs: 1 }),
  failed(Reason.LEADER_CHANGED, Outcome.UNKNOWN, 'stepped down'),
  failed(Reason.SPACE_QUOTA, Outcome.NOT_EXECUTED, 'disk full', { code: 8 }),
];

type Ending = 'done' | 'failed' | 'unknown';

interface Write {
  /** All of it ran, or none. */
  readonly what: readonly string[];
  ending: Ending;
  error: UnknownOutcomeError | null;
}

async function write(kv: RingKv, name: string, asTxn: boolean): Promise<Write> {
  const keys = asTxn ? [`{${name}}/a`, `{${name}}/b`] : [name];
  const result: Write = { what: keys.map((key) => `put ${key} v`), ending: 'done', error: null };
  const options = { timeoutMs: 100 };
  try {
    if (asTxn) await kv.txn({ then: keys.map((key) => kv.ops.put(key, 'v')) }, options);
    else await kv.put(name, 'v', options);
  } catch (error) {
    if (!(error instanceof KvError)) throw error;
    result.ending = error.outcome === 'unknown' ? 'unknown' : 'failed';
    if (error instanceof UnknownOutcomeError) result.error = error;
  }
  return result;
}

function expectConsistent(cluster: FakeCluster, { what, ending }: Write): void {
  const ran = new Set(what.map((one) => cluster.store.executed(one)));
  if (ending === 'done') expect([what, [...ran]]).toEqual([what, [1]]);
  if (ending === 'failed') expect([what, [...ran]]).toEqual([what, [0]]);
  expect(ran.size).toBe(1);
  expect(Math.max(...ran)).toBeLessThanOrEqual(1);
}

describe('whatever goes wrong', () => {
  it('an acknowledged write ran once, a failed one never, and resolve says which', async () => {
    const endings = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(faults.length - 1), { minLength: 5, maxLength: 60 }),
        fc.boolean(),
        async (schedule, expire) => {
          const cluster = await fakeCluster(2, 2);
          const kv = await clientOf(cluster, { tuning: { silenceMs: 20, standstillMs: 20 } });
          let step = 0;
          cluster.script((operation) =>
            operation.resolve
              ? 'serve'
              : (faults[schedule[step++ % schedule.length] ?? 0] ?? 'serve'),
          );
          const writes = await Promise.all(
            Array.from({ length: 8 }, (_, i) => write(kv, `k${i}`, i % 2 === 1)),
          );
          for (const one of writes) expectConsistent(cluster, one);
          if (expire) cluster.store.forgetIdentities();
          await Promise.all(writes.map((one) => settle(cluster, one)));
          // What was still under way turns up at last; it must not change what was said.
          cluster.runLater();
          for (const one of writes) {
            expectConsistent(cluster, one);
            endings.add(one.ending);
          }
          await kv.close({ graceMs: 0 });
          cluster.stop();
        },
      ),
      { numRuns: 25 },
    );
    // The faults were such that every ending really occurred.
    expect([...endings].sort()).toEqual(['done', 'failed', 'unknown']);
  }, 60_000);
});

async function settle(cluster: FakeCluster, one: Write): Promise<void> {
  if (one.error === null) return;
  const resolution = await one.error.resolve();
  if (resolution.status === 'done') {
    expect(resolution.answer.succeeded).toBe(true);
    one.ending = 'done';
  } else if (resolution.status === 'not_done') {
    one.ending = 'failed';
  }
  expectConsistent(cluster, one);
}
