import { ringkv } from '#proto';
import { NodeConnection, numberOf, refusalOf, servedFrom } from './node-connection.ts';
import type { Ending } from './outcome.ts';
import type { Target } from './target.ts';

const v1 = ringkv.v1;

/**
 * Unary calls to one node and no other, as a client in another language would make them from `proto/`: no routing, no
 * retries, no exactly-once identity. The node answers by itself or forwards, so this is how followers are exercised,
 * and how a final read is sure to have gone through the node that it names.
 */
export class WireTarget implements Target {
  readonly #node: NodeConnection;

  constructor(endpoint: string) {
    this.#node = new NodeConnection(endpoint);
  }

  /** Connected: a call into a refused connection would end as unknown for nothing. */
  async ready(): Promise<boolean> {
    return this.#node.isReady;
  }

  async read(key: string, timeoutMs: number): Promise<Ending> {
    try {
      const request = { key: Buffer.from(key) };
      const { header, record } = await this.#node.ask(
        'Kv/Get',
        v1.GetRequest,
        v1.GetResponse,
        request,
        timeoutMs,
      );
      return { type: 'ok', v: numberOf(record), at: servedFrom(header, record?.modRevision ?? 0) };
    } catch (error) {
      return failedCall(error, true);
    }
  }

  async write(key: string, value: number, timeoutMs: number): Promise<Ending> {
    try {
      const request = { key: Buffer.from(key), value: Buffer.from(`${value}`) };
      const { header } = await this.#node.ask(
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
      const { header, succeeded, results } = await this.#node.ask(
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
    return this.#node.ask(
      'Cluster/GetNodeStatus',
      v1.GetNodeStatusRequest,
      v1.GetNodeStatusResponse,
      {},
      timeoutMs,
    );
  }

  /** Who holds what, as this node knows it. */
  async topology(timeoutMs: number): Promise<ringkv.v1.GetTopologyResponse.$Properties> {
    return this.#node.ask(
      'Cluster/GetTopology',
      v1.GetTopologyRequest,
      v1.GetTopologyResponse,
      {},
      timeoutMs,
    );
  }

  async close(): Promise<void> {
    this.#node.close();
  }
}

/** The same rule as for the typed client. */
export function failedCall(error: unknown, isRead: boolean): Ending {
  const { reason, isDefinite } = refusalOf(error);
  return { type: isRead || isDefinite ? 'fail' : 'info', err: reason };
}
