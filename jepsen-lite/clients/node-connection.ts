import {
  Client,
  type ClientDuplexStream,
  connectivityState,
  credentials,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { ringkv } from '#proto';
import type { ServedFrom } from '../history/event.ts';

const v1 = ringkv.v1;

/** What protobufjs generates for each message. */
interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

/** Trailing metadata of a failed call: an encoded `ringkv.v1.ErrorDetail`. */
const ERROR_DETAIL = 'ringkv-error-bin';

/**
 * Unary calls to one node and no other, as a client in another language would make them from `proto/`: no routing and
 * no retries, where the typed client would find its way to a healthy leader.
 */
export class NodeConnection {
  readonly #client: Client;

  constructor(endpoint: string) {
    this.#client = new Client(endpoint, credentials.createInsecure(), {
      // Proxy variables of the environment must not reach a loopback address.
      'grpc.enable_http_proxy': 0,
      'grpc.enable_retries': 0,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 500,
    });
  }

  /** Whether a call would leave at once; begins to connect if not. */
  get isReady(): boolean {
    return this.#client.getChannel().getConnectivityState(true) === connectivityState.READY;
  }

  /** `method` like `Kv/Get`. Rejects with what grpc-js says; {@link refusalOf} tells what the node said. */
  ask<Request, Response>(
    method: string,
    request: Codec<Request>,
    response: Codec<Response>,
    message: Request,
    timeoutMs: number,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        `/ringkv.v1.${method}`,
        (value: Request) => Buffer.from(request.encode(value).finish()),
        (bytes: Buffer) => response.decode(bytes),
        message,
        { deadline: Date.now() + timeoutMs },
        (error, answer) => {
          if (error === null && answer !== undefined) resolve(answer);
          else reject(error ?? new Error('no answer'));
        },
      );
    });
  }

  /** A stream of both directions, which ends when either side ends it. */
  talk<Request, Response>(
    method: string,
    request: Codec<Request>,
    response: Codec<Response>,
  ): ClientDuplexStream<Request, Response> {
    return this.#client.makeBidiStreamRequest(
      `/ringkv.v1.${method}`,
      (value: Request) => Buffer.from(request.encode(value).finish()),
      (bytes: Buffer) => response.decode(bytes),
    );
  }

  close(): void {
    this.#client.close();
  }
}

/** Why a call failed, and whether a node said that it was not executed. */
export interface RefusedCall {
  readonly reason: string;
  readonly isDefinite: boolean;
}

/**
 * A write failed only if a node said so in the error's detail. A status alone says nothing, since any proxy or library
 * on the way can make one up.
 */
export function refusalOf(error: unknown): RefusedCall {
  const detail = detailOf(error);
  return {
    reason: (detail && v1.Reason[detail.reason]) ?? statusOf(error),
    isDefinite: detail?.outcome === v1.Outcome.NOT_EXECUTED,
  };
}

export function servedFrom(
  header: ringkv.v1.IResponseHeader | null | undefined,
  modRevision: number,
): ServedFrom {
  return {
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    node: header?.servedBy ?? 0,
    modRevision,
  };
}

/** Values are whole numbers in histories; null for a key that does not exist. */
export function numberOf(record: ringkv.v1.IRecord | null | undefined): number | null {
  return record ? Number(Buffer.from(record.value ?? []).toString()) : null;
}

/** The name of the gRPC status: its message names ports and times, and would make every failure one of its own. */
function statusOf(error: unknown): string {
  const code = (error as Partial<ServiceError> | null)?.code;
  return code === undefined ? String(error) : (status[code] ?? `status ${code}`);
}

function detailOf(error: unknown): ringkv.v1.ErrorDetail | null {
  const [bytes] = (error as Partial<ServiceError> | null)?.metadata?.get(ERROR_DETAIL) ?? [];
  if (!(bytes instanceof Buffer)) return null;
  try {
    return v1.ErrorDetail.decode(bytes);
  } catch {
    return null;
  }
}
