import type { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import { CountScan } from './count-scan.ts';
import type { EdgeLimits } from './edge-limits.ts';
import { type ErrorDetail, errorDetail } from './errors.ts';
import { type Caller, RequestBatch, type RequestServer } from './request-batch.ts';
import { type RequestContext, readHeader } from './request-header.ts';
import { jointStaleness, type Result, refusalHeader, wireLevel } from './results.ts';
import { refusalError } from './router.ts';
import { ScanMerge } from './scan-merge.ts';
import { planScan, type ScanPlan } from './scan-plan.ts';
import { addToken } from './session-token.ts';
import { failCall, grpcTimeoutMs, timeoutOf, type UnaryHandler } from './unary.ts';

type ScanRequest = ringkv.v1.ScanRequest.$Properties;
type ScanResponse = ringkv.v1.ScanResponse.$Properties;

export type ScanDone = (error: ErrorDetail | null, page: ScanResponse) => void;

/**
 * `Kv.Scan`: one page over all partitions that can hold the prefix. Each partition's part is atomic at the revision
 * it is listed with (R36); a page may be short, and only an empty token says that there is no next one.
 */
export function scanHandler(
  server: RequestServer,
  limits: EdgeLimits,
): UnaryHandler<ScanRequest, ScanResponse> {
  return (call, callback) => {
    const left = grpcTimeoutMs(call, server.router.clock.wallNow());
    scanPage(server, call.request, call, left, limits, (error, page) => {
      if (error !== null) failCall(callback, error);
      else callback(null, page);
    });
  };
}

/** One page; `done` is called once. */
export function scanPage(
  server: RequestServer,
  request: ScanRequest,
  caller: Caller,
  grpcTimeout: number,
  limits: EdgeLimits,
  done: ScanDone,
): void {
  const { router } = server;
  const context = readHeader(request.header);
  const plan = context.type === 'refused' ? context : planScan(server, request, context, limits);
  if (context.type === 'refused' || plan.type === 'refused') {
    const refusal = plan.type === 'refused' ? plan : context;
    if (refusal.type === 'refused') done(refusalError(refusal, null, router.view), {});
    return;
  }
  const Page = plan.shape.countOnly ? CountScan : Scan;
  const timeoutMs = timeoutOf(context, grpcTimeout);
  new Page(server, context, caller, plan, timeoutMs, limits, done).start();
}

/** One page under way: at most `scanFanOut` partitions are asked at a time. */
class Scan {
  readonly #server: RequestServer;
  readonly #context: RequestContext;
  readonly #caller: Caller;
  readonly #plan: ScanPlan;
  readonly #deadline: number;
  readonly #limits: EdgeLimits;
  readonly #done: ScanDone;
  readonly #merge: ScanMerge;
  readonly #revisions: ringkv.v1.PartitionRevision.$Properties[] = [];
  #next = 0;
  #answered = 0;
  #ended = false;
  #stalenessMs = 0;
  #only: ringkv.v1.ResponseHeader.$Properties | null = null;

  constructor(
    server: RequestServer,
    context: RequestContext,
    caller: Caller,
    plan: ScanPlan,
    timeoutMs: number,
    limits: EdgeLimits,
    done: ScanDone,
  ) {
    this.#server = server;
    this.#context = context;
    this.#caller = caller;
    this.#plan = plan;
    this.#deadline = server.router.clock.now() + timeoutMs;
    this.#limits = limits;
    this.#done = done;
    this.#merge = new ScanMerge(plan.limit, requestLimits.scanPageBytes, plan.shape.reverse);
  }

  start(): void {
    const first = Math.min(this.#plan.partitions.length, this.#limits.scanFanOut);
    for (let i = 0; i < first; i++) this.#askNext();
  }

  /**
   * Hashing spreads the next `limit` keys evenly, so twice the even share nearly always fills the page; asking every
   * partition for all of it would read and send P times the page. Where it does not, the page is short.
   */
  #share(): number {
    const { limit, partitions } = this.#plan;
    return Math.min(limit, Math.ceil((2 * limit) / partitions.length) + 16);
  }

  #askNext(): void {
    const partition = this.#plan.partitions[this.#next++];
    if (partition === undefined || this.#ended) return;
    const { shape, position } = this.#plan;
    const { prefix, keysOnly, reverse } = shape;
    const after = position?.key ?? null;
    const left = Math.max(1, Math.ceil(this.#deadline - this.#server.router.clock.now()));
    const batch = new RequestBatch(this.#server, this.#context, this.#caller, (result) =>
      this.#receive(partition, result),
    );
    const limit = this.#share();
    const scanPartition = { partition, prefix, after, limit, keysOnly, reverse };
    batch.submit({ timeoutMs: left, scanPartition });
  }

  #receive(partition: number, result: Result): void {
    if (this.#ended || this.#caller.cancelled) return;
    const page = result.scanPartition;
    const records = page?.records ?? [];
    const more = page?.more ?? false;
    if (!page || (more && records.length === 0)) {
      this.#ended = true;
      const broken = errorDetail('INTERNAL', 'NOT_EXECUTED', `no page of partition ${partition}`);
      this.#done(result.error ?? broken, {});
      return;
    }
    this.#merge.add(records, more);
    this.#revisions.push({ partition, revision: page.header?.revision ?? 0 });
    this.#stalenessMs = jointStaleness(this.#stalenessMs, page.header?.stalenessMs ?? -1);
    this.#only = page.header ?? null;
    this.#answered++;
    if (this.#answered === this.#plan.partitions.length) this.#finish();
    else this.#askNext();
  }

  #finish(): void {
    this.#ended = true;
    const { frontier, records } = this.#merge;
    const { shape, partitions } = this.#plan;
    const next = frontier === null ? new Uint8Array(0) : this.#server.tokens.sign(shape, frontier);
    if ('type' in next) {
      this.#done(refusalError(next, this.#context, this.#server.router.view), {});
      return;
    }
    const several: ringkv.v1.ResponseHeader.$Properties = {
      ...refusalHeader(this.#context, this.#server.router.view),
      level: wireLevel(this.#context.level),
      stalenessMs: this.#stalenessMs,
    };
    const header = partitions.length === 1 ? (this.#only ?? several) : several;
    addToken(header, this.#context, this.#server.router.view.clusterId, this.#revisions);
    this.#done(null, {
      header,
      records: [...records],
      nextPageToken: next,
      revisions: this.#revisions.sort((a, b) => (a.partition ?? 0) - (b.partition ?? 0)),
    });
  }
}
