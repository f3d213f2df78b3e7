import { ringkv } from '#proto';
import type { CommandBody, CommandResult } from '../storage/index.ts';
import { appendedKey } from '../util/append-key.ts';
import { unreachable } from '../util/assert.ts';
import { idempotencyLimits, requestLimits } from '../util/limits.ts';
import { type ErrorDetail, errorDetail, outcomeName } from './errors.ts';
import type { Failure, OperationBody, ReadLevel, Reply, ServedAt } from './host/operation.ts';
import type { RequestContext } from './request-header.ts';
import type { TopologyView } from './topology-view.ts';
import { txnBytes, wireTxn } from './txn-results.ts';
import { recordBytes, wireRecord } from './wire-record.ts';

export type Result = ringkv.v1.Result.$Properties;
export type ResponseHeader = ringkv.v1.ResponseHeader.$Properties;

const roles = {
  leader: ringkv.v1.Role.LEADER,
  follower: ringkv.v1.Role.FOLLOWER,
  learner: ringkv.v1.Role.LEARNER,
} as const;

const levels = {
  linearizable: ringkv.v1.ReadConsistency.LINEARIZABLE,
  leader_lease: ringkv.v1.ReadConsistency.LEADER_LEASE,
  session: ringkv.v1.ReadConsistency.SESSION,
  bounded_staleness: ringkv.v1.ReadConsistency.BOUNDED_STALENESS,
  eventual: ringkv.v1.ReadConsistency.EVENTUAL,
} as const;

export function wireRole(role: ServedAt['role']): ringkv.v1.Role {
  return roles[role];
}

export function wireLevel(level: ReadLevel): ringkv.v1.ReadConsistency {
  return levels[level];
}

/** The answer of the host in wire form; `id` echoes the operation. */
export function resultOf(
  id: number,
  body: OperationBody,
  reply: Reply,
  context: RequestContext,
  view: TopologyView,
): Result {
  switch (reply.type) {
    case 'failed':
      return { id, error: failureDetail(reply.failure, context, view) };
    case 'record': {
      const header = readHeaderOf(reply.at, context, view);
      return {
        id,
        get: { header, record: reply.record === null ? null : wireRecord(reply.record) },
      };
    }
    case 'page': {
      const header = readHeaderOf(reply.at, context, view);
      const records = reply.records.map(wireRecord);
      return { id, scanPartition: { header, records, more: reply.more } };
    }
    case 'counted': {
      const { at, count, last, more } = reply;
      const header = readHeaderOf(at, context, view);
      return { id, scanPartition: { header, records: [], more, count, last } };
    }
    case 'written':
      return writtenResult(id, body, reply, context, view);
    case 'accepted':
      return acceptedResult(id, body, headerOf(reply.at, context, view));
    default:
      return unreachable(reply, 'reply');
  }
}

function writtenResult(
  id: number,
  body: OperationBody,
  { result, at, ackedBy, warning }: Extract<Reply, { type: 'written' }>,
  context: RequestContext,
  view: TopologyView,
): Result {
  const header = headerOf(at, context, view);
  if (ackedBy !== undefined) header.ackedBy = [...ackedBy];
  if (warning === 'NOT_ALL_REPLICAS') header.warnings = [notAllReplicas];
  // R41: the revision right after this command, not the one of a later command of the same batch.
  header.revision = result.revision;
  header.deduplicated = result.deduplicated;
  if (result.replayed === true) header.replayed = true;
  const error = commandError(result, header);
  if (error !== null) return { id, error };
  if (body.type !== 'write') return { id, error: mismatch(body.type, header) };
  return { id, ...commandResponse(body.command.body, result, header) };
}

/** Nothing but where it is queued: what is unset says nothing, because nothing is known. */
function acceptedResult(id: number, body: OperationBody, header: ResponseHeader): Result {
  header.revision = 0;
  header.outcome = ringkv.v1.Outcome.UNKNOWN;
  const kind = body.type === 'write' ? body.command.body.kind : body.type;
  if (kind === 'put') return { id, put: { header } };
  if (kind === 'delete') return { id, delete: { header } };
  return kind === 'touch' ? { id, touch: { header } } : { id, error: mismatch(kind, header) };
}

