import { fixesRouting, partitionOf } from '../ring/index.ts';
import { requestLimits } from '../util/limits.ts';
import { ackPlan } from './ack-plan.ts';
import type { Core } from './core.ts';
import { DeleteRangeError, invalidRequest, KvError } from './errors.ts';
import { type Key, prefixBytes } from './keys.ts';
import { timeoutOf, type WriteOptions } from './options.ts';
import { leaderRead } from './read-plan.ts';
import { type ServedWrite, servedWrite } from './results.ts';
import { seenBy } from './session.ts';

export interface DeleteRangeResult {
  readonly deleted: number;
  /** Of each partition that was asked: its revision after its last page. */
  readonly revisions: ReadonlyMap<number, number>;
}

/** So many partitions are at work for one call. */
const PARTITIONS_AT_A_TIME = 8;

/**
 * Deletes a prefix: each partition page by page, each page a write of its own under its own identity (R31). There is no
 * moment at which all of it goes: what is written meanwhile may stay or go.
 */
export async function deleteRange(
  core: Core,
  prefix: Key,
  options: WriteOptions | undefined,
): Promise<DeleteRangeResult> {
  const { dispatcher, hash } = core;
  const bytes = prefixBytes(prefix);
  if (bytes.length === 0) throw invalidRequest('A prefix to delete has one byte at least');
  const { partitions } = dispatcher.topology.view;
  const queue = fixesRouting(bytes)
    ? [partitionOf(bytes, partitions, hash)]
    : Array.from({ length: partitions }, (_, partition) => partition);
  const unfinished = new Set(queue);
  const revisions = new Map<number, number>();
  const progress: { deleted: number; failure: Error | null } = { deleted: 0, failure: null };

  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (let more = true; more && progress.failure === null; ) {
        const page = await deletePage(core, next, bytes, options);
        progress.deleted += page.deleted;
        more = page.more;
        revisions.set(next, page.served.revision);
        if (!more) unfinished.delete(next);
      }
      if (progress.failure !== null) return;
    }
  };
  const workers = Array.from({ length: PARTITIONS_AT_A_TIME }, () =>
    work().catch((error: unknown) => {
      // An outcome that is unknown is worth more than one that is not.
      if (progress.failure === null || isUnknown(error)) progress.failure = errorOf(error);
    }),
  );
  await Promise.all(workers);
  const { deleted, failure } = progress;
  if (failure === null) return { deleted, revisions };
  // Nothing went, and that is certain: the error of the page says all there is.
  if (!(failure instanceof KvError) || (deleted === 0 && !isUnknown(failure))) throw failure;
  throw new DeleteRangeError(failure, deleted, [...unfinished]);
}

function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function isUnknown(error: unknown): boolean {
  return error instanceof KvError && error.outcome === 'unknown';
}

interface DeletedPage {
  readonly deleted: number;
  readonly more: boolean;
  readonly served: ServedWrite;
}

function deletePage(
  { dispatcher }: Core,
  partition: number,
  prefix: Uint8Array,
  options: WriteOptions | undefined,
): Promise<DeletedPage> {
  const timeoutMs = timeoutOf(options, dispatcher.tuning.timeoutMs);
  const session = seenBy(options?.session);
  const limit = requestLimits.rangeKeys;
  return new Promise((resolve, reject) => {
    dispatcher.submit({
      kind: 'deleteRange',
      class: 'write',
      body: { deleteRange: { partition, prefix, limit } },
      partition,
      read: leaderRead,
      minRevision: 0,
      ack: ackPlan(options),
      clientId: null,
      idempotencyKey: null,
      bytes: prefix.length,
      deadline: dispatcher.now() + timeoutMs,
      timeoutMs,
      signal: options?.signal,
      answered: ({ deleteRange: answer }) => {
        session?.heard(answer?.header);
        const served = servedWrite(answer?.header);
        resolve({ deleted: answer?.deleted ?? 0, more: answer?.more ?? false, served });
      },
      failed: reject,
    });
  });
}
