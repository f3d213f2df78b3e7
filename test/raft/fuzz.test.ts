import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, encodeConf, type Input, type Message } from '../../src/raft/index.ts';
import { cluster } from './cluster.ts';
import { simpleConf } from './replica.ts';

const small = fc.integer({ min: 0, max: 8 });
const number = fc.oneof(
  { weight: 30, arbitrary: small },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-1, 0.5, Number.NaN, 2 ** 52, 2 ** 53, Number.POSITIVE_INFINITY),
  },
);
const conf = fc.constantFrom(
  simpleConf([1, 2, 3]),
  simpleConf([1, 2], { learners: [3] }),
  simpleConf([1, 2, 3], { outgoing: [3, 4, 5] }),
  simpleConf([]),
);
const data = fc.oneof(fc.uint8Array({ maxLength: 4 }), conf.map(encodeConf));

function chain(
  index: number,
  term: number,
  kinds: readonly (0 | 1 | 2)[],
  bytes: Uint8Array,
): Entry[] {
  return kinds.map((kind, i) => ({ index: index + 1 + i, term, kind, data: bytes }));
}

const message: fc.Arbitrary<Message> = fc
  .record({
    type: fc.integer({ min: 0, max: 11 }),
    from: fc.integer({ min: 0, max: 4 }),
    to: fc.constantFrom(1, 1, 1, 1, 2),
    term: number,
    index: number,
    logTerm: number,
    commit: number,
    commitTerm: number,
    hint: number,
    context: number,
    reject: fc.boolean(),
    force: fc.boolean(),
    kinds: fc.array(fc.constantFrom(0, 1, 2), { maxLength: 3 }),
    entryTerm: small,
    data,
    snapshot: fc.option(fc.record({ index: number, term: number, conf }), { nil: null }),
  })
  .map(({ kinds, entryTerm, data: bytes, ...fields }) => ({
    ...(fields as unknown as Message),
    entries: chain(fields.index, entryTerm, kinds as (0 | 1 | 2)[], bytes),
  }));

const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 20, arbitrary: message.map((m) => ({ type: 'message', message: m }) as const) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('read'), id: small }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('transfer'), id: small, to: small }) },
  { weight: 2, arbitrary: fc.constant<Input>({ type: 'campaign' }) },
  { weight: 1, arbitrary: fc.constant<Input>({ type: 'stalled' }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('suspect'), peer: small }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('unreachable'), peer: small }) },
  {
    weight: 2,
    arbitrary: small.map(
      (id) => ({ type: 'propose', id, data: [new Uint8Array(id)], term: 0 }) as const,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('fetched'), ticket: small, entries: fc.constant([]) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('snapshotMade'),
      ticket: small,
      meta: fc.constant(null),
    }),
  },
);

describe('messages of any content in any order', () => {
  it('never throw and never break an invariant, wherever they find the replica', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ input, ms: fc.integer({ min: 0, max: 3_000 }), work: fc.boolean() }), {
          maxLength: 60,
        }),
        fc.boolean(),
        (steps, leads) => {
          const c = cluster(3, { logs: { 1: [1, 1, 2] } });
          if (leads) c.elect(1);
          const replica = c.replica(1);
          for (const { input: next, ms, work } of steps) {
            replica.group?.step(next);
            replica.group?.checkInvariants();
            if (!work) continue;
            c.now += ms;
            replica.group?.step({ type: 'tick', now: c.now, contacts: [] });
            const output = replica.group?.take();
            replica.group?.checkInvariants();
            if (output === undefined) continue;
            if (output.write) replica.group?.step({ type: 'persisted', seq: output.write.seq });
            const last = output.apply.at(-1);
            if (last) replica.group?.step({ type: 'applied', index: last.index });
            if (output.install) replica.group?.step({ type: 'installed', meta: null });
            replica.group?.checkInvariants();
          }
          expect(replica.group?.digest()).toBe(replica.group?.digest());
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('with numbers that are none change nothing', () => {
    const c = cluster(3);
    const before = c.group(1).digest();
    for (const term of [-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY]) {
      const m = { ...emptyHeartbeat(), term };
      c.receive(m);
    }
    for (const to of [0, 2, 9])
      c.group(1).step({ type: 'message', message: { ...emptyHeartbeat(), to } });
    expect(c.group(1).digest()).toBe(before);
  });
});

function emptyHeartbeat(): Message {
  return {
    type: 7,
    from: 2,
    to: 1,
    term: 1,
    index: 0,
    logTerm: 0,
    commit: 0,
    commitTerm: 0,
    hint: 0,
    context: 0,
    reject: false,
    force: false,
    promise: false,
    entries: [],
    snapshot: null,
  };
}

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
