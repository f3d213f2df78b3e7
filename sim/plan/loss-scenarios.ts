import type { Random } from '../../src/util/random.ts';
import type { FaultEvent } from '../faults/events.ts';
import { type Drawn, downMs, type Shape, salt, target } from './fault-draws.ts';
import { pick, pickSome } from './pick.ts';

/*
 * Logs that are damaged in their middle, and nodes that start on what is left. Drawn beside the other faults and from a
 * stream of their own.
 */

type Loss = Extract<Drawn, { kind: 'logLoss' }>;

export function drawLosses(random: Random, shape: Shape, safetyMs: number): FaultEvent[] {
  const losses: FaultEvent[] = [];
  const add = (at: number, drawn: readonly Drawn[]): void => {
    for (const { afterMs = 0, ...fault } of drawn) {
      losses.push({ ...fault, at: Math.min(at + afterMs, safetyMs) });
    }
  };
  const count = random.between(4, 12);
  for (let i = 0; i < count; i++) {
    const at = random.between(2_000, safetyMs);
    const own = random.fork(i);
    const story = pick(own, [drawPlain, drawTwice, drawForgottenVote, drawForgottenEntries]);
    add(at, story(own, shape));
  }
  // Only such groups can do without two.
  if (shape.cluster.replicas >= 5) {
    for (const third of [1, 2]) {
      add(Math.ceil((third * safetyMs) / 3), drawTwo(random.fork(count + third), shape));
    }
  }
  return losses;
}

/** Two lose something while a third one is away, so that neither can be trusted before it knows of the other. */
function drawTwo(random: Random, shape: Shape): Drawn[] {
  const { cluster } = shape;
  const members = Array.from({ length: cluster.nodes }, (_, i) => i + 1);
  const [one = 1, other = 2, away = 3] = pickSome(random, members, 3);
  const soonMs = random.between(100, cluster.raft.electionTimeoutMinMs);
  const lost = (node: number, afterMs: number): Drawn => ({
    ...loss(random, shape, { target: { node }, downMs: 1 }),
    afterMs,
  });
  return [
    {
      kind: 'isolate',
      target: { node: away },
      way: random.chance(1, 2) ? 'both' : 'out',
      how: 'drop',
      loud: false,
      flapMs: 0,
      lastsMs: 4 * cluster.raft.electionTimeoutMinMs,
    },
    lost(one, 1),
    lost(other, soonMs),
  ];
}

function loss(random: Random, shape: Shape, of: Partial<Loss> = {}): Loss {
  return {
    kind: 'logLoss',
    target: target(random, shape),
    part: pick(random, ['any', 'end', 'vote'] as const),
    downMs: downMs(random, shape),
    salt: salt(random),
    ...of,
  };
}

function drawPlain(random: Random, shape: Shape): Drawn[] {
  return [loss(random, shape)];
}

/** The process dies again before the replica can be trusted, and once it is; or the log is damaged again. */
function drawTwice(random: Random, shape: Shape): Drawn[] {
  const who = { node: random.between(1, shape.cluster.nodes) };
  const soon = random.between(20, 2 * shape.cluster.raft.electionTimeoutMinMs);
  const first = loss(random, shape, { target: who, downMs: random.between(1, 100) });
  const again: Drawn = random.chance(1, 3)
    ? loss(random, shape, { target: who })
    : { kind: 'kill', targets: [who], downMs: random.between(1, 200) };
  return [first, { ...again, afterMs: soon }];
}

/**
 * A leader is thought dead and another one elected, by somebody who forgets that at once and hears of the old one only,
 * which does not know either.
 *
 *     moved to it      |
 *     leader refuses     |====|
 *     voter's log            |x|
 *     new leader cut off     |=================|
 */
function drawForgottenVote(random: Random, shape: Shape): Drawn[] {
  const { cluster } = shape;
  const { electionTimeoutMinMs } = cluster.raft;
  const members = Array.from({ length: cluster.nodes }, (_, i) => i + 1);
  const [leader = 1, heir = 2, voter = 3] = pickSome(random, members, 3);
  const movedMs = random.between(300, 1_000);
  const refusedMs = random.between(60, electionTimeoutMinMs);
  const cut = { kind: 'isolate', way: 'both', flapMs: 0 } as const;
  return [
    { kind: 'moveLeader', group: random.between(0, cluster.partitions), to: leader },
    {
      ...cut,
      target: { node: leader },
      how: 'refuse',
      loud: true,
      lastsMs: refusedMs,
      afterMs: movedMs,
    },
    {
      ...loss(random, shape, { target: { node: voter }, part: 'vote', downMs: 1 }),
      afterMs: movedMs + refusedMs - 1,
    },
    {
      ...cut,
      target: { node: heir },
      how: 'drop',
      loud: random.chance(1, 2),
      lastsMs: random.between(1, 6) * electionTimeoutMinMs,
      afterMs: movedMs + refusedMs - 1,
    },
  ];
}

/**
 * One of the voters is away while the others commit; then one of these loses it, and the last one that has it is gone.
 *
 *     away     |==============|
 *     log                    |x|
 *     gone                   |==========|
 */
function drawForgottenEntries(random: Random, shape: Shape): Drawn[] {
  const { cluster } = shape;
  const { electionTimeoutMaxMs } = cluster.raft;
  const members = Array.from({ length: cluster.nodes }, (_, i) => i + 1);
  const awayCount = Math.max(1, (cluster.replicas - 1) >> 1);
  const [loser = 1, ...rest] = pickSome(random, members, cluster.nodes);
  const away = rest.slice(0, awayCount);
  const gone = rest.slice(awayCount);
  const awayMs = random.between(200, 2 * electionTimeoutMaxMs);
  const goneMs = random.between(1, 4) * electionTimeoutMaxMs;
  const isolated = away.map((node): Drawn => {
    const how = pick(random, ['drop', 'clog'] as const);
    const cut = { kind: 'isolate', way: 'both', how, loud: false, flapMs: 0 } as const;
    return { ...cut, target: { node }, lastsMs: awayMs };
  });
  const targets = gone.map((node) => ({ node }));
  return [
    ...isolated,
    {
      ...loss(random, shape, { target: { node: loser }, part: 'end', downMs: 1 }),
      afterMs: awayMs - 1,
    },
    { kind: 'kill', targets, downMs: goneMs, afterMs: awayMs + random.between(0, 5) },
  ];
}
