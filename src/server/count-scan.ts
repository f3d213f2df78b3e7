import type { ringkv } from '#proto';
import type { EdgeLimits } from './edge-limits.ts';
import { errorDetail } from './errors.ts';
import { type Caller, RequestBatch, type RequestServer } from './request-batch.ts';
import type { RequestContext } from './request-header.ts';
import { jointStaleness, type Result, refusalHeader, wireLevel } from './results.ts';
import { refusalError } from './router.ts';
import type { ScanPlan } from './scan-plan.ts';
import type { ScanDone } from './scan-service.ts';
import { addToken } from './session-token.ts';

/**
 * One page of a count. Numbers have no order, so it goes through the partitions one after the other and needs to keep
 * but one place to go on at:
 *
 *   partition 0 ─▶ 1 ─▶ 2, not done ─▶ token (2, last key)          or after `countFanOut` partitions: token (n, from its beginning)
 */
export class CountScan {
  readonly #server: RequestServer;
  readonly #context: RequestContext;
  readonly #caller: Caller;
  readonly #plan: ScanPlan;
  readonly #deadline: number;
  readonly #limits: EdgeLimits;
  readonly #done: ScanDone;
  readonly #revisions: ringkv.v1.PartitionRevision.$Properties[] = [];
  /** Place in the plan of the partition that is being counted. */
  #place = 0;
  #after: Uint8Array;
  #count = 0;
  #stalenessMs = 0;

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
    this.#after = plan.position?.key ?? new Uint8Array(0);
  }

  start(): void {
    const { partitions, position } = this.#plan;
    this.#place = position === null ? 0 : partitions.indexOf(position.partition);
    this.#ask();
  }

  #ask(): void {
    const { shape, partitions, limit } = this.#plan;
    const partition = partitions[this.#place] ?? 0;
    const left = Math.max(1, Math.ceil(this.#deadline - this.#server.router.clock.now()));
    const batch = new RequestBatch(this.#server, this.#context, this.#caller, (result) =>
      this.#receive(partition, result),
    );
    const scanPartition = {
      partition,
      prefix: shape.prefix,
      after: this.#after,
      limit: limit - this.#count,
      countOnly: true,
    };
    batch.submit({ timeoutMs: left, scanPartition });
  }

  #receive(partition: number, result: Result): void {
    if (this.#caller.cancelled) return;
    const page = result.scanPartition;
    if (!page) {
      const broken = errorDetail('INTERNAL', 'NOT_EXECUTED', `no count of partition ${partition}`);
      this.#done(result.error ?? broken, {});
      return;
    }
    this.#count += page.count ?? 0;
    this.#revisions.push({ partition, revision: page.header?.revision ?? 0 });
    this.#stalenessMs = jointStaleness(this.#stalenessMs, page.header?.stalenessMs ?? -1);
    if (page.more) {
      this.#finish(partition, page.last ?? new Uint8Array(0));
      return;
    }
    this.#place++;
    this.#after = new Uint8Array(0);
    const next = this.#plan.partitions[this.#place];
    if (next === undefined) this.#finish(null, this.#after);
    else if (
      this.#count >= this.#plan.limit ||
      this.#revisions.length >= this.#limits.countPartitions
    ) {
      this.#finish(next, this.#after);
    } else this.#ask();
  }

  /** `partition` is the one to go on with; null when all are done. */
  #finish(partition: number | null, after: Uint8Array): void {
    const { router, tokens } = this.#server;
    const next =
      partition === null ? new Uint8Array(0) : tokens.sign(this.#plan.shape, after, partition);
    if ('type' in next) {
      this.#done(refusalError(next, this.#context, router.view), {});
      return;
    }
    const header = {
      ...refusalHeader(this.#context, router.view),
      level: wireLevel(this.#context.level),
      stalenessMs: this.#stalenessMs,
    };
    addToken(header, this.#context, router.view.clusterId, this.#revisions);
    const revisions = this.#revisions;
    this.#done(null, { header, count: this.#count, nextPageToken: next, revisions });
  }
}
