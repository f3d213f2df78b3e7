import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KvError, type RingKv, UnknownOutcomeError } from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start();
});

afterAll(async () => stage.end());

/** Clients that write until they are told to stop, and remember what they were told about each write. */
class Writers {
  readonly acknowledged = new Map<string, string>();
  /** Definite failures: they must never take effect. */
  readonly refused = new Set<string>();
  /** Nobody knows; each may be there or not. */
  readonly unknown: UnknownOutcomeError[] = [];
  /** What each counter must hold, but for the unknown increments. */
  readonly counted = new Map<string, number>();
  readonly unknownIncrements: { counter: string; error: UnknownOutcomeError }[] = [];
  readonly unexpected: unknown[] = [];
  answers = 0;
  #stopped = false;
  readonly #running: Promise<void>[] = [];

  putters(kv: RingKv, names: readonly string[]): void {
    for (const name of names) {
      this.#loop(async (n) => {
        const key = `${name}-${n}`;
        const value = `${name} wrote ${n}`;
        await kv.put(key, value).then(
          () => this.acknowledged.set(key, value),
          (error: unknown) => this.#failed(error, () => this.refused.add(key)),
        );
      });
    }
  }

  incrementers(kv: RingKv, counters: readonly string[]): void {
    for (const counter of counters) {
      this.counted.set(counter, 0);
      this.#loop(async () => {
        await kv.increment(counter, 1).then(
          () => this.counted.set(counter, (this.counted.get(counter) ?? 0) + 1),
          (error: unknown) => {
            if (error instanceof UnknownOutcomeError)
              this.unknownIncrements.push({ counter, error });
            else this.#failed(error, () => {});
          },
        );
      });
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  /** Waits until so many more writes have been acknowledged, on all partitions that the writers meet. */
  async progress(more: number): Promise<void> {
    const goal = this.acknowledged.size + more;
    await expect.poll(() => this.acknowledged.size, patience).toBeGreaterThan(goal);
  }

  #failed(error: unknown, refused: () => void): void {
    if (error instanceof UnknownOutcomeError) this.unknown.push(error);
    else if (error instanceof KvError && error.outcome === 'not_executed') refused();
    else this.unexpected.push(error);
  }

  #loop(write: (n: number) => Promise<void>): void {
    const run = async (): Promise<void> => {
      for (let n = 0; !this.#stopped; n++) {
        await write(n);
        this.answers++;
      }
    };
    this.#running.push(run());
  }
}

async function inBatches<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const all = [...items];
  for (let from = 0; from < all.length; from += 500) {
    await Promise.all(all.slice(from, from + 500).map(work));
  }
}

describe('what was acknowledged', () => {
  it('survives leaders that are killed again and again, and then all nodes at once', async () => {
    const writers = new Writers();
    const clients = [await stage.connect(), await stage.connect()];
    for (const [c, kv] of clients.entries()) {
      writers.putters(
        kv,
        [1, 2, 3, 4].map((n) => `writer-${c}-${n}`),
      );
      writers.incrementers(
        kv,
        [1, 2].map((n) => `counter-${c}-${n}`),
      );
    }
    const admin = await stage.connect();
    for (const victim of ['counter-0-1', 'counter-0-2', 'counter-1-1']) {
      await writers.progress(200);
      const leader = await stage.leaderOf(admin, victim);
      await stage.cluster.kill(leader);
      await writers.progress(200);
      await stage.cluster.restart(leader);
    }
    await writers.progress(200);
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.kill(name)));
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    await writers.progress(200);
    await writers.stop();
    expect(writers.unexpected).toEqual([]);

    const reader = await stage.connect();
    const lost: string[] = [];
    await inBatches(writers.acknowledged, async ([key, value]) => {
      if ((await reader.get(key))?.value !== value) lost.push(key);
    });
    expect(lost).toEqual([]);
    const undead: string[] = [];
    await inBatches(writers.refused, async (key) => {
      if ((await reader.get(key)) !== null) undead.push(key);
    });
    expect(undead).toEqual([]);

    for (const { counter, error } of writers.unknownIncrements) {
      const { status } = await error.resolve({ timeoutMs: 10_000 });
      expect(status).not.toBe('unknown');
      if (status === 'done') writers.counted.set(counter, (writers.counted.get(counter) ?? 0) + 1);
    }
    for (const [counter, expected] of writers.counted) {
      expect(expected).toBeGreaterThan(0);
      expect(Number((await reader.get(counter))?.value), counter).toBe(expected);
    }
    await stage.expectEqualReplicas();
  });

  it('is still there after all nodes were stopped in order', async () => {
    const kv = await stage.connect();
    await kv.put('before the stop', 'kept');
    await Promise.all(stage.cluster.names.map(async (name) => stage.cluster.restart(name)));
    const later = await stage.connect();
    expect((await later.get('before the stop'))?.value).toBe('kept');
    await stage.expectEqualReplicas();
  });
});
