import type { CommandResult } from '../../src/storage/index.ts';
import { plainOf } from '../clients/commands.ts';
import type { ClientOperation } from '../clients/history.ts';
import { resourceKey, tokenText } from '../clients/keys.ts';
import type { PartitionFacts } from './facts.ts';
import { seenOf } from './read-facts.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/** Something done under a token. */
interface Held {
  readonly token: number;
  readonly revision: number;
  readonly by: ClientOperation;
}

interface Lock {
  readonly name: string;
  /** On partition time: an answer names the end, and the TTL is known. */
  readonly grants: (Held & { readonly grantedMs: number; readonly endMs: number })[];
  readonly keeps: (Held & { readonly endMs: number })[];
  readonly releases: Held[];
  /** Tokens whose holder does not know whether it gave the lock back. */
  readonly maybeReleased: Set<number>;
  /** Writes of the guarded resource that were accepted, and those that were not, with the token that they met. */
  readonly accepted: Held[];
  readonly fenced: (Held & { readonly met: string })[];
}

/**
 * Locks (testing.md §3): a put if absent with a TTL, whose revision is the fencing token. Grants of one lock follow each other
 * in real time with rising tokens; the next one comes only when the one before was given back or its time was over, on
 * partition time; and once the guarded resource has seen a token it takes no lower one, whoever still believes to hold it.
 */
export function checkLocks(
  operations: readonly ClientOperation[],
  partitions: readonly PartitionFacts[],
): RunCheck {
  const findings = new Findings('lock-fencing');
  const locks = locksOf(operations);
  for (const lock of locks.values()) {
    lock.grants.sort((a, b) => a.token - b.token);
    realTime(lock, findings);
    oneHolder(lock, findings);
    underToken(lock, findings);
    rising(lock.accepted, lock.name, findings);
    fenced(lock, findings);
  }
  for (const { sights } of partitions) {
    for (const { name } of locks.values()) {
      const seen = sights.flatMap(({ key, revision, record, by }) =>
        key === resourceKey(name) && record?.value !== undefined
          ? [{ token: Number.parseInt(record.value, 10), revision, by }]
          : [],
      );
      rising(seen, name, findings);
    }
  }
  return findings.result();
}

function locksOf(operations: readonly ClientOperation[]): Map<string, Lock> {
  const locks = new Map<string, Lock>();
  for (const operation of operations) {
    const name = lockOf(operation);
    if (name === null || operation.outcome === 'fail') continue;
    let lock = locks.get(name);
    if (lock === undefined) {
      const empty = { grants: [], keeps: [], releases: [], accepted: [], fenced: [] };
      lock = { name, maybeReleased: new Set(), ...empty };
      locks.set(name, lock);
    }
    note(lock, operation);
  }
  return locks;
}

function lockOf({ asked }: ClientOperation): string | null {
  if (asked.type === 'keep' || asked.type === 'guarded') return asked.lock;
  const isLock = (asked.type === 'put' || asked.type === 'delete') && asked.key.startsWith('l');
  return isLock ? asked.key.slice(0, asked.key.indexOf('/') + 1) : null;
}

function note(lock: Lock, by: ClientOperation): void {
  const { asked, answer } = by;
  const result = answer?.reply.type === 'written' ? plainOf(answer.reply.result) : null;
  if (asked.type === 'delete') {
    const token = asked.expect.type === 'revision' ? asked.expect.revision : 0;
    if (result === null) lock.maybeReleased.add(token);
    else if (result.status === 'ok' && result.value === 1) {
      lock.releases.push({ token, revision: result.revision, by });
    }
  } else if (result !== null) noteAnswer(lock, by, result);
}

function noteAnswer(lock: Lock, by: ClientOperation, result: CommandResult): void {
  const { asked } = by;
  const { revision, txn } = result;
  if (asked.type === 'put' && result.status === 'ok') {
    const endMs = result.expiresAt;
    const grantedMs = endMs - asked.ttlMs;
    lock.grants.push({ token: revision, revision, by, endMs, grantedMs });
  } else if (asked.type === 'keep' && txn?.succeeded) {
    const touched = txn.results[0];
    if (touched?.kind !== 'touch' || !touched.found) return;
    lock.keeps.push({ token: asked.token, revision, by, endMs: touched.expiresAt });
  } else if (asked.type === 'guarded' && txn !== null) {
    const held = { token: asked.token, revision, by };
    const met = txn.results[0];
    if (!txn.succeeded) lock.accepted.push(held);
    else if (met?.kind === 'get' && met.record !== null) {
      lock.fenced.push({ ...held, met: seenOf(met.record).value });
    }
  }
}

function realTime({ name, grants }: Lock, findings: Findings): void {
  const byEnd = [...grants].sort((a, b) => a.by.completed - b.by.completed);
  const byBegin = [...grants].sort((a, b) => a.by.invoked - b.by.invoked);
  let next = 0;
  let highest: Held | null = null;
  for (const grant of byBegin) {
    for (let ended = byEnd[next]; ended && ended.by.completed < grant.by.invoked; ) {
      if (highest === null || highest.token < ended.token) highest = ended;
      ended = byEnd[++next];
    }
    const before = highest;
    findings.expect(
      before === null || before.token < grant.token,
      () =>
        `${name}: ${nameOf(grant.by)} got token ${grant.token} after ${nameOf(before?.by ?? grant.by)} had got ${before?.token}`,
    );
  }
}

function oneHolder(
  { name, grants, keeps, releases, maybeReleased }: Lock,
  findings: Findings,
): void {
  for (const [i, grant] of grants.entries()) {
    const after = grants[i + 1];
    if (after === undefined) return;
    const { token } = grant;
    const isOver = (held: Held): boolean => held.token === token && held.revision < after.token;
    if (maybeReleased.has(token) || releases.some(isOver)) continue;
    const endMs = Math.max(grant.endMs, ...keeps.filter(isOver).map((keep) => keep.endMs));
    findings.expect(
      token !== after.token && endMs <= after.grantedMs,
      () =>
        `${name}: token ${after.token} was granted at ${after.grantedMs} to ${nameOf(after.by)}, but ${token} of ${nameOf(grant.by)} lasts until ${endMs}`,
    );
  }
}

/** Only who holds a lock keeps it alive or gives it back: nobody else has been granted it since. */
function underToken({ name, grants, keeps, releases }: Lock, findings: Findings): void {
  for (const { token, revision, by } of [...keeps, ...releases]) {
    const newer = grants.find((grant) => grant.token > token && grant.token < revision);
    findings.expect(
      newer === undefined,
      () =>
        `${name}: ${nameOf(by)} had effect at revision ${revision} with token ${token}, after ${newer?.token} had been granted`,
    );
  }
}

/** Along revisions. */
function rising(held: readonly Held[], name: string, findings: Findings): void {
  let highest: Held | null = null;
  for (const one of held.toSorted((a, b) => a.revision - b.revision)) {
    const before: Held | null = highest;
    findings.expect(
      before === null || before.token <= one.token,
      () =>
        `${name}: token ${one.token} at revision ${one.revision} (${nameOf(one.by)}) comes after ${before?.token} at ${before?.revision}`,
    );
    if (highest === null || highest.token < one.token) highest = one;
  }
}

/** A holder is turned away only because of a higher token. */
function fenced({ name, fenced: turnedAway }: Lock, findings: Findings): void {
  for (const { token, met, by } of turnedAway) {
    findings.expect(
      met > tokenText(token),
      () => `${name}: ${nameOf(by)} was turned away with token ${token} by ${met}`,
    );
  }
}
