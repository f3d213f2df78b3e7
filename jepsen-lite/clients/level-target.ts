import type { Lookup, RingKv } from 'ringkv';
import { ringkv } from '#proto';
import type { Ask, ServedFrom } from '../history/event.ts';
import { NodeConnection, numberOf, refusalOf, servedFrom } from './node-connection.ts';
import { type Ending, endingOf } from './outcome.ts';
import { numberOf as numberOfEntry, servedFrom as servedByTyped } from './typed-target.ts';
import { levelName, wireLevel } from './wire-levels.ts';

const { v1 } = ringkv;

/** The token of a session, which each answer moves on; empty at its begin. */
export interface Seen {
  token: string;
}

/** One way to the cluster, at the level that is asked for. Calls never reject: every end is an {@link Ending}. */
export interface LevelTarget {
  /** False: a call would fail before it left this process. */
  ready(): Promise<boolean>;
  read(key: string, ask: Ask, seen: Seen | null, timeoutMs: number): Promise<Ending>;
  write(key: string, value: number, seen: Seen | null, timeoutMs: number): Promise<Ending>;
  close(): Promise<void>;
}

/** Through the typed client; a session goes from client to client as its token. */
export class TypedLevels implements LevelTarget {
  readonly #kv: RingKv;

  constructor(kv: RingKv) {
    this.#kv = kv;
  }

  async ready(): Promise<boolean> {
    return true;
  }

  async read(key: string, ask: Ask, seen: Seen | null, timeoutMs: number): Promise<Ending> {
    const { level, boundMs } = ask;
    try {
      const found = await this.#within(seen, async (session) =>
        this.#kv.lookup(key, {
          timeoutMs,
          ...session,
          ...(level !== undefined && { consistency: level }),
          ...(boundMs !== undefined && { maxStaleness: boundMs }),
        }),
      );
      const modRevision = found.entry?.modRevision ?? 0;
      const at = { ...servedByTyped(found, modRevision), ...levelOf(found) };
      return { type: 'ok', v: numberOfEntry(found.entry), at };
    } catch (error) {
      return endingOf(error, true);
    }
  }

  async write(key: string, v: number, seen: Seen | null, timeoutMs: number): Promise<Ending> {
    try {
      const put = await this.#within(seen, async (session) =>
        this.#kv.put(key, `${v}`, { timeoutMs, ...session }),
      );
      return { type: 'ok', v, at: servedByTyped(put, put.revision) };
    } catch (error) {
      return endingOf(error, false);
    }
  }

  async close(): Promise<void> {
    await this.#kv.close({ graceMs: 0 });
  }

  async #within<T>(
    seen: Seen | null,
    call: (session: { readonly session?: ReturnType<RingKv['session']> }) => Promise<T>,
  ): Promise<T> {
    if (seen === null) return call({});
    const session = this.#kv.session(seen.token);
    const answer = await call({ session });
    seen.token = session.token;
    return answer;
  }
}

function levelOf({ consistency, stalenessMs }: Lookup<string>): Partial<ServedFrom> {
  return { level: consistency, stalenessMs: stalenessMs ?? -1 };
}

/**
 * Unary calls to one node, as a client in another language would make them. A bounded or eventual read is for this very node:
 * it answers from its own state, or refuses.
 */
export class WireLevels implements LevelTarget {
  readonly #node: NodeConnection;

  constructor(endpoint: string) {
    this.#node = new NodeConnection(endpoint);
  }

  async ready(): Promise<boolean> {
    return this.#node.isReady;
  }

  async read(key: string, ask: Ask, seen: Seen | null, timeoutMs: number): Promise<Ending> {
    const { level = 'linearizable', boundMs } = ask;
    try {
      const request = {
        header: {
          consistency: wireLevel(level),
          direct: level === 'bounded_staleness' || level === 'eventual',
          ...(boundMs !== undefined && { maxStalenessMs: boundMs }),
          ...(seen !== null && { sessionToken: bytesOf(seen) }),
        },
        key: Buffer.from(key),
      };
      const { header, record } = await this.#node.ask(
        'Kv/Get',
        v1.GetRequest,
        v1.GetResponse,
        request,
        timeoutMs,
      );
      moveOn(seen, header);
      const from = servedFrom(header, record?.modRevision ?? 0);
      const served = levelName(header?.level ?? 0);
      const at = { ...from, level: served, stalenessMs: header?.stalenessMs ?? -1 };
      return { type: 'ok', v: numberOf(record), at };
    } catch (error) {
      return { type: 'fail', err: refusalOf(error).reason };
    }
  }

  async write(key: string, v: number, seen: Seen | null, timeoutMs: number): Promise<Ending> {
    try {
      const { SESSION } = v1.ReadConsistency;
      const session = seen && { consistency: SESSION, sessionToken: bytesOf(seen) };
      const request = { header: session, key: Buffer.from(key), value: Buffer.from(`${v}`) };
      const { header } = await this.#node.ask(
        'Kv/Put',
        v1.PutRequest,
        v1.PutResponse,
        request,
        timeoutMs,
      );
      moveOn(seen, header);
      return { type: 'ok', v, at: servedFrom(header, header?.revision ?? 0) };
    } catch (error) {
      const { reason, isDefinite } = refusalOf(error);
      return { type: isDefinite ? 'fail' : 'info', err: reason };
    }
  }

  async close(): Promise<void> {
    this.#node.close();
  }
}

function bytesOf({ token }: Seen): Uint8Array {
  return Buffer.from(token, 'base64url');
}

function moveOn(seen: Seen | null, header: ringkv.v1.IResponseHeader | null | undefined): void {
  const token = header?.sessionToken;
  if (seen !== null && token && token.length > 0)
    seen.token = Buffer.from(token).toString('base64url');
}
