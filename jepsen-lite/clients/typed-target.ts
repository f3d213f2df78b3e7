import { check, type Entry, type RingKv, type Served } from 'ringkv';
import type { ServedFrom } from '../history/event.ts';
import { type Ending, endingOf } from './outcome.ts';
import type { LinearizableLevel, Target } from './target.ts';

/** Through the typed client, which routes to leaders, retries, and fails over by itself. */
export class TypedTarget implements Target {
  readonly #kv: RingKv;
  readonly #level: LinearizableLevel | null;

  /** `level`: at which it reads; null is the default of the client, and answers do not name it. */
  constructor(kv: RingKv, level: LinearizableLevel | null = null) {
    this.#kv = kv;
    this.#level = level;
  }

  async ready(): Promise<boolean> {
    return true;
  }

  async read(key: string, timeoutMs: number): Promise<Ending> {
    try {
      const level = this.#level;
      const options = { timeoutMs, ...(level !== null && { consistency: level }) };
      const { entry, ...at } = await this.#kv.lookup(key, options);
      const from = servedFrom(at, entry?.modRevision ?? 0);
      const served = level !== null && { level: at.consistency };
      return { type: 'ok', v: numberOf(entry), at: { ...from, ...served } };
    } catch (error) {
      return endingOf(error, true);
    }
  }

  async write(key: string, value: number, timeoutMs: number): Promise<Ending> {
    try {
      const put = await this.#kv.put(key, `${value}`, { timeoutMs });
      return { type: 'ok', v: value, at: servedFrom(put, put.revision) };
    } catch (error) {
      return endingOf(error, false);
    }
  }

  async cas(key: string, from: number, to: number, timeoutMs: number): Promise<Ending> {
    try {
      const { ops } = this.#kv;
      const answer = await this.#kv.txn(
        {
          if: [check.value(key, '=', `${from}`)],
          then: [ops.put(key, `${to}`)],
          else: [ops.get(key)],
        },
        { timeoutMs },
      );
      if (answer.ok) return { type: 'ok', v: [from, to], at: servedFrom(answer, answer.revision) };
      const [found] = answer.reason === 'condition_failed' ? answer.results : [null];
      return { type: 'fail', err: 'mismatch', at: servedFrom(answer, found?.modRevision ?? 0) };
    } catch (error) {
      return endingOf(error, false);
    }
  }

  async close(): Promise<void> {
    await this.#kv.close({ graceMs: 0 });
  }
}

/** Values of registers are whole numbers; null for a key that does not exist. */
export function numberOf(entry: Entry<string> | null): number | null {
  return entry === null ? null : Number(entry.value);
}

export function servedFrom(at: Served, modRevision: number): ServedFrom {
  const { partition, revision, term, servedBy } = at;
  return { partition, revision, term, node: servedBy, modRevision };
}
