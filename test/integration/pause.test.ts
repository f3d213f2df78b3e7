import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KvError, type RingKv } from '../../src/client/index.ts';
import { Line, patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start();
});

afterAll(async () => stage.end());

interface Ending {
  readonly call: string;
  readonly how: string;
  readonly afterMs: number;
}

async function ending(call: string, running: Promise<unknown>): Promise<Ending> {
  const begun = performance.now();
  const how = await running.then(
    () => 'ok',
    (error: unknown) => (error instanceof KvError ? error.outcome : String(error)),
  );
  return { call, how, afterMs: performance.now() - begun };
}

/** One call of each kind, all at once. */
function callEverything(kv: RingKv): Promise<Ending[]> {
  return Promise.all([
    ending('get', kv.get('paused')),
    ending('eventual get', kv.get('paused', { consistency: 'eventual' })),
    ending('put', kv.put('paused', 'during')),
    ending('increment', kv.increment('paused-counter', 1)),
    ending('delete', kv.delete('nothing')),
    ending('touch', kv.touch('paused', '1h')),
    ending('scan', kv.scan('paused').next()),
    ending('locate', kv.locate('paused')),
    ending('status', kv.status()),
  ]);
}

describe('a cluster whose nodes all stand still', () => {
  it('costs every call its deadline and no more, and serves again when it goes on', async () => {
    const kv = await stage.connect();
    await kv.put('paused', 'before');
    await kv.increment('paused-counter', 1);
    for (const node of stage.cluster.names) await stage.cluster.pause(node);

    // Three rounds of calls that last their 2 s each: longer than any election timeout.
    const endings = [];
    for (let round = 0; round < 3; round++) endings.push(...(await callEverything(kv)));
    const tooLate = endings.filter(({ afterMs }) => afterMs > 3_000);
    expect(tooLate).toEqual([]);
    const served = endings.filter(({ how }) => how !== 'not_executed' && how !== 'unknown');
    expect(served).toEqual([]);
    const doubtfulReads = endings.filter(
      ({ call, how }) => how === 'unknown' && /get|scan|locate|status/.test(call),
    );
    expect(doubtfulReads).toEqual([]);

    for (const node of stage.cluster.names) await stage.cluster.resume(node);
    expect(await kv.put('paused', 'after')).toMatchObject({ ok: true });
    expect((await kv.get('paused'))?.value).toBe('after');
    await stage.expectEqualReplicas();
  });
});

describe('a leader that stands still', () => {
  it('is replaced, and answers no stale read when it goes on', async () => {
    const kv = await stage.connect();
    await kv.put('lease', 'old');
    const leader = await stage.leaderOf(kv, 'lease');
    using line = new Line(stage.endpoint(leader));
    expect(await line.get('lease')).toBe('old');
    await stage.cluster.pause(leader);
    // These wait in the socket of the paused node, which may well meet them before it hears of a new term.
    const reads = Array.from({ length: 20 }, async () =>
      line.get('lease', 30_000).catch(() => 'refused'),
    );
    const replaced = async (): Promise<boolean> =>
      kv.put('lease', 'new').then(
        () => true,
        () => false,
      );
    await expect.poll(replaced, patience).toBe(true);
    const { leader: successor } = await kv.locate('lease');
    expect(`n${successor}`).not.toBe(leader);

    await stage.cluster.resume(leader);
    const answers = await Promise.all(reads);
    expect(answers.filter((answer) => answer !== 'new' && answer !== 'refused')).toEqual([]);
    const readAgain = async (): Promise<string | null> => line.get('lease').catch(() => null);
    await expect.poll(readAgain, patience).toBe('new');
    await stage.expectEqualReplicas();
  });
});
