import type { Operation } from '../history/operations.ts';
import { Findings, told } from './findings.ts';
import type { CheckResult } from './verdict.ts';

type Served = Operation & { readonly at: NonNullable<Operation['at']> };

/** What a session was told last of a partition or a key, and by which of its operations. */
interface Seen {
  readonly revision: number;
  readonly by: Operation;
}

/**
 * What a session promises its user, whichever nodes answer (Terry et al., "Session Guarantees", 1994), by revisions, which all
 * operations of a partition share:
 *
 *   read your writes      a read is of no earlier revision than the session's writes; of a key, no earlier record
 *   monotonic reads       nor than its reads
 *   monotonic writes      a write has a higher revision than the writes before it
 *   writes follow reads   and a higher one than what was read before it
 *
 * A session does one thing after the other, so one pass will do. A write of unknown outcome asks for nothing.
 */
export function checkSessions(operations: readonly Operation[]): CheckResult[] {
  const ownWrites = new Findings('read-your-writes');
  const reads = new Findings('monotonic-reads');
  const writes = new Findings('monotonic-writes');
  const follow = new Findings('writes-follow-reads');
  const written = new Map<string, Seen>();
  const read = new Map<string, Seen>();
  for (const one of operations) {
    const session = one.ask?.session;
    if (session === undefined || !isServed(one)) continue;
    const { at, key } = one;
    const partition = `${session} in partition ${at.partition}`;
    const record = `${session} of key ${key}`;
    const isRead = one.f === 'read';
    if (isRead) {
      notBelow(ownWrites, one, at.revision, written.get(partition), 'shows revision');
      notBelow(ownWrites, one, at.modRevision, written.get(record), 'shows the record of');
      notBelow(reads, one, at.revision, read.get(partition), 'shows revision');
      notBelow(reads, one, at.modRevision, read.get(record), 'shows the record of');
    } else {
      notBelow(writes, one, at.revision - 1, written.get(partition), 'follows at');
      notBelow(follow, one, at.revision - 1, read.get(partition), 'follows at');
    }
    const seen = isRead ? read : written;
    raise(seen, partition, { revision: at.revision, by: one });
    raise(seen, record, { revision: at.modRevision, by: one });
  }
  return [
    ownWrites.result('sessions see their own writes'),
    reads.result('sessions never go back'),
    writes.result("sessions' writes are in their order"),
    follow.result("sessions' writes come after what they read"),
  ];
}

function notBelow(
  findings: Findings,
  one: Operation,
  revision: number,
  seen: Seen | undefined,
  what: string,
): void {
  if (seen === undefined) return;
  findings.expect(
    revision >= seen.revision,
    () =>
      `session ${one.ask?.session}: ${told(one)} ${what} ${revision}, after ${seen.revision} by ${told(seen.by)}`,
  );
}

function raise(seen: Map<string, Seen>, of: string, now: Seen): void {
  const before = seen.get(of);
  if (before === undefined || before.revision < now.revision) seen.set(of, now);
}

function isServed(one: Operation): one is Served {
  return one.outcome === 'ok' && one.at !== undefined;
}