/** Statuses that are failures of the request rather than answers to it. */
function commandError(result: CommandResult, header: ResponseHeader): ErrorDetail | null {
  switch (result.status) {
    case 'ok':
    case 'condition_failed':
    case 'not_found':
    case 'out_of_range':
      return null;
    case 'not_a_number':
      return errorDetail('NOT_A_NUMBER', 'NOT_EXECUTED', notANumber(result), { header });
    case 'session_expired':
      return errorDetail(
        'SESSION_EXPIRED',
        'UNKNOWN',
        'the client id is not open in this partition, or the sequence lies below its floor',
        { header },
      );
    case 'voided':
      return errorDetail('VOIDED', 'NOT_EXECUTED', 'the sequence was resolved as not done', {
        header,
      });
    case 'sequence_too_far':
      return errorDetail(
        'SEQUENCE_TOO_FAR',
        'NOT_EXECUTED',
        'the answers kept for the client id leave no room for this one, or the sequence runs too far ahead of the lowest unanswered one',
        { header },
      );
    case 'result_too_large':
      return resultTooLarge(result, header);
    case 'idempotency_key_reused':
      return errorDetail(
        'IDEMPOTENCY_KEY_REUSED',
        'NOT_EXECUTED',
        'the idempotency key stands for a write with other parameters',
        { header },
      );
    case 'idempotency_full': {
      const limit = idempotencyLimits.keys;
      const message = `the partition knows ${limit} idempotency keys, or their answers fill ${idempotencyLimits.bytes} bytes`;
      return errorDetail('IDEMPOTENCY_FULL', 'NOT_EXECUTED', message, { limit, header });
    }
    case 'range_too_large':
      return rangeTooLarge(result, header);
    default:
      return unreachable(result.status, 'command status');
  }
}

function notANumber({ txn }: CommandResult): string {
  const whose = txn === null ? '' : ` of the key of operation ${txn.refusedIndex}`;
  return `the value${whose} is not an ASCII decimal`;
}

/** No transaction that reads too much stops above the second limit: it counts up to its first read past the first. */
function resultTooLarge({ value }: CommandResult, header: ResponseHeader): ErrorDetail {
  const { txnResultBytes, txnRecordBytes } = requestLimits;
  const looked = value > txnRecordBytes;
  const limit = looked ? txnRecordBytes : txnResultBytes;
  const what = looked
    ? 'the transaction would look at records of'
    : 'the reads of the transaction would answer';
  const message = `${what} ${value} bytes or more, the limit is ${limit}`;
  return errorDetail('RESULT_TOO_LARGE', 'NOT_EXECUTED', message, { limit, actual: value, header });
}

function rangeTooLarge({ value }: CommandResult, header: ResponseHeader): ErrorDetail {
  const limit = requestLimits.rangeKeys;
  const message = `the prefixes that the transaction names have ${value} keys or more, the limit is ${limit}`;
  return errorDetail('RANGE_TOO_LARGE', 'NOT_EXECUTED', message, { limit, actual: value, header });
}

function commandResponse(
  body: CommandBody,
  result: CommandResult,
  header: ResponseHeader,
): Omit<Result, 'id'> {
  const succeeded = result.status === 'ok';
  const { version, expiresAt, value, current } = result;
  switch (body.kind) {
    case 'put':
      return { put: { header, succeeded, version, expiresAt, current } };
    case 'delete':
      return { delete: { header, succeeded, deleted: succeeded && value === 1, current } };
    case 'increment':
      return { increment: { header, succeeded, value, version, expiresAt } };
    case 'touch':
      return { touch: { header, found: succeeded, expiresAt, version } };
    case 'append': {
      const key = succeeded ? appendedKey(body.prefix, result.revision) : null;
      return { append: { header, succeeded, key, expiresAt, current } };
    }
    case 'deleteRange':
      return { deleteRange: { header, deleted: value, more: result.more } };
    case 'txn':
      return { txn: { header, ...wireTxn(result) } };
    case 'open':
      return { openClient: { header, windowMs: body.windowMs } };
    case 'resolve': {
      const { resolved } = result;
      if (resolved === null) return { resolve: { header, executed: false } };
      return { resolve: { header, executed: true, answer: storedAnswer(resolved) } };
    }
    case 'expire':
      return { error: mismatch('expire', header) };
    default:
      return unreachable(body, 'command');
  }
}

