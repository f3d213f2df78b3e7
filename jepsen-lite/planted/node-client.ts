import { ringkv } from '#proto';
import { NodeConnection, numberOf, refusalOf, servedFrom } from '../clients/node-connection.ts';
import type { HistoryEvent } from '../history/event.ts';

const { v1 } = ringkv;

/** What an answer, or its absence, says about an operation; the fields of the history's completion. */
export type Ending = Pick<HistoryEvent, 'v' | 'at' | 'err'> & {
  readonly type: 'ok' | 'fail' | 'info';
  /** The exactly-once table answered. */
  readonly deduplicated?: boolean;
};

/** Under which a write runs at most once (R31). */
export interface WriteId {
  readonly clientId: Uint8Array;
  readonly sequence: number;
  /** The lowest sequence without an answer. */
  readonly floor: number;
}

export interface CallOptions {
  /** True: this very node answers, or refuses. False: it may forward. */
  readonly direct: boolean;
  readonly timeoutMs: number;
}

/** What one node has applied of a key: its own state, of any age. */
export interface LocalView {
  readonly leads: boolean;
  readonly term: number;
  readonly value: number | null;
}

type Header = ringkv.v1.IResponseHeader | null | undefined;

/**
 * A client that talks to one node and to nobody else, where the typed one would find its way to a healthy leader. It
 * never retries: schedules decide what is sent, where, and under which client id and sequence.
 */
export class NodeClient {
  readonly #node: NodeConnection;

  constructor(endpoint: string) {
    this.#node = new NodeConnection(endpoint);
  }

  close(): void {
    this.#node.close();
  }

  /** Rejects when the node does not answer. */
  async local(key: string, timeoutMs: number): Promise<LocalView> {
    const { header, record } = await this.#node.ask(
      'Kv/Get',
      v1.GetRequest,
      v1.GetResponse,
      {
        header: { consistency: v1.ReadConsistency.EVENTUAL, timeoutMs },
        key: Buffer.from(key),
      },
      timeoutMs + graceMs,
    );
    return {
      leads: header?.role === v1.Role.LEADER,
      term: header?.term ?? 0,
      value: numberOf(record),
    };
  }

  /** Linearizable. */
  async read(key: string, { direct, timeoutMs }: CallOptions): Promise<Ending> {
    const answer = this.#node.ask(
      'Kv/Get',
      v1.GetRequest,
      v1.GetResponse,
      {
        header: { direct, timeoutMs },
        key: Buffer.from(key),
      },
      timeoutMs + graceMs,
    );
    return answer.then(
      ({ header, record }) => ({
        type: 'ok',
        v: numberOf(record),
        at: servedFrom(header, record?.modRevision ?? 0),
      }),
      // A read changes nothing, whatever became of it.
      (error: unknown) => ({ type: 'fail', err: refusalOf(error).reason }),
    );
  }

  /** Without a client id: it is sent once, and that is all. */
  async write(key: string, value: number, { direct, timeoutMs }: CallOptions): Promise<Ending> {
    const answer = this.#node.ask(
      'Kv/Put',
      v1.PutRequest,
      v1.PutResponse,
      {
        header: { direct, timeoutMs },
        key: Buffer.from(key),
        value: Buffer.from(`${value}`),
      },
      timeoutMs + graceMs,
    );
    return answer.then(({ header }) => written(value, header), unwritten);
  }

  /** One try of an increment. Repeat it only under the same id. */
  async add(
    key: string,
    delta: number,
    { clientId, sequence, floor }: WriteId,
    { direct, timeoutMs }: CallOptions,
  ): Promise<Ending> {
    const answer = this.#node.ask(
      'Kv/Increment',
      v1.IncrementRequest,
      v1.IncrementResponse,
      {
        header: { direct, timeoutMs, clientId, sequence, sequenceFloor: floor },
        key: Buffer.from(key),
        delta,
      },
      timeoutMs + graceMs,
    );
    return answer.then(({ header }) => written(delta, header), unwritten);
  }

  /** Opens a client id in partition 0. */
  async open(clientId: Uint8Array, timeoutMs: number): Promise<void> {
    await this.#node.ask(
      'Kv/OpenClient',
      v1.OpenClientRequest,
      v1.OpenClientResponse,
      {
        header: { clientId, timeoutMs },
        partition: 0,
      },
      timeoutMs + graceMs,
    );
  }
}

/** How much longer than the node the client waits: the node's answer says what became of the operation. */
const graceMs = 2_000;

function written(v: number, header: Header): Ending {
  const deduplicated = header?.deduplicated ?? false;
  return { type: 'ok', v, at: servedFrom(header, header?.revision ?? 0), deduplicated };
}

/** A failure only where the node said that it never took effect; whatever nobody thought of is unknown. */
function unwritten(error: unknown): Ending {
  const { reason, isDefinite } = refusalOf(error);
  return { type: isDefinite ? 'fail' : 'info', err: reason };
}
