import { ringkv } from '#proto';
import { NodeConnection, numberOf, refusalOf, servedFrom } from './node-connection.ts';
import type { Ending } from './outcome.ts';
import type { LinearizableLevel, Target } from './target.ts';
import { levelName, wireLevel } from './wire-levels.ts';

const v1 = ringkv.v1;

/** Small, so that scans have pages. */
const SCAN_PAGE = 50;

export interface Scanned {
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly modRevision: number;
}

export type ScanEnding =
  | { readonly type: 'ok'; readonly v: readonly Scanned[] }
  | { readonly type: 'fail'; readonly err: string };

/**
 * Unary calls to one node and no other, as a client in another language would make them from `proto/`: no routing, no
 * retries, no exactly-once identity. The node answers by itself or forwards, so this is how followers are exercised,
 * and how a final read is sure to have gone through the node that it names.
 */
export class WireTarget implements Target {
  readonly #node: NodeConnection;
  readonly #level: LinearizableLevel | null;

  /** `level`: at which it reads; null asks for none, and answers do not name it. */
  constructor(endpoint: string, level: LinearizableLevel | null = null) {
    this.#node = new NodeConnection(endpoint);
    this.#level = level;
  }

  /** Connected: a call into a refused connection would end as unknown for nothing. */
  async ready(): Promise<boolean> {
    return this.#node.isReady;
  }

  async read(key: string, timeoutMs: number): Promise<Ending> {
    try {
      const consistency = this.#level === null ? 0 : wireLevel(this.#level);
      const request = { header: { consistency }, key: Buffer.from(key) };
      const { header, record } = await this.#node.ask(
        'Kv/Get',
        v1.GetRequest,
        v1.GetResponse,
        request,
        timeoutMs,
      );
      const from = servedFrom(header, record?.modRevision ?? 0);
      const served = this.#level !== null && { level: levelName(header?.level ?? 0) };
      return { type: 'ok', v: numberOf(record), at: { ...from, ...served } };
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

  /** All records with the prefix, page by page, linearizable in each partition; `v` in the order in which they came. */
  async scan(prefix: string, timeoutMs: number): Promise<ScanEnding> {
    const found: Scanned[] = [];
    let pageToken: Uint8Array = new Uint8Array();
    try {
      do {
        const request = { prefix: Buffer.from(prefix), limit: SCAN_PAGE, pageToken };
        const page = await this.#node.ask(
          'Kv/Scan',
          v1.ScanRequest,
          v1.ScanResponse,
          request,
          timeoutMs,
        );
        for (const record of page.records ?? []) {
          found.push({
            key: textOf(record.key),
            value: textOf(record.value),
            version: record.version ?? 0,
            modRevision: record.modRevision ?? 0,
          });
        }
        pageToken = page.nextPageToken ?? new Uint8Array();
      } while (pageToken.length > 0);
      return { type: 'ok', v: found };
    } catch (error) {
      return { type: 'fail', err: refusalOf(error).reason };
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

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}

/** The same rule as for the typed client. */
export function failedCall(error: unknown, isRead: boolean): Ending {
  const { reason, isDefinite } = refusalOf(error);
  return { type: isRead || isDefinite ? 'fail' : 'info', err: reason };
}
