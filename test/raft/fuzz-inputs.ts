import fc from 'fast-check';
import {
  type ConfState,
  type Entry,
  encodeConf,
  entryKind,
  type Input,
  type Message,
  messageType,
  type RaftGroup,
} from '../../src/raft/index.ts';
import { simpleConf } from './replica.ts';

/*
 * Inputs of any content. A number is mostly near the one that would be right just now, because a message far off is
 * refused at the door and tests nothing behind it; sometimes it is any small number, and sometimes none at all.
 */

type Value = { readonly near: number } | { readonly at: number };

const small = fc.integer({ min: 0, max: 8 });
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 24, arbitrary: fc.integer({ min: -2, max: 2 }).map((near) => ({ near })) },
  { weight: 5, arbitrary: small.map((at) => ({ at })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(-1, 0.5, Number.NaN, 2 ** 52, 2 ** 53, Number.POSITIVE_INFINITY)
      .map((at) => ({ at })),
  },
);
const offset = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ near: 0 }) },
  { weight: 3, arbitrary: value },
);

/** A term that is not the present one ends most things, so it is rare. */
const termOffset = fc.oneof(
  { weight: 30, arbitrary: fc.constant({ near: 0 }) },
  { weight: 3, arbitrary: fc.constantFrom({ near: 1 }, { near: -1 }) },
  { weight: 1, arbitrary: value },
);

const conf = fc.constantFrom<ConfState>(
  simpleConf([1, 2, 3]),
  simpleConf([1, 2], { learners: [3] }),
  simpleConf([2, 3], { learners: [1] }),
  simpleConf([1, 2, 3], { outgoing: [3, 4, 5] }),
  simpleConf([1]),
  simpleConf([2, 3]),
  simpleConf([]),
);

const drawn = fc.record({
  type: fc.integer({ min: 0, max: 15 }),
  from: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(2, 3) }, { weight: 2, arbitrary: small }),
  to: fc.oneof({ weight: 19, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: small }),
  term: termOffset,
  index: value,
  logTerm: offset,
  commit: value,
  commitTerm: offset,
  hint: value,
  context: value,
  life: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 7),
  session: fc.constantFrom(0, 0, 0, 0, 0, 1),
  reject: fc.constantFrom(false, false, true),
  force: fc.boolean(),
  promise: fc.boolean(),
  kinds: fc.array(fc.constantFrom(0, 0, 1, 2), { maxLength: 3 }),
  entryTerm: offset,
  entriesApart: fc.constantFrom(1, 1, 1, 1, 1, 1, 2),
  conf,
  bytes: fc.uint8Array({ maxLength: 4 }),
  isReadable: fc.constantFrom(true, true, true, false),
  snapshot: fc.option(fc.record({ index: value, term: offset }), { nil: null }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** What is right just now for the replica that will get the message. */
function aim(draw: Drawn, group: RaftGroup): Message {
  const { lastIndex, commit } = group.status();
  const near = (around: number, drawn: Value): number =>
    'at' in drawn ? drawn.at : Math.max(0, around + drawn.near);
  const termAt = (index: number): number => {
    const term = Number.isSafeInteger(index) ? group.termAt(index) : 0;
    return typeof term === 'number' ? term : group.term;
  };
  const term = near(draw.type === messageType.preVote ? group.term + 1 : group.term, draw.term);
  const index = near(lastIndex, draw.index);
  const committed = near(commit, draw.commit);
  const { snapshot } = draw;
  return {
    type: draw.type as Message['type'],
    from: draw.from,
    to: draw.to,
    term,
    index,
    logTerm: near(termAt(index), draw.logTerm),
    commit: committed,
    commitTerm: near(termAt(committed), draw.commitTerm),
    hint: near(draw.type === messageType.appendReply ? lastIndex : 1, draw.hint),
    context: near(2, draw.context),
    life: draw.life,
    session: draw.session,
    reject: draw.reject,
    force: draw.force,
    promise: draw.promise,
    entries:
      draw.type === messageType.append ? entriesOf(draw, index, near(term, draw.entryTerm)) : [],
    snapshot:
      snapshot === null
        ? null
        : {
            index: near(lastIndex + 2, snapshot.index),
            term: near(term, snapshot.term),
            conf: draw.conf,
          },
  };
}

function entriesOf(draw: Drawn, after: number, term: number): Entry[] {
  return draw.kinds.map((kind, i) => {
    const index = after + 1 + i * draw.entriesApart;
    const isConf = kind === entryKind.conf && draw.isReadable && Number.isSafeInteger(index);
    const data = isConf && index >= 0 ? encodeConf({ ...draw.conf, index }) : draw.bytes;
    return { index, term, kind: kind as Entry['kind'], data };
  });
}

/** One thing that happens to the replica or that its host does. */
export type FuzzStep =
  | { readonly kind: 'message'; readonly aim: (group: RaftGroup) => Message }
  | { readonly kind: 'again'; readonly back: number }
  | { readonly kind: 'input'; readonly input: (id: number, group: RaftGroup) => Input }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'take' | 'persist' | 'apply' | 'answer' | 'pull' | 'flush' | 'crash' };

const request: fc.Arbitrary<(id: number, group: RaftGroup) => Input> = fc.oneof(
  fc
    .constantFrom('read', 'leaseRead', 'followerRead')
    .map((type) => (id: number) => ({ type, id })),
  small.map((to) => (id: number) => ({ type: 'transfer' as const, id, to })),
  small.map((size) => (id: number) => {
    return { type: 'propose' as const, id, data: [new Uint8Array(size * 8)], term: 0 };
  }),
  fc
    .array(
      fc.record({
        kind: fc.constantFrom('voter', 'learner', 'remove'),
        replica: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((steps) => (id: number, group: RaftGroup) => {
      return { type: 'changeConf' as const, id, steps, planned: group.status().conf.index };
    }),
) as fc.Arbitrary<(id: number, group: RaftGroup) => Input>;

const event: fc.Arbitrary<Input> = fc.oneof(
  fc.constant<Input>({ type: 'campaign' }),
  fc.constant<Input>({ type: 'stalled' }),
  small.map((peer): Input => ({ type: 'suspect', peer })),
  small.map((peer): Input => ({ type: 'unreachable', peer })),
  small.map((priority): Input => ({ type: 'priority', value: priority })),
  small.map((ticket): Input => ({ type: 'fetched', ticket, entries: [] })),
  small.map((ticket): Input => ({ type: 'snapshotMade', ticket, meta: null })),
);

export const fuzzStep: fc.Arbitrary<FuzzStep> = fc.oneof(
  {
    weight: 40,
    arbitrary: drawn.map(
      (draw): FuzzStep => ({ kind: 'message', aim: (group) => aim(draw, group) }),
    ),
  },
  { weight: 6, arbitrary: small.map((back): FuzzStep => ({ kind: 'again', back })) },
  { weight: 8, arbitrary: request.map((input): FuzzStep => ({ kind: 'input', input })) },
  { weight: 5, arbitrary: event.map((e): FuzzStep => ({ kind: 'input', input: () => e })) },
  {
    weight: 6,
    arbitrary: fc.integer({ min: 0, max: 1_500 }).map((ms): FuzzStep => ({ kind: 'time', ms })),
  },
  ...(
    [
      [20, 'take'],
      [12, 'persist'],
      [8, 'apply'],
      [4, 'answer'],
      [4, 'pull'],
      [2, 'flush'],
      [1, 'crash'],
    ] as const
  ).map(([weight, kind]) => ({ weight, arbitrary: fc.constant<FuzzStep>({ kind }) })),
);
