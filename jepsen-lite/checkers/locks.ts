import { byKey, type Operation } from '../history/operations.ts';
import { Findings, told } from './findings.ts';
import type { CheckResult } from './verdict.ts';

/** A lock that was granted: its fencing token, and on the partition's clock when, and until when. */
export interface Grant {
  readonly token: number;
  readonly grantedMs: number;
  readonly endMs: number;
}

/** What a holder did under its token to the register that the lock guards: it read the value before and wrote this one. */
export interface Use {
  readonly token: number;
  readonly value: number;
}

/** The end of a `use` whose token the register had seen a higher one of. */
export const FENCED = 'fenced';

interface Granted extends Grant {
  readonly by: Operation;
}

interface Lock {
  readonly key: string;
  /** By token. */
  readonly grants: readonly Granted[];
  readonly uses: readonly Operation[];
  readonly releases: readonly Operation[];
}

/**
 * Locks with fencing tokens (Kleppmann, "How to do distributed locking", 2016): a put if absent with a time to live, whose
 * revision is the token.
 *
 *     acquire ▶ 5 ───── use 5 ─────────── stands still ............ use 5 ▶ refused: the register has seen 9
 *                              time is over, acquire ▶ 9 ─ use 9 ──────────────────
 *
 *   fencing-tokens    no token is given twice, and a later grant has a higher one
 *   one-holder        on the partition's clock a grant comes after the release or the end of the one before
 *   fenced-resource   the register takes no token after a higher one, and turns nobody away without one; no update is lost
 */
export function checkLocks(operations: readonly Operation[]): CheckResult[] {
  const tokens = new Findings('fencing-tokens');
  const holders = new Findings('one-holder');
  const resource = new Findings('fenced-resource');
  for (const lock of locksOf(operations)) {
    rising(lock, tokens);
    oneHolder(lock, holders);
    accepted(lock, resource);
    refused(lock, resource);
  }
  return [
    tokens.result('tokens rise'),
    holders.result('every grant came after the one before had ended or was given back'),
    resource.result('no older token was accepted, no update lost'),
  ];
}

/**
 * How often, on the clock of the harness, two holders believed to hold a lock at once, and for how long at most. It is measured
 * and no more: a time to live ends on the partition's clock, and nothing can stop a holder that has not noticed.
 */
export function overlapsOf(operations: readonly Operation[]): {
  readonly overlaps: number;
  readonly longestOverlapMs: number;
} {
  let overlaps = 0;
  let longest = 0;
  for (const { grants, uses, releases } of locksOf(operations)) {
    const held = grants.map(({ token, by }) => {
      const from = by.completedAt ?? 0;
      const release = releases.find((one) => one.argument === token);
      const used = uses.filter((one) => one.argument === token).map((one) => one.completedAt ?? 0);
      return { from, to: release?.invokedAt ?? Math.max(from, ...used) };
    });
    let until = 0;
    for (const { from, to } of held.toSorted((a, b) => a.from - b.from)) {
      if (from < until) {
        overlaps++;
        longest = Math.max(longest, Math.min(to, until) - from);
      }
      until = Math.max(until, to);
    }
  }
  return { overlaps, longestOverlapMs: longest / 1e3 };
}

function locksOf(operations: readonly Operation[]): Lock[] {
  return [...byKey(operations)].map(([key, ofKey]) => {
    const grants = ofKey
      .filter(({ f, outcome }) => f === 'acquire' && outcome === 'ok')
      .map((by): Granted => ({ ...(by.result as Grant), by }))
      .sort((a, b) => a.token - b.token);
    const uses = ofKey.filter(({ f }) => f === 'use');
    return { key, grants, uses, releases: ofKey.filter(({ f }) => f === 'release') };
  });
}

/** Against time: what ended before an acquire began has a lower token. */
function rising({ grants }: Lock, findings: Findings): void {
  const byEnd = grants.toSorted((a, b) => a.by.completed - b.by.completed);
  let highest: Granted | null = null;
  let next = 0;
  for (const grant of grants.toSorted((a, b) => a.by.invoked - b.by.invoked)) {
    for (let one = byEnd[next]; one !== undefined; one = byEnd[++next]) {
      if (one.by.completed >= grant.by.invoked) break;
      if (highest === null || highest.token < one.token) highest = one;
    }
    const before = highest;
    findings.expect(
      before === null || before.token < grant.token,
      () =>
        `${told(grant.by)} got token ${grant.token}, after ${before?.token} by ${before === null ? '' : told(before.by)}`,
    );
  }
  for (const [i, grant] of grants.entries()) {
    const after = grants[i + 1];
    findings.expect(
      grant.token !== after?.token,
      () => `token ${grant.token} was given by ${told(grant.by)} and again`,
    );
  }
}

function oneHolder({ grants, releases }: Lock, findings: Findings): void {
  for (const [i, grant] of grants.entries()) {
    const after = grants[i + 1];
    if (after === undefined) continue;
    // One of unknown outcome may have given it back; one that found nothing to give back has not.
    const mayBeReleased = releases.some(
      ({ argument, outcome }) => argument === grant.token && outcome !== 'failed',
    );
    findings.expect(
      mayBeReleased || after.grantedMs >= grant.endMs,
      () =>
        `${told(after.by)} was granted at ${after.grantedMs} on the partition's clock, but token ${grant.token} of ${told(grant.by)} lasts until ${grant.endMs}`,
    );
  }
  for (const release of releases) {
    const { at, argument, outcome } = release;
    if (outcome !== 'ok' || at === undefined) continue;
    const given = Number(argument);
    const newer = grants.find(({ token }) => token > given && token < at.revision);
    findings.expect(
      newer === undefined,
      () =>
        `${told(release)} gave token ${given} back at ${at.revision}, after ${newer?.token} was granted`,
    );
  }
}

/** Each accepted use wrote one more than it had read: the values are 1, 2, 3 ..., or an update was lost. */
function accepted({ key, uses }: Lock, findings: Findings): void {
  const ok = uses
    .filter(({ outcome }) => outcome === 'ok')
    .map((by) => ({ by, ...(by.result as Use) }))
    .sort((a, b) => a.value - b.value);
  for (const [i, { by, token, value }] of ok.entries()) {
    const before = ok[i - 1];
    findings.expect(
      value === i + 1,
      () => `${key}: ${told(by)} wrote ${value} as update number ${i + 1}: another one is lost`,
    );
    findings.expect(
      before === undefined || before.token <= token,
      () => `${told(by)} was accepted with token ${token}, after ${before?.token}`,
    );
  }
}

/** Somebody with a higher token must have asked for the lock by then. */
function refused({ grants, uses }: Lock, findings: Findings): void {
  for (const use of uses) {
    if (use.outcome !== 'failed') continue;
    const newer = grants.some(
      ({ token, by }) => token > Number(use.argument) && by.completed < use.completed,
    );
    findings.expect(newer, () => `${told(use)} was turned away, and nobody had a higher token`);
  }
}
