import type { ToldEvent } from '../../history/watched.ts';
import type { Complaints } from './complaints.ts';
import { concerns, revisionOf } from './legs.ts';
import type { Run } from './walk.ts';

/** What happened in one partition, as all watches together tell it. */
export interface PartitionLog {
  /** By revision, then key. */
  readonly revisions: Map<number, Map<string, ToldEvent>>;
  /** Ascending. */
  readonly order: readonly number[];
}

export type ReferenceLog = ReadonlyMap<number, PartitionLog>;

/** The union of what all watches were told whole: those that are told of the same event must be told the same. */
export function referenceOf(runs: readonly Run[], complaints: Complaints): ReferenceLog {
  const logs = new Map<number, Map<number, Map<string, ToldEvent>>>();
  for (const { leg, partition, told } of runs) {
    const revisions = logs.get(partition) ?? new Map<number, Map<string, ToldEvent>>();
    logs.set(partition, revisions);
    for (const [revision, events] of told) {
      const known = revisions.get(revision) ?? new Map<string, ToldEvent>();
      revisions.set(revision, known);
      for (const event of events) {
        const other = known.get(event.key);
        if (other === undefined) known.set(event.key, event);
        complaints.expect(
          'agreement',
          other === undefined || textOf(other) === textOf(event),
          () => {
            const where = revisionOf(partition, revision);
            return `watch ${leg.begin.watch} is told that ${where} was ${textOf(event)}, others ${other && textOf(other)}`;
          },
        );
      }
    }
  }
  return new Map(
    [...logs].map(([partition, revisions]) => [
      partition,
      { revisions, order: [...revisions.keys()].sort((a, b) => a - b) },
    ]),
  );
}

function textOf({ type, key, value, version }: ToldEvent): string {
  return `${type} ${key}${value === undefined ? '' : `=${value}`} (version ${version})`;
}

/** Between its ends a run was told of every event that concerns it; one of everything, of every revision (R30). */
export function checkComplete(run: Run, log: ReferenceLog, complaints: Complaints): void {
  const { leg, partition, from, to, told, isResumed } = run;
  if (from === null) return;
  const { begin, target } = leg;
  const first = Math.min(...told.keys());
  const known = log.get(partition);
  for (const revision of known?.order ?? []) {
    if (revision <= from) continue;
    if (revision > to) break;
    const had = new Set(told.get(revision)?.map(({ key }) => key));
    for (const event of known?.revisions.get(revision)?.values() ?? []) {
      if (!concerns(leg, event)) continue;
      const property = isResumed && revision < first ? 'resumable' : 'reliable';
      complaints.expect(property, had.has(event.key), () => {
        const where = revisionOf(partition, revision);
        return `watch ${begin.watch} is not told of ${textOf(event)} at ${where}, between ${from} and ${to}`;
      });
    }
  }
  if (target !== '' || begin.target === 'key' || begin.without.length > 0) return;
  for (let revision = from + 1; revision <= to; revision++) {
    complaints.expect(
      'every-revision',
      told.has(revision),
      () => `watch ${begin.watch} of everything has no event of ${revisionOf(partition, revision)}`,
    );
  }
}
