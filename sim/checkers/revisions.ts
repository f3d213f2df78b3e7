import type { PartitionFacts } from './facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';
import { type KeyLine, limits, type Timeline, touches, writes } from './timeline.ts';

/**
 * Revision +1 for each command that changed something (R30): no two have the same one, and each that no answer has was
 * made by a write of unknown outcome or by the end of a key whose time had come. What ran twice leaves one too many.
 */
export function checkRevisions(timelines: readonly Timeline[]): RunCheck {
  const findings = new Findings('revisions');
  for (const timeline of timelines) {
    shared(timeline.facts, findings);
    explain(timeline, findings);
  }
  return findings.result();
}

function shared({ partition, changes }: PartitionFacts, findings: Findings): void {
  const owners = new Map<number, (typeof changes)[number]>();
  for (const change of changes) {
    const { revision, by } = change;
    const owner = owners.get(revision) ?? change;
    owners.set(revision, owner);
    findings.expect(
      owner.by === by,
      () =>
        `revision ${revision} of partition ${partition} was given to ${nameOf(owner.by)} and to ${nameOf(by)}`,
    );
  }
}

/** Something that may have made one revision in (floor, ceiling]. */
interface Maker {
  readonly floor: number;
  readonly ceiling: number;
}

/** Each hole needs a maker of its own; the one that must be used soonest goes first. */
function explain(timeline: Timeline, findings: Findings): void {
  if (timeline.holes.length === 0) return;
  const makers = makersOf(timeline).sort((a, b) => a.floor - b.floor);
  const ready: Maker[] = [];
  let next = 0;
  for (const hole of timeline.holes) {
    for (let maker = makers[next]; maker !== undefined && maker.floor < hole; ) {
      ready.push(maker);
      maker = makers[++next];
    }
    const chosen = soonest(ready, hole);
    findings.expect(
      chosen >= 0,
      () =>
        `revision ${hole} of partition ${timeline.facts.partition} was made by nobody: something ran twice, or that did which had failed`,
    );
    if (chosen >= 0) ready.splice(chosen, 1);
  }
}

function soonest(ready: readonly Maker[], hole: number): number {
  let best = -1;
  for (const [i, { ceiling }] of ready.entries()) {
    if (ceiling < hole) continue;
    if (best < 0 || ceiling < (ready[best]?.ceiling ?? 0)) best = i;
  }
  return best;
}

function makersOf(timeline: Timeline): Maker[] {
  const makers: Maker[] = [];
  for (const write of timeline.facts.open) {
    if (write.seenAt !== null) continue;
    const maker = { floor: timeline.floorOf(write), ceiling: Number.POSITIVE_INFINITY };
    makers.push(maker);
    // And the record that it may have left may have come to its end.
    if (write.effects.some(limits)) makers.push(maker);
  }
  let latestMs = 0;
  for (const { timeMs } of timeline.facts.sights) latestMs = Math.max(latestMs, timeMs);
  for (const [key, line] of timeline.keys) {
    makers.push(...endsOfUnknown(timeline, key, line));
    for (const [i, write] of line.writes.entries()) {
      if (write.after === null) continue;
      const next = line.writes[i + 1];
      const until = next?.revision ?? Number.POSITIVE_INFINITY;
      const { revision, after } = write;
      const goesOn =
        next?.after?.version !== undefined &&
        next.after.version - 1 === after.version &&
        !timeline.mayHave(writes, key, revision, until - 1);
      if (goesOn || !mayEnd(timeline, key, i, until, latestMs)) continue;
      makers.push({ floor: revision, ceiling: until - 1 });
    }
  }
  return makers;
}

/** A touch was answered that gave an end to a record of which nobody was told. */
function endsOfUnknown(timeline: Timeline, key: string, line: KeyLine): Maker[] {
  return line.touches.flatMap(({ revision, after }) => {
    if (after?.expiresAt === 0) return [];
    const write = line.lastWrite(revision);
    const since = write?.revision ?? 0;
    const isKnown = write !== null && write.after !== null;
    if (isKnown && !timeline.mayHave(writes, key, since, revision)) return [];
    const next = line.writes.find((one) => one.revision > revision);
    return [{ floor: revision, ceiling: (next?.revision ?? Number.POSITIVE_INFINITY) - 1 }];
  });
}

/** Whether the record that the key's write number `index` left can have come to the end of its time before `until`. */
function mayEnd(
  timeline: Timeline,
  key: string,
  index: number,
  until: number,
  latestMs: number,
): boolean {
  const line = timeline.key(key);
  const write = line?.writes[index];
  if (line === null || write === undefined) return false;
  const { revision, after } = write;
  // Of what was only seen, nobody knows when it was to end.
  if (after?.expiresAt === undefined || timeline.mayHave(touches, key, revision, until - 1)) {
    return true;
  }
  const ends = [write, ...line.touches.filter((one) => one.revision > revision)]
    .filter((one) => one.revision < until)
    .map((one) => one.after?.expiresAt ?? 0);
  return ends.some((end) => end !== 0 && end <= latestMs);
}
