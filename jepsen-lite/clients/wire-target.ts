import { Client, connectivityState, credentials, type ServiceError, status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import type { ServedFrom } from '../history/event.ts';
import type { Ending } from './outcome.ts';
import type { Target } from './target.ts';

const v1 = ringkv.v1;

/** What protobufjs generates for each message. */
interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

type Header = ringkv.v1.IResponseHeader | null | undefined;

/** Trailing metadata of a failed call: an encoded `ringkv.v1.ErrorDetail`. */
const ERROR_DETAIL = 'ringkv-error-bin';

/**
 * Unary calls to one node and no other, as a client in another language would make them from `proto/`: no routing, no
 * retries, no exactly-once identity. The node answers by itself or forwards, so this is how followers are exercised,
 * and how a final read is sure to have gone through the node that it names.
 */
export class WireTarget implements Target {
  readonly #client: Client;

  constructor(endpoint: string) {
    this.#client = new Client(endpoint, credentials.createInsecure(), {
      // Proxy variables of the environment must not reach a loopback address.
      'grpc.enable_http_proxy': 0,
      'grpc.enable_retries': 0,
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 500,
    });
  }

  /** Connected: a call into a refused connection would end as unknown for nothing. */
  async ready(): Promise<boolean> {
    return this.#client.getChannel().getConnectivityState(true) === connectivityState.READY;
  }

  async read(key: string, timeoutMs: number): Promise<Ending> {
    try {
      const request = { key: Buffer.from(key) };
      const { header, record } = await this.#ask(
        'Kv/Get',
        v1.GetRequest,
        v1.GetResponse,
        request,
        timeoutMs,
      );
      const v = record ? Number(textOf(record.value)) : null;
      return { type: 'ok', v, at: servedFrom(header, record?.modRevision ?? 0) };
    } catch (error) {
      return failedCall(error, true);
    }
  }

  async write(key: string, value: number, timeoutMs: number): Promise<Ending> {
    try {
      const request = { key: Buffer.from(key), value: Buffer.from(`${value}`) };
      const { header } = await this.#ask(
        'Kv/Put',
        v1.PutRequest,
        v1.PutResponse,
        request,
        timeoutMs,
      );
      return { type: 'ok', v: value, at: servedFrom(header, header?.revision ?? 0) };
    } catch (error) {
      return failedCall(error, false);
    }
  }

  async cas(key: string, from: number, to: number, timeoutMs: number): Promise<Ending> {
    const keyBytes = Buffer.from(key);
    try {
      const request = {
        compare: [{ key: keyBytes, value: Buffer.from(`${from}`) }],
        success: [{ put: { key: keyBytes, value: Buffer.from(`${to}`) } }],
        failure: [{ get: { key: keyBytes } }],
      };
      const { header, succeeded, results } = await this.#ask(
        'Kv/Txn',
        v1.TxnRequest,
        v1.TxnResponse,
        request,
        timeoutMs,
      );
      if (succeeded) {
        return { type: 'ok', v: [from, to], at: servedFrom(header, header?.revision ?? 0) };
      }
      const found = results?.[0]?.get?.record;
      return { type: 'fail', err: 'mismatch', at: servedFrom(header, found?.modRevision ?? 0) };
    } catch (error) {
      return failedCall(error, false);
    }
  }

  /** What the node says of itself: the state hashes of its replicas. */
  async status(timeoutMs: number): Promise<ringkv.v1.GetNodeStatusResponse.$Properties> {
    return this.#ask(
      'Cluster/GetNodeStatus',
      v1.GetNodeStatusRequest,
      v1.GetNodeStatusResponse,
      {},
      timeoutMs,
    );
  }

  async close(): Promise<void> {
    this.#client.close();
  }

  #ask<Request, Response>(
    method: string,
    requestCodec: Codec<Request>,
    responseCodec: Codec<Response>,
    request: Request,
    timeoutMs: number,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        `/ringkv.v1.${method}`,
        (message: Request) => Buffer.from(requestCodec.encode(message).finish()),
        (bytes: Buffer) => responseCodec.decode(bytes),
        request,
        { deadline: Date.now() + timeoutMs },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(error ?? new Error('no answer'));
        },
      );
    });
  }
}

/**
 * The same rule as for the typed client: a write failed only if a node said so in the error's detail. A status alone
 * says nothing, since any proxy or library on the way can make one up.
 */
export function failedCall(error: unknown, isRead: boolean): Ending {
  const detail = detailOf(error);
  const err = (detail && v1.Reason[detail.reason]) ?? statusOf(error);
  if (isRead) return { type: 'fail', err };
  return { type: detail?.outcome === v1.Outcome.NOT_EXECUTED ? 'fail' : 'info', err };
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

function servedFrom(header: Header, modRevision: number): ServedFrom {
  return {
    partition: header?.partition ?? 0,
    revision: header?.revision ?? 0,
    term: header?.term ?? 0,
    node: header?.servedBy ?? 0,
    modRevision,
  };
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
