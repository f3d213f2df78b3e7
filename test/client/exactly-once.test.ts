import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { type AbortError, type RingKv, UnknownOutcomeError } from '../../src/client/index.ts';
import { failed } from './fake-answers.ts';
import { type FakeCluster, noLeader } from './fake-cluster.ts';
import { clientOf, failureOf, fakeCluster, until } from './harness.ts';

const { Outcome, Reason } = ringkv.v1;

async function unknownOf(promise: Promise<unknown>): Promise<UnknownOutcomeError> {
  const error = await failureOf(promise);
  expect(error).toBeInstanceOf(UnknownOutcomeError);
  return error as UnknownOutcomeError;
}

/** A write that changes nothing: afterwards a put is sent at once. */
async function openIdentity(kv: RingKv): Promise<void> {
  await kv.delete('nothing');
}

/** Puts meet the fault until it is lifted; all else is served. */
function onPuts(cluster: FakeCluster, fault: 'drop' | 'swallow' | 'later'): () => void {
  let on = true;
  cluster.script((operation) => (on && operation.put ? fault : 'serve'));
  return () => {
    on = false;
  };
}

describe('a write whose answer was lost', () => {
  it('is sent again under its sequence and gets the stored answer', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    let puts = 0;
    cluster.script((operation) => (operation.put && puts++ === 0 ? 'close' : 'serve'));
    expect(await kv.put('k', 'v')).toMatchObject({ ok: true, version: 1, deduplicated: true });
    expect(cluster.store.executed('put k v')).toBe(1);
  });

  it('gets the stored refusal too, not what would hold now', async () => {
    const cluster = await fakeCluster(3, 1);
    const kv = await clientOf(cluster);
    let puts = 0;
    cluster.script((operation) => (operation.put && puts++ === 0 ? 'close' : 'serve'));
    // The first try created the key; a second run would fail its own condition.
    expect(await kv.put('k', 'v', { ifAbsent: true })).toMatchObject({ ok: true });
  });
});

describe('an unknown outcome', () => {
  it('resolves to done with the answer when the write had run', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    const lift = onPuts(cluster, 'drop');
    const error = await unknownOf(kv.put('k', 'v', { timeoutMs: 150 }));
    expect(error).toMatchObject({ outcome: 'unknown', retryable: false, partition: 0 });
    lift();
    expect(await error.resolve()).toMatchObject({
      status: 'done',
      answer: { succeeded: true, version: 1, revision: 1 },
    });
    expect(cluster.store.executed('put k v')).toBe(1);
  });

  it('resolves to not done, and then the write can never run', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    const lift = onPuts(cluster, 'later');
    const error = await unknownOf(kv.put('k', 'v', { timeoutMs: 150 }));
    lift();
    expect(await error.resolve()).toEqual({ status: 'not_done' });
    expect(await error.resolve()).toEqual({ status: 'not_done' });
    // Its tries arrive at last.
    expect(cluster.runLater()).toBeGreaterThan(0);
    expect(cluster.store.executed('put k v')).toBe(0);
    expect(await kv.put('k', 'w')).toMatchObject({ ok: true });
  });

  it('stays unknown once the identity has ended', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    const lift = onPuts(cluster, 'drop');
    const error = await unknownOf(kv.put('k', 'v', { timeoutMs: 150 }));
    lift();
    cluster.store.forgetIdentities();
    expect(await error.resolve()).toEqual({ status: 'unknown' });
    expect(await kv.put('k', 'w')).toMatchObject({ ok: true });
  });

  it('can be asked again when the partition could not be reached', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    const lift = onPuts(cluster, 'drop');
    const error = await unknownOf(kv.put('k', 'v', { timeoutMs: 150 }));
    for (const node of cluster.nodes) node.paused = true;
    const unanswered = await failureOf(error.resolve({ timeoutMs: 60 }));
    expect(unanswered).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' });
    for (const node of cluster.nodes) node.paused = false;
    lift();
    expect(await error.resolve()).toMatchObject({ status: 'done' });
  });

  it('holds the floor until it is resolved', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    const lift = onPuts(cluster, 'swallow');
    const error = await unknownOf(kv.put('k', 'v', { timeoutMs: 150 }));
    lift();
    await kv.put('k', 'a');
    await error.resolve();
    await kv.put('k', 'b');
    const floors = cluster
      .node(1)
      .operations.filter(({ put }) => put)
      .map(({ sequence, sequenceFloor }) => [sequence, sequenceFloor]);
    expect(floors.slice(-2)).toEqual([
      [3, 2],
      [4, 4],
    ]);
  });

  it('is what a later definite refusal leaves it: the first try may still run', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    let puts = 0;
    cluster.script((operation) => {
      if (!operation.put) return 'serve';
      return puts++ === 0 ? 'later' : noLeader;
    });
    const error = await unknownOf(kv.put('k', 'v', { timeoutMs: 300 }));
    expect(puts).toBeGreaterThan(1);
    expect(error.message).toContain('no leader is known');
    cluster.runLater();
    expect(cluster.store.executed('put k v')).toBe(1);
    cluster.script(() => 'serve');
    expect(await error.resolve()).toMatchObject({ status: 'done' });
  });

  it('is what a refusal for good leaves it as well', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    let puts = 0;
    cluster.script((operation) => {
      if (!operation.put) return 'serve';
      if (puts++ === 0) return 'close_first';
      return failed(Reason.SPACE_QUOTA, Outcome.NOT_EXECUTED, 'the disk is nearly full');
    });
    const error = await unknownOf(kv.put('k', 'v'));
    expect(error.cause).toMatchObject({ name: 'LimitError', reason: 'SPACE_QUOTA' });
  });

  it('is not what a definite refusal of the only try means', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    cluster.script((operation) =>
      operation.put
        ? failed(Reason.SPACE_QUOTA, Outcome.NOT_EXECUTED, 'the disk is nearly full', { limit: 5 })
        : 'serve',
    );
    expect(await failureOf(kv.put('k', 'v'))).toMatchObject({
      name: 'LimitError',
      outcome: 'not_executed',
      limit: 5,
    });
  });

  it('is what an error without an outcome means', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    cluster.script((operation) =>
      operation.put ? { error: { code: 13, reason: Reason.INTERNAL, message: 'bug' } } : 'serve',
    );
    await unknownOf(kv.put('k', 'v'));
  });
});

