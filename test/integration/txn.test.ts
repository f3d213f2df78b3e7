import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  check,
  colocated,
  counter,
  KvError,
  type RingKv,
  UnknownOutcomeError,
} from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;
let kv: RingKv;

beforeAll(async () => {
  stage = await Stage.start();
  kv = await stage.connect();
});

afterAll(async () => stage.end());

const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 128 }, (_, i) => make(i));

describe('a transaction', () => {
  it('of as many conditions and operations as may be is one revision', async () => {
    const key = (i: number): string => colocated('wide', `k${i}`);
    const request = {
      if: many((i) => check.absent(key(i))),
      then: many((i) => kv.ops.put(key(i), `value ${i}`)),
      else: many((i) => kv.ops.get(key(i))),
    };
    const first = await kv.txn(request);
    expect(first).toMatchObject({ ok: true, role: 'leader', deduplicated: false });
    const again = await kv.txn(request);
    if (again.ok || again.reason !== 'condition_failed') throw new Error('every key is there');
    expect(again.revision).toBe(first.revision);
    for (const [i, entry] of again.results.entries()) {
      expect(entry).toMatchObject({
        key: key(i),
        value: `value ${i}`,
        version: 1,
        modRevision: first.revision,
        revision: again.revision,
        partition: again.partition,
        term: again.term,
        consistency: 'linearizable',
      });
    }
  });

  it('shows its operations what those before them did, and leaves nothing when one may not', async () => {
    const stock = kv.keyspace(counter);
    const [avail, held] = [colocated('sku-1', 'avail'), colocated('sku-1', 'held')];
    await stock.put(avail, 5);
    const take = async (count: number) =>
      kv.txn({
        then: [
          stock.ops.increment(held, count),
          stock.ops.get(held),
          stock.ops.increment(avail, -count, { min: 0 }),
          kv.ops.touch(colocated('sku-1', 'nobody'), '10m'),
          kv.ops.delete(colocated('sku-1', 'nothing')),
        ],
      });
    expect(await take(3)).toMatchObject({
      ok: true,
      results: [
        { value: 3, version: 1 },
        { value: 3, version: 1 },
        { value: 2, version: 2 },
        { found: false },
        { deleted: false },
      ],
    });
    const before = await stock.get(held);
    expect(await take(3)).toMatchObject({
      ok: false,
      reason: 'out_of_range',
      branch: 'then',
      index: 2,
      value: 2,
    });
    const after = await stock.get(held);
    expect(after).toMatchObject({ value: 3, modRevision: before?.modRevision });
    expect((await stock.get(avail))?.value).toBe(2);
  });

  it('of a value that is no number, or of too much to read, changes nothing', async () => {
    const [name, big] = [colocated('odd', 'name'), colocated('odd', 'big')];
    await kv.put(name, 'Ada');
    await kv.put(big, 'x'.repeat(300 * 1024));
    const other = colocated('odd', 'other');
    const noNumber = kv.txn({ then: [kv.ops.put(other, 'x'), kv.ops.increment(name, 1)] });
    await expect(noNumber).rejects.toMatchObject({
      name: 'InvalidRequestError',
      reason: 'NOT_A_NUMBER',
      outcome: 'not_executed',
    });
    const tooMuch = kv.txn({ then: [kv.ops.put(other, 'x'), kv.ops.get(big)] });
    await expect(tooMuch).rejects.toMatchObject({
      name: 'LimitError',
      reason: 'RESULT_TOO_LARGE',
      outcome: 'not_executed',
      limit: 256 * 1024,
    });
    expect(await kv.get(other)).toBeNull();
  });

  it('meets a key whose time has come as absent, by the clock that it compares with', async () => {
    const lock = colocated('job', 'lock');
    const acquire = async () =>
      kv.txn({
        if: [check.absent(lock)],
        then: [kv.ops.put(lock, 'me', { ttl: 200 })],
        else: [kv.ops.get(lock)],
      });
    const first = await acquire();
    if (!first.ok) throw new Error('nobody else wants it');
    const [put] = first.results;
    const expiresAt = put.expiresAt ?? 0;
    expect(expiresAt).toBeGreaterThan(first.partitionTimeMs);
    const acquiredAgain = async (): Promise<boolean> => {
      const answer = await acquire();
      // What is still there is not yet due, what is gone was.
      if (answer.ok) expect(answer.partitionTimeMs).toBeGreaterThanOrEqual(expiresAt);
      return answer.ok;
    };
    await expect.poll(acquiredAgain, patience).toBe(true);
    const at = { if: [check.exists(lock), check.time('<', expiresAt)] };
    expect(await kv.txn(at)).toMatchObject({ ok: false, reason: 'condition_failed' });
  });
});

