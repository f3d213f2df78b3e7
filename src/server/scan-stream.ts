import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { toServiceError } from '../rpc/index.ts';
import { requestLimits } from '../util/limits.ts';
import type { EdgeLimits } from './edge-limits.ts';
import { type ErrorDetail, refuse } from './errors.ts';
import type { RequestServer } from './request-batch.ts';
import { refusalError } from './router.ts';
import { scanPage } from './scan-service.ts';
import { grpcTimeoutMs } from './unary.ts';
import { invalid } from './validate.ts';

type ScanRequest = ringkv.v1.ScanRequest.$Properties;
type ScanResponse = ringkv.v1.ScanResponse.$Properties;
export type ScanStreamCall = ServerWritableStream<ScanRequest, ScanResponse>;

/**
 * `Kv.ScanStream`: the pages of a scan, each asked for when the one before has left for the reader:
 *
 *   page ─▶ write ──the reader's window has room──▶ page ─▶ write ─▶ ...  ─▶ page without a token ─▶ end
 *
 * So a reader who stops reading holds one page of at most 1 MiB, or one larger record, and nothing else of the node.
 */
export function scanStreamHandler(
  server: RequestServer,
  limits: EdgeLimits,
): (call: ScanStreamCall) => void {
  let open = 0;
  return (call) => {
    const refusal =
      open >= limits.scanStreams
        ? refuse('OVERLOADED', 'too many scans are being streamed', limits.scanStreams, open + 1)
        : call.request.countOnly
          ? invalid('count_only goes with Scan alone')
          : null;
    if (refusal !== null) {
      fail(call, refusalError(refusal, null, server.router.view));
      return;
    }
    open++;
    new ScanStream(server, call, limits, () => open--).start();
  };
}

class ScanStream {
  readonly #server: RequestServer;
  readonly #call: ScanStreamCall;
  readonly #limits: EdgeLimits;
  readonly #closed: () => void;
  #open = true;

  constructor(server: RequestServer, call: ScanStreamCall, limits: EdgeLimits, closed: () => void) {
    this.#server = server;
    this.#call = call;
    this.#limits = limits;
    this.#closed = closed;
  }

  start(): void {
    const call = this.#call;
    call.on('cancelled', () => this.#close());
    call.on('error', () => this.#close());
    this.#next(call.request.pageToken ?? null);
  }

  #next(pageToken: Uint8Array | null): void {
    if (!this.#open) return;
    const call = this.#call;
    const { request } = call;
    const limit = request.limit || requestLimits.scanPageEntries;
    const left = grpcTimeoutMs(call, this.#server.router.clock.wallNow());
    const page = { ...request, limit, pageToken };
    scanPage(this.#server, page, call, left, this.#limits, (error, page) => {
      if (!this.#open) return;
      if (error !== null) {
        this.#close();
        fail(call, error);
        return;
      }
      const next = page.nextPageToken ?? null;
      // Called once the message was handed to the connection, which waits for the window of the reader.
      call.write(page, () => {
        if (next !== null && next.length > 0) return this.#next(next);
        this.#close();
        call.end();
      });
    });
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#closed();
  }
}

function fail(call: ScanStreamCall, detail: ErrorDetail): void {
  call.emit('error', toServiceError(detail));
}
