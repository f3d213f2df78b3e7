import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeConf, entryKind, type Message, messageType } from '../../src/raft/index.ts';
import { cluster } from './cluster.ts';
import { defects } from './fuzz-defects.ts';
import { fuzzStep } from './fuzz-inputs.ts';
import { beginnings, storm } from './fuzz-run.ts';
import { append, entries, heartbeat } from './messages.ts';
import { simpleConf } from './replica.ts';
import { inRole, roles } from './roles.ts';

/** `RAFT_FUZZ=n` runs that many for each beginning. */
const numRuns = Number(process.env['RAFT_FUZZ'] ?? 60);
const storms = fc.array(fuzzStep, { maxLength: 80, size: 'max' });

describe('messages of any type and content, in any order, between anything a host may do', () => {
  const seen = new Map<string, number>();

  it.each(Object.keys(beginnings))(
    'never throw, break an invariant or change the state wrongly: %s',
    (beginning) => {
      fc.assert(
        fc.property(storms, (steps) => {
          for (const [what, count] of storm(beginning, steps).seen) {
            seen.set(what, (seen.get(what) ?? 0) + count);
          }
        }),
        { numRuns },
      );
    },
    600_000,
  );

  it('reached everything that is watched', () => {
    const watched = ['foreign', 'commit', 'applied', 'installed', 'vote', 'promise', 'answer'];
    for (const what of [...watched, ...roles]) {
      expect(seen.get(what) ?? 0, `no storm reached ${what}`).toBeGreaterThan(0);
    }
  });
});

describe('the watch over them', () => {
  it.each(Object.entries(defects))(
    'sees that a replica %s',
    (_what, { plant, at, says }) => {
      const property = fc.property(storms, (steps) => void storm(at, steps, plant));
      const { failed, errorInstance } = fc.check(property, {
        seed: 2,
        numRuns: 5_000,
        endOnFailure: true,
      });
      expect(failed).toBe(true);
      expect(String(errorInstance)).toMatch(says);
    },
    60_000,
  );
});

describe('a message that is malformed, misdirected or from nobody', () => {
  const whole = append(2, 1, 3, { index: 1, logTerm: 1, entries: entries(2, 2, 3), commit: 1 });
  const conf = simpleConf([1, 2, 3]);
  const change = (index: number, data: Uint8Array) => ({
    ...whole,
    entries: [
      {
        index: 2,
        term: 3,
        kind: entryKind.conf,
        data: index === 0 ? data : encodeConf({ ...conf, index }),
      },
    ],
  });
  const snapshot = {
    ...heartbeat(2, 1, 3),
    type: messageType.snapshot,
    snapshot: { index: 9, term: 3, conf },
  };
  const fields = ['from', 'term', 'index', 'logTerm', 'commit', 'commitTerm', 'hint', 'context'];
  const noNumbers = [-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY];

  const rows: [string, Message][] = [
    ...fields.flatMap((field) =>
      noNumbers.map((n): [string, Message] => [`${field} of ${n}`, { ...whole, [field]: n }]),
    ),
    ['from nobody', { ...whole, from: 0 }],
    ['from itself', { ...whole, from: 1 }],
    ['for another', { ...whole, to: 2 }],
    ['for nobody', { ...whole, to: 0 }],
    ['in no term', { ...whole, term: 0, logTerm: 0 }],
    ['of type 0', { ...whole, type: 0 as Message['type'] }],
    ['of a type to come', { ...whole, type: 99 as Message['type'] }],
    ['entries with a gap', { ...whole, entries: entries(3, 2) }],
    ['entries whose terms fall', { ...whole, entries: entries(2, 3, 2) }],
    ['entries older than the one before', { ...whole, logTerm: 2, entries: entries(2, 1) }],
    ['entries from the future', { ...whole, entries: entries(2, 4) }],
    ['entries of no term', { ...whole, logTerm: 0, entries: entries(2, 0) }],
    ['a place from the future', { ...whole, logTerm: 4, entries: [] }],
    [
      'an entry past what can be counted',
      { ...whole, index: 2 ** 52, entries: entries(2 ** 52 + 1, 3) },
    ],
    ['a configuration that cannot be read', change(0, new Uint8Array([9]))],
    ['a configuration of another index', change(7, new Uint8Array())],
    ['a snapshot of nothing', { ...snapshot, snapshot: null }],
    ['a snapshot at 0', { ...snapshot, snapshot: { index: 0, term: 3, conf } }],
    ['a snapshot of no term', { ...snapshot, snapshot: { index: 9, term: 0, conf } }],
    ['a snapshot from the future', { ...snapshot, snapshot: { index: 9, term: 4, conf } }],
    ['a snapshot with half an index', { ...snapshot, snapshot: { index: 0.5, term: 3, conf } }],
    [
      'a snapshot without voters',
      { ...snapshot, snapshot: { index: 9, term: 3, conf: simpleConf([]) } },
    ],
    ['an answer of a stranger', { ...heartbeat(9, 1, 5), type: messageType.appendReply }],
  ];

  it.each(rows)('changes nothing, whatever the role: %s', (_what, m) => {
    for (const role of roles) {
      const c = inRole(role);
      const before = [c.group(1).digest(), c.group(1).dirty(), c.group(1).wakeAt];
      c.step(1, { type: 'message', message: m });
      expect([c.group(1).digest(), c.group(1).dirty(), c.group(1).wakeAt], role).toEqual(before);
    }
  });

  it('is what the rows above differ in from these, which do change something', () => {
    for (const m of [whole, change(2, new Uint8Array()), snapshot]) {
      const c = inRole('follower', { logs: { 1: [1] } });
      const before = c.group(1).digest();
      c.receive(m);
      expect(c.group(1).digest()).not.toBe(before);
    }
  });
});

describe('one seed', () => {
  it('gives one history: the digests of two runs agree', () => {
    const run = (seed: number): number[] => {
      const c = cluster(3, { seed });
      c.advance(4_000);
      if (c.leader !== 0) c.propose(c.leader, 'a');
      c.advance(2_000);
      return c.replicas.map((replica) => replica.up.digest());
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });
});