describe('kvctl txn', () => {
  it('does the one branch or the other', async () => {
    const order = '--then|put {o}/7 "two, wrapped" ttl=10m|--else|get {o}/7';
    const args = `txn|--if|absent {o}/7|--then|incr {o}/sold 2 max=3|${order}`.split('|');
    const first = await stage.kvctl(...args);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^then done at revision \d+, partition \d+\nincr \{o\}\/sold: 2\n/);
    expect(await stage.kvctl(...args)).toMatchObject({
      code: 4,
      out: expect.stringMatching(/^else done .*\nget \{o\}\/7: two, wrapped\n$/),
      err: 'condition failed: else was done\n',
    });
  });

  it('says which bound was hit, and leaves everything as it was', async () => {
    const file = join(stage.dir, 'order.txn');
    writeFileSync(file, '# one too many\nthen put {o}/8 x\nthen incr {o}/sold 2 max=3\n');
    const { code, out, err } = await stage.kvctl('txn', '--file', file, '-o', 'json');
    expect(code).toBe(4);
    expect(JSON.parse(out)).toMatchObject({
      succeeded: false,
      branch: 'then',
      results: [],
      refused: { index: 1, value: 2 },
    });
    expect(JSON.parse(err).error).toMatchObject({ reason: 'OUT_OF_RANGE', index: 1 });
    expect(await kv.get('{o}/8')).toBeNull();
  });

  it('names the keys that are not of one partition', async () => {
    const { code, err } = await stage.kvctl('txn', '--then', 'put a 1', '--then', 'put b 2');
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/"a" is in \d+ and "b" in \d+/),
    });
  });
});

describe('when the leader is killed while money moves', () => {
  it('every transfer is done once or not at all, and none is lost', async () => {
    const bank = kv.keyspace(counter);
    const [from, to] = [colocated('bank', 'from'), colocated('bank', 'to')];
    await kv.txn({ then: [bank.ops.put(from, 1_000_000), bank.ops.put(to, 0)] });
    let done = 0;
    const unknown: UnknownOutcomeError[] = [];
    const failures: string[] = [];
    let stopped = false;
    const teller = async (): Promise<void> => {
      while (!stopped) {
        try {
          const moved = await kv.txn({
            then: [bank.ops.increment(from, -1, { min: 0 }), bank.ops.increment(to, 1)],
          });
          if (moved.ok) done++;
          else failures.push(moved.reason);
        } catch (error) {
          if (error instanceof UnknownOutcomeError) unknown.push(error);
          else failures.push(error instanceof KvError ? error.message : String(error));
        }
      }
    };
    const tellers = Array.from({ length: 16 }, teller);
    await expect.poll(() => done, patience).toBeGreaterThan(100);
    const leader = await stage.leaderOf(kv, from);
    await stage.cluster.kill(leader);
    const goal = done + 200;
    await expect.poll(() => done, patience).toBeGreaterThan(goal);
    stopped = true;
    await Promise.all(tellers);
    for (const error of unknown) {
      const resolution = await error.resolve({ timeoutMs: 10_000 });
      if (resolution.status !== 'done') continue;
      done++;
      // The stored answer is the whole transaction's.
      expect(resolution.answer.txn).toMatchObject({ succeeded: true, refusedIndex: null });
    }
    expect(failures).toEqual([]);
    const both = await kv.txn({ then: [bank.ops.get(from), bank.ops.get(to)] });
    if (!both.ok) throw new Error('there was no condition');
    expect(both.results.map((entry) => entry?.value)).toEqual([1_000_000 - done, done]);
    expect(kv.stats().retries).toBeGreaterThan(0);
    await stage.cluster.restart(leader);
    await stage.expectEqualReplicas();
  });
});