const notAllReplicas =
  'NOT_ALL_REPLICAS: the write is durable on a majority, and not on every voter within the deadline';

function storedAnswer(stored: CommandResult): ringkv.v1.StoredAnswer.$Properties {
  return {
    succeeded: stored.status === 'ok',
    reason: storedReason(stored.status),
    revision: stored.revision,
    version: stored.version,
    value: stored.value,
    expiresAt: stored.expiresAt,
    current: stored.current,
    txn: wireTxn(stored),
    more: stored.more,
  };
}

/** Of the statuses that are errors when they are answered at once. */
function storedReason(status: CommandResult['status']): ringkv.v1.Reason {
  if (status === 'not_a_number') return ringkv.v1.Reason.NOT_A_NUMBER;
  if (status === 'result_too_large') return ringkv.v1.Reason.RESULT_TOO_LARGE;
  if (status === 'idempotency_key_reused') return ringkv.v1.Reason.IDEMPOTENCY_KEY_REUSED;
  if (status === 'idempotency_full') return ringkv.v1.Reason.IDEMPOTENCY_FULL;
  if (status === 'range_too_large') return ringkv.v1.Reason.RANGE_TOO_LARGE;
  return ringkv.v1.Reason.REASON_UNSPECIFIED;
}

function headerOf(at: ServedAt, context: RequestContext, view: TopologyView): ResponseHeader {
  return {
    clusterId: view.clusterId,
    partition: at.partition,
    revision: at.revision,
    term: at.term,
    partitionTimeMs: Math.floor(at.partitionTimeMs),
    servedBy: view.self,
    role: roles[at.role],
    topologyEpoch: view.epoch,
    requestId: context.requestId,
    deduplicated: false,
  };
}

function readHeaderOf(at: ServedAt, context: RequestContext, view: TopologyView): ResponseHeader {
  const header = headerOf(at, context, view);
  header.level = levels[at.level];
  // Rounded up: an upper bound must not shrink.
  header.stalenessMs = Math.ceil(at.stalenessMs);
  return header;
}

/** Of several parts together: as old as the oldest, and of unknown age (-1) when one of them is. */
export function jointStaleness(a: number, b: number): number {
  return a < 0 || b < 0 ? -1 : Math.max(a, b);
}

/** The header of an answer for which no replica was asked. */
export function refusalHeader(
  context: RequestContext | null,
  view: TopologyView,
  partition = 0,
): ResponseHeader {
  return {
    clusterId: view.clusterId,
    partition,
    servedBy: view.self,
    topologyEpoch: view.epoch,
    requestId: context?.requestId ?? '',
  };
}

function failureDetail(failure: Failure, context: RequestContext, view: TopologyView): ErrorDetail {
  return errorDetail(failure.reason, outcomeName(failure.outcome), failure.message, {
    leader: failure.leader,
    // The topology's address: overrides concern connections between nodes alone (R44).
    leaderAddress: view.address(failure.leader) ?? '',
    retryAfterMs: failure.retryAfterMs,
    header: refusalHeader(context, view),
  });
}

function mismatch(what: string, header: ResponseHeader): ErrorDetail {
  // The host mixed two answers up: the write did run, and that is all that can be said.
  return errorDetail('INTERNAL', 'EXECUTED', `unexpected answer for ${what}`, { header });
}

/** Rough bytes of a result on the wire: what batching and limits go by. */
export function resultBytes(result: Result): number {
  const fixed = 128;
  if (result.get) return fixed + recordBytes(result.get.record);
  if (result.txn) return fixed + txnBytes(result.txn);
  if (result.resolve) return fixed + txnBytes(result.resolve.answer?.txn);
  const failed = result.put ?? result.delete ?? result.append;
  if (failed) return fixed + recordBytes(failed.current);
  if (!result.scanPartition) return fixed;
  let total = fixed;
  for (const record of result.scanPartition.records ?? []) total += recordBytes(record);
  return total;
}
