import { whyGone } from './lifetimes.ts';
import { Findings, nameOf, type RunCheck, textOf } from './result.ts';
import type { Timeline } from './timeline.ts';

/** No state at or above its revision lacks an acknowledged write: neither an older record stands there, nor none. */
export function checkLostWrites(timelines: readonly Timeline[]): RunCheck {
  const findings = new Findings('lost-write');
  for (const timeline of timelines) {
    for (const sight of timeline.facts.sights) {
      const { key, revision, record, by } = sight;
      const line = timeline.key(key);
      const write = line?.lastWrite(revision) ?? null;
      if (line === null || write === null) continue;
      const shown = (): string =>
        `${nameOf(by)} at revision ${revision} shows ${textOf(record)} for ${key}, after ${nameOf(write.by)} made revision ${write.revision}`;
      if (record === null) {
        const isLost = write.after !== null && whyGone(timeline, line, write, sight) === 'lost';
        findings.expect(!isLost, shown);
      } else if (record.modRevision !== undefined) {
        findings.expect(record.modRevision >= write.revision, shown);
      }
    }
  }
  return findings.result();
}
