import type { ClientOperation } from '../clients/history.ts';
import type { Change, Seen, Sight } from './facts.ts';
import { Findings, nameOf, type RunCheck, textOf } from './result.ts';
import { type Timeline, writes } from './timeline.ts';

/**
 * Every state is what the writes up to its revision make of it. A record shows what its write left, whoever shows it; a
 * version counts from the one before; a condition that was refused did not hold.
 */
export function checkReplay(
  timelines: readonly Timeline[],
  operations: readonly ClientOperation[],
): RunCheck {
  const findings = new Findings('replay');
  for (const timeline of timelines) {
    const records = new Map<string, Sight>();
    for (const sight of timeline.facts.sights) {
      if (sight.record === null) continue;
      sameRecord(records, sight, sight.record, findings);
      replayed(timeline, sight, sight.record, findings);
    }
  }
  for (const operation of operations) refusal(operation, findings);
  return findings.result();
}

/** A record of one modRevision is the same one everywhere. */
function sameRecord(
  records: Map<string, Sight>,
  sight: Sight,
  record: Seen,
  findings: Findings,
): void {
  if (record.modRevision === undefined) return;
  const name = `${record.modRevision}/${sight.key}`;
  const first = records.get(name);
  // Whoever tells more is the better one to compare with.
  if (first === undefined || first.record?.value === undefined) records.set(name, sight);
  if (first === undefined) return;
  findings.expect(
    agree(first.record, record),
    () =>
      `${nameOf(sight.by)} shows ${textOf(record)} for ${sight.key}, ${nameOf(first.by)} shows ${textOf(first.record)}`,
  );
}

/** What was told of one and the same record, apart from its end, which touches move. */
function agree(one: Seen | null, other: Seen): boolean {
  if (one === null) return false;
  return (['value', 'version', 'createRevision', 'modRevision'] as const).every(
    (field) =>
      one[field] === undefined || other[field] === undefined || one[field] === other[field],
  );
}

function replayed(timeline: Timeline, sight: Sight, record: Seen, findings: Findings): void {
  const { key, revision, by } = sight;
  const write = timeline.key(key)?.lastWrite(revision) ?? null;
  const since = write?.revision ?? 0;
  const isThatRecord = record.modRevision !== undefined && record.modRevision === since;
  const fits =
    write !== null && write.after !== null && agree(withoutUnknown(write, record), record);
  // Older records are lost writes, newer ones have an author or none: other checkers say so.
  if (record.modRevision !== undefined && !isThatRecord) return;
  findings.expect(
    fits || (!isThatRecord && timeline.mayHave(writes, key, since, revision)),
    () =>
      `${nameOf(by)} says that ${key} was ${textOf(record)} at revision ${revision}; ${write === null ? 'nobody had written it' : `${nameOf(write.by)} left ${textOf(write.after)} at ${since}`}`,
  );
}

/** Where the sight does not name the record, only what both tell can be compared. */
function withoutUnknown({ after }: Change, { modRevision }: Seen): Seen | null {
  if (after === null || modRevision !== undefined) return after;
  const { modRevision: _, ...rest } = after;
  return rest;
}

/** A condition that was refused is one that does not hold for what was there. */
function refusal({ asked, answer }: ClientOperation, findings: Findings): void {
  if (asked.type !== 'put' && asked.type !== 'delete') return;
  if (answer?.reply.type !== 'written' || asked.wrapped) return;
  const { status, current } = answer.reply.result;
  if (status !== 'condition_failed') return;
  const { expect } = asked;
  const holds =
    expect.type === 'any' ||
    (expect.type === 'absent' ? current === null : current?.modRevision === expect.revision);
  findings.expect(
    !holds,
    () => `${asked.type} ${asked.key} was refused, though it found ${JSON.stringify(current)}`,
  );
}
