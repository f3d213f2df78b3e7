import type { Change, PartitionFacts, Sight } from './facts.ts';
import { endOf, whyGone } from './lifetimes.ts';
import { Findings, nameOf, type RunCheck, textOf } from './result.ts';
import { type Timeline, touches } from './timeline.ts';

/**
 * Time to live, by partition time (R28, R29). A key lives until its time and not a moment less; nothing that looks at the
 * present shows it, or builds on it, from then on; touch moves its time and nothing else does.
 *
 *   put at 100 with 50 ──── 150: EXPIRE ──▶ gone        shown at 150 by a linearizable answer: wrong
 *                                                       gone at 149 by anybody: wrong
 */
export function checkTtl(timelines: readonly Timeline[]): RunCheck {
  const findings = new Findings('ttl');
  for (const timeline of timelines) {
    granted(timeline.facts, findings);
    for (const sight of timeline.facts.sights) {
      past(timeline, sight, findings);
      early(timeline, sight, findings);
      moved(timeline, sight, findings);
    }
  }
  return findings.result();
}

/** The answer to a put or touch names the stamp of its entry plus the TTL. */
function granted({ changes }: PartitionFacts, findings: Findings): void {
  for (const { by, after, kind } of changes) {
    const { asked, answer } = by;
    const ttlMs = 'ttlMs' in asked ? asked.ttlMs : null;
    if (after?.expiresAt === undefined || ttlMs === null || answer === null) continue;
    if (kind === 'write' && asked.type !== 'put' && asked.type !== 'append') continue;
    const { reply } = answer;
    // A stored answer comes with a later time than that of its entry.
    if (reply.type !== 'written' || reply.result.deduplicated) continue;
    const end = ttlMs === 0 ? 0 : reply.at.partitionTimeMs + ttlMs;
    findings.expect(
      after.expiresAt === end,
      () => `${nameOf(by)} ends at ${after.expiresAt}, not at ${end}`,
    );
  }
}

function past(timeline: Timeline, sight: Sight, findings: Findings): void {
  if (!sight.isTimely || sight.record === null) return;
  const end = endOf(timeline, sight);
  if (end === null || end === 0) return;
  findings.expect(
    end > sight.timeMs,
    () =>
      `${nameOf(sight.by)} found ${sight.key}: ${textOf(sight.record)} at ${sight.timeMs}, which was to end at ${end}`,
  );
}

function early(timeline: Timeline, sight: Sight, findings: Findings): void {
  if (sight.record !== null) return;
  const line = timeline.key(sight.key);
  const write = line?.lastWrite(sight.revision) ?? null;
  if (line === null || write === null || write.after === null) return;
  const end = line.expiry(write, sight.revision)?.after?.expiresAt ?? 0;
  if (end === 0) return;
  findings.expect(
    whyGone(timeline, line, write, sight) !== 'early',
    () =>
      `${nameOf(sight.by)} did not find ${sight.key} at ${sight.timeMs}, which was to live until ${end} since ${nameOf(write.by)}`,
  );
}

function moved(timeline: Timeline, sight: Sight, findings: Findings): void {
  const { key, revision, record, by } = sight;
  if (record?.expiresAt === undefined) return;
  const line = timeline.key(key);
  const write = line?.lastWrite(revision) ?? null;
  if (line === null || write === null || write.revision !== record.modRevision) return;
  const last: Change | null = line.expiry(write, revision);
  if (last === null || timeline.mayHave(touches, key, last.revision, revision)) return;
  findings.expect(
    record.expiresAt === last.after?.expiresAt,
    () =>
      `${nameOf(by)} shows ${key} to end at ${record.expiresAt}, ${nameOf(last.by)} had it end at ${last.after?.expiresAt}`,
  );
}
