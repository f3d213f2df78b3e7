import {
  clusterLimits,
  idempotencyLimits,
  requestLimits,
  sessionLimits,
  storageLimits,
} from '../../src/util/limits.ts';
import { type Queue, queues } from './queues.ts';

const MIB = 1024 * 1024;
const KIB = 1024;

/** What a client may ask for, in its words. */
const requests: readonly (readonly [what: string, limit: number, unit: string, reason: string])[] =
  [
    ['a key', requestLimits.keyBytes, 'bytes', 'KEY_TOO_LARGE'],
    ['a value', requestLimits.valueBytes, 'bytes', 'VALUE_TOO_LARGE'],
    [
      'a transaction or a Pipeline message',
      requestLimits.requestBytes,
      'bytes',
      'REQUEST_TOO_LARGE',
    ],
    ['operations of a Pipeline message', requestLimits.pipelineOperations, '', 'REQUEST_TOO_LARGE'],
    [
      'each of the three lists of a transaction',
      requestLimits.txnOperations,
      'items',
      'REQUEST_TOO_LARGE',
    ],
    [
      'what the reads of a transaction answer',
      requestLimits.txnResultBytes,
      'bytes',
      'RESULT_TOO_LARGE',
    ],
    [
      'records that a transaction looks at',
      requestLimits.txnRecordBytes,
      'bytes',
      'RESULT_TOO_LARGE',
    ],
    ['keys of a BatchGet', requestLimits.batchKeys, '', 'REQUEST_TOO_LARGE'],
    ['an answer of BatchGet', requestLimits.batchBytes, 'bytes', 'a shorter answer'],
    ['entries of a page', requestLimits.scanPageEntries, '', 'a shorter page'],
    ['bytes of a page', requestLimits.scanPageBytes, 'bytes', 'a shorter page'],
    ['keys of a DeleteRange', requestLimits.rangeKeys, '', '`more`'],
    ['keys and values of a DeleteRange', requestLimits.rangeBytes, 'bytes', '`more`'],
    ['keys of the prefixes of a transaction', requestLimits.rangeKeys, '', 'RANGE_TOO_LARGE'],
    ['records of a page of a count', requestLimits.countPageEntries, '', 'a shorter page'],
    ['bytes of those', requestLimits.countPageBytes, 'bytes', 'a shorter page'],
    ['a time to live', requestLimits.ttlMs / 86_400_000, 'days', 'INVALID_REQUEST'],
    ['a deadline', requestLimits.deadlineMs / 1_000, 's', 'cut to that'],
    ['a request id', requestLimits.requestIdBytes, 'bytes', 'INVALID_REQUEST'],
    ['a session token', requestLimits.sessionTokenBytes, 'bytes', 'INVALID_REQUEST'],
    ['a cursor of a watch', requestLimits.watchCursorBytes, 'bytes', 'INVALID_REQUEST'],
    ['the events of a partition', storageLimits.historyMs / 60_000, 'minutes', 'COMPACTED'],
    ['and not more of them than', storageLimits.historyBytes, 'bytes', 'COMPACTED'],
    [
      'how long an idle client id lives',
      sessionLimits.windowMs / 60_000,
      'minutes',
      'SESSION_EXPIRED',
    ],
    ['an idempotency key', idempotencyLimits.keyBytes, 'bytes', 'INVALID_REQUEST'],
    [
      'how long an idempotency key is known',
      idempotencyLimits.windowMs / 60_000,
      'minutes',
      'a repetition runs again',
    ],
    ['partitions of a cluster', clusterLimits.partitions, '', 'refused at creation'],
    ['replicas of a partition', clusterLimits.replicas, '', 'refused at creation'],
  ];

/** `docs/limits.md`, whole. */
export function limitsPage(): string {
  return `# Limits

Made by \`npm run limits\` from the files that hold the numbers; a test keeps it true (\`test/scripts/limits.test.ts\`). Errors that
name a limit carry it and what was asked (\`limit\`, \`actual\`).

## What may be asked

| what | at most | beyond it |
|---|---:|---|
${requests.map(([what, limit, unit, reason]) => `| ${what} | ${amount(limit, unit)} | ${reason} |`).join('\n')}

## Queues

Everything that grows when work arrives faster than it is done. Reads that wait for a session, writes that wait for all
replicas and everything else that an operation may wait for count among the operations admitted: nothing waits beside this table.
Work whose deadline has passed is dropped where it waits, and answered so.

| one for each | what | at most | when it is full | metric | setting |
|---|---|---:|---|---|---|
${queues.map(rowOf).join('\n')}
`;
}

function rowOf({ per, what, limit, unit, setting, whenFull, metric }: Queue): string {
  const shown = metric === null ? '-' : `\`${metric}\``;
  return `| ${per} | ${what} | ${amount(limit, unit)} | ${whenFull} | ${shown} | \`${setting}\` |`;
}

function amount(limit: number, unit: string): string {
  if (unit === 'bytes' && limit % MIB === 0) return `${limit / MIB} MiB`;
  if (unit === 'bytes' && limit % KIB === 0) return `${limit / KIB} KiB`;
  return `${limit.toLocaleString('en-US')} ${unit}`.trimEnd();
}