describe('an identity that ended', () => {
  it('is replaced unnoticed when nothing is unaccounted for', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await kv.put('k', 'a');
    cluster.store.forgetIdentities();
    const puts = await Promise.all(Array.from({ length: 5 }, (_, i) => kv.put('k', `b${i}`)));
    expect(puts.every(({ ok }) => ok)).toBe(true);
    for (let i = 0; i < 5; i++) expect(cluster.store.executed(`put k b${i}`)).toBe(1);
    expect(cluster.store.opened.length).toBe(2);
  });

  it('leaves a write unknown for good when an earlier try may have run', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    let puts = 0;
    cluster.script((operation) => {
      if (!operation.put || puts++ > 0) return 'serve';
      return 'close';
    });
    await kv.get('warm');
    const put = kv.put('k', 'v', { timeoutMs: 1_000 });
    await until(() => puts === 1);
    cluster.store.forgetIdentities();
    const error = await unknownOf(put);
    expect(error.reason).toBe('SESSION_EXPIRED');
    expect(await error.resolve()).toEqual({ status: 'unknown' });
    expect(cluster.store.executed('put k v')).toBe(1);
  });
});

describe('duplicates that turn up long after', () => {
  it('find no identity, because a late request to open one opens another', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    let opens = 0;
    let puts = 0;
    cluster.script((operation) => {
      if (operation.openClient && opens++ === 0) return 'later';
      return operation.put && puts++ === 0 ? 'later' : 'serve';
    });
    expect(await kv.put('k', 'v')).toMatchObject({ ok: true });
    cluster.store.forgetIdentities();
    // First the open, then the put: under one id for all tries the put would now run again.
    expect(cluster.runLater()).toBe(2);
    expect(cluster.store.executed('put k v')).toBe(1);
  });
});

describe('a final answer of apply', () => {
  it('is definite even after an uncertain try', async () => {
    const cluster = await fakeCluster(2, 1);
    const kv = await clientOf(cluster);
    await kv.put('k', 'not a number');
    let tries = 0;
    cluster.script((operation) => (operation.increment && tries++ === 0 ? 'close' : 'serve'));
    expect(await failureOf(kv.increment('k', 1))).toMatchObject({
      name: 'InvalidRequestError',
      reason: 'NOT_A_NUMBER',
      outcome: 'not_executed',
    });
  });
});

describe('an aborted call', () => {
  it('that was not sent did not run', async () => {
    const kv = await clientOf(await fakeCluster(1, 1));
    const signal = AbortSignal.abort(new Error('changed my mind'));
    expect(await failureOf(kv.put('k', 'v', { signal }))).toMatchObject({
      name: 'AbortError',
      outcome: 'not_executed',
      pending: null,
      cause: signal.reason,
    });
  });

  it('that had been sent says so and can be resolved', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    await openIdentity(kv);
    onPuts(cluster, 'drop');
    const abort = new AbortController();
    const put = failureOf(kv.put('k', 'v', { signal: abort.signal }));
    await until(() => cluster.store.executed('put k v') === 1);
    abort.abort();
    const error = (await put) as AbortError;
    expect(error).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    expect(await error.pending?.resolve()).toMatchObject({ status: 'done' });
  });

  it('shares its signal with thousands of others', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const abort = new AbortController();
    const { signal } = abort;
    await Promise.all(Array.from({ length: 100 }, () => kv.get('k', { signal })));
    cluster.script(() => 'swallow');
    const gets = Array.from({ length: 100 }, () => failureOf(kv.get('k', { signal })));
    abort.abort();
    for (const error of await Promise.all(gets))
      expect(error).toMatchObject({ name: 'AbortError' });
  });
});

describe('closing', () => {
  it('lets what is in flight end first', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    const puts = Array.from({ length: 50 }, (_, i) => kv.put(`k${i}`, 'v'));
    await kv.close();
    expect((await Promise.all(puts)).every(({ ok }) => ok)).toBe(true);
    expect(await failureOf(kv.put('k', 'v'))).toMatchObject({ name: 'ClosedError' });
    expect(await failureOf(kv.status())).toMatchObject({ name: 'ClosedError' });
  });

  it('tells the sent writes from the others', async () => {
    const cluster = await fakeCluster(1, 1);
    const kv = await clientOf(cluster);
    onPuts(cluster, 'swallow');
    const sent = failureOf(kv.put('k', 'v'));
    await until(() => cluster.node(1).operations.some(({ put }) => put));
    const unsent = failureOf(kv.put('k', 'w'));
    const read = failureOf(kv.get('k'));
    await kv.close({ graceMs: 0 });
    const unknown = (await sent) as UnknownOutcomeError;
    expect(unknown).toMatchObject({ name: 'UnknownOutcomeError' });
    expect(await unsent).toMatchObject({ name: 'ClosedError', outcome: 'not_executed' });
    expect(await read).toMatchObject({ name: 'ClosedError' });
    expect(await failureOf(unknown.resolve())).toMatchObject({ name: 'ClosedError' });
  });
});
