import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import type { HistoryEvent, ServedFrom } from '../history/event.ts';

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

interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

type Header = ringkv.v1.IResponseHeader | null | undefined;

/**
 * A client that talks to one node and to nobody else, where the typed one would find its way to a healthy leader. It
 * never retries: schedules decide what is sent, where, and under which client id and sequence.
 */
export class NodeClient {
  readonly #client: Client;

  constructor(endpoint: string) {
    this.#client = new Client(endpoint, credentials.createInsecure(), {
      'grpc.enable_http_proxy': 0,
      'grpc.enable_retries': 0,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.initial_reconnect_backoff_ms': 50,
    });
  }

  close(): void {
    this.#client.close();
  }

  /** Rejects when the node does not answer. */
  async local(key: string, timeoutMs: number): Promise<LocalView> {
    const { header, record } = await this.#call('Get', v1.GetRequest, v1.GetResponse, timeoutMs, {
      header: { consistency: v1.ReadConsistency.EVENTUAL, timeoutMs },
      key: Buffer.from(key),
    });
    return {
      leads: header?.role === v1.Role.LEADER,
      term: header?.term ?? 0,
      value: numberOf(record),
    };
  }

  /** Linearizable. */
  async read(key: string, { direct, timeoutMs }: CallOptions): Promise<Ending> {
    const answer = this.#call('Get', v1.GetRequest, v1.GetResponse, timeoutMs, {
      header: { direct, timeoutMs },
      key: Buffer.from(key),
    });
    return answer.then(
      ({ header, record }) => ({
        type: 'ok',
        v: numberOf(record),
        at: servedFrom(header, record?.modRevision ?? 0),
      }),
      // A read changes nothing, whatever became of it.
      (error: ServiceError) => ({ type: 'fail', err: refusalOf(error).reason }),
    );
  }

  /** Without a client id: it is sent once, and that is all. */
  async write(key: string, value: number, { direct, timeoutMs }: CallOptions): Promise<Ending> {
    const answer = this.#call('Put', v1.PutRequest, v1.PutResponse, timeoutMs, {
      header: { direct, timeoutMs },
      key: Buffer.from(key),
      value: Buffer.from(`${value}`),
    });
    return answer.then(({ header }) => written(value, header), unwritten);
  }

  /** One try of an increment. Repeat it only under the same id. */
  async add(
    key: string,
    delta: number,
    { clientId, sequence, floor }: WriteId,
    { direct, timeoutMs }: CallOptions,
  ): Promise<Ending> {
    const answer = this.#call('Increment', v1.IncrementRequest, v1.IncrementResponse, timeoutMs, {
      header: { direct, timeoutMs, clientId, sequence, sequenceFloor: floor },
      key: Buffer.from(key),
      delta,
    });
    return answer.then(({ header }) => written(delta, header), unwritten);
  }

  /** Opens a client id in partition 0. */
  async open(clientId: Uint8Array, timeoutMs: number): Promise<void> {
    await this.#call('OpenClient', v1.OpenClientRequest, v1.OpenClientResponse, timeoutMs, {
      header: { clientId, timeoutMs },
      partition: 0,
    });
  }

  async #call<Request, Response>(
    method: string,
    request: Codec<Request>,
    response: Codec<Response>,
    timeoutMs: number,
    message: Request,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        `/ringkv.v1.Kv/${method}`,
        (value: Request) => Buffer.from(request.encode(value).finish()),
        (bytes: Buffer) => response.decode(bytes),
        message,
        // The node's own deadline comes first, so that its answer says what became of the operation.
        { deadline: Date.now() + timeoutMs + graceMs },
        (error, answer) => {
          if (answer === undefined) reject(error ?? new Error('no answer'));
          else resolve(answer);
        },
      );
    });
  }
}

/** How much longer than the node the client waits. */
const graceMs = 2_000;

function written(v: number, header: Header): Ending {
  const deduplicated = header?.deduplicated ?? false;
  return { type: 'ok', v, at: servedFrom(header, header?.revision ?? 0), deduplicated };
}

/** A failure only where the node said that it never took effect; whatever nobody thought of is unknown. */
function unwritten(error: ServiceError): Ending {
  const { reason, outcome } = refusalOf(error);
  return { type: outcome === v1.Outcome.NOT_EXECUTED ? 'fail' : 'info', err: reason };
}

function refusalOf(error: ServiceError): { readonly reason: string; readonly outcome: number } {
  const [bytes] = error.metadata?.get('ringkv-error-bin') ?? [];
  if (!(bytes instanceof Buffer)) return { reason: error.message, outcome: v1.Outcome.UNKNOWN };
  const { reason, outcome } = v1.ErrorDetail.decode(bytes);
  return { reason: v1.Reason[reason ?? 0] ?? `${reason}`, outcome: outcome ?? v1.Outcome.UNKNOWN };
}

function servedFrom(header: Header, modRevision: number): ServedFrom {
  return {
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    node: header?.servedBy ?? 0,
    modRevision,
  };
}

/** Values are whole numbers here; null for a key that does not exist. */
function numberOf(record: ringkv.v1.IRecord | null | undefined): number | null {
  return record?.value ? Number(Buffer.from(record.value).toString()) : null;
}
