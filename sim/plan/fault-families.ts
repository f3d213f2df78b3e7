import type { DiskOperation } from '../../src/storage/memory-disk.ts';
import type { Random } from '../../src/util/random.ts';
import type { CutHow, DroppedType, Kept, MemberStep } from '../faults/events.ts';
import { hours } from './cluster-plan.ts';
import { drawCut } from './cut-shapes.ts';
import {
  type Drawn,
  downMs,
  lastsMs,
  type Shape,
  salt,
  someLinks,
  target,
  victims,
} from './fault-draws.ts';
import { pick, pickSome, pickWeighted } from './pick.ts';

interface Family {
  /** It makes sense with one node, too. */
  readonly alone: boolean;
  draw(random: Random, shape: Shape): Drawn[];
}

/** The kinds of trouble that a run has or has not. */
export const families = {
  cuts: { alone: false, draw: (random, shape) => [drawCut(random, shape)] },
  noise: { alone: false, draw: drawNoise },
  drops: { alone: false, draw: drawDrops },
  resets: {
    alone: false,
    draw: (random, shape) => [{ kind: 'breakStreams', links: someLinks(random, shape) }],
  },
  pulls: { alone: false, draw: drawPulls },
  kills: {
    alone: true,
    draw: (random, shape) => [
      { kind: 'kill', targets: victims(random, shape), downMs: downMs(random, shape) },
    ],
  },
  power: {
    alone: true,
    draw: (random, shape) => [
      {
        kind: 'powerLoss',
        targets: victims(random, shape),
        kept: drawKept(random),
        downMs: downMs(random, shape),
        salt: salt(random),
      },
    ],
  },
  crashes: { alone: true, draw: drawCrash },
  pauses: { alone: true, draw: drawPause },
  deposals: { alone: false, draw: drawDeposal },
  errors: { alone: true, draw: drawError },
  slowness: { alone: true, draw: drawSlowness },
  hangs: { alone: true, draw: drawHang },
  rot: {
    alone: true,
    draw: (random, shape) => [
      {
        kind: 'bitRot',
        target: target(random, shape),
        downMs: downMs(random, shape),
        salt: salt(random),
      },
    ],
  },
  jumps: {
    alone: true,
    draw: (random, shape) => [
      { kind: 'wallJump', target: target(random, shape), byMs: jumpMs(random) },
    ],
  },
  drift: {
    alone: true,
    draw: (random, shape) => [
      {
        kind: 'drift',
        target: target(random, shape),
        ppm: pick(random, [-1, 1]) * random.between(1_000, 80_000),
        lastsMs: 4 * lastsMs(random, shape),
      },
    ],
  },
  moves: {
    alone: false,
    draw: (random, { cluster }) => [
      {
        kind: 'moveLeader',
        group: random.between(0, cluster.partitions),
        to: random.between(1, cluster.nodes),
      },
    ],
  },
  members: { alone: false, draw: drawMembers },
} as const satisfies Record<string, Family>;
export type FamilyName = keyof typeof families;

function drawKept(random: Random): Kept {
  return pickWeighted(random, [
    ['some', 3],
    ['none', 1],
    ['all', 1],
  ]);
}

function drawNoise(random: Random, shape: Shape): Drawn[] {
  const some = (max: number): number => (random.chance(1, 2) ? random.between(1, max) : 0);
  return [
    {
      kind: 'noise',
      links: someLinks(random, shape),
      lossPerMille: some(400),
      duplicatePerMille: some(500),
      reorderPerMille: some(500),
      delayMs: some(shape.cluster.raft.electionTimeoutMinMs),
      salt: salt(random),
      lastsMs: 2 * lastsMs(random, shape),
    },
  ];
}

const droppable: readonly DroppedType[] = [
  'preVote',
  'preVoteReply',
  'vote',
  'voteReply',
  'append',
  'appendReply',
  'heartbeat',
  'heartbeatReply',
  'snapshot',
  'timeoutNow',
  'nodeHeartbeat',
  'nodeHeartbeatAck',
];

function drawDrops(random: Random, shape: Shape): Drawn[] {
  return [
    {
      kind: 'dropType',
      links: someLinks(random, shape),
      what: pick(random, droppable),
      lastsMs: 2 * lastsMs(random, shape),
    },
  ];
}

/** A follower that was away long enough comes back and pulls a snapshot, which is cut off. */
function drawPulls(random: Random, shape: Shape): Drawn[] {
  const away = target(random, shape);
  return [
    { kind: 'kill', targets: [away], downMs: 2 * downMs(random, shape) },
    {
      kind: 'cutPulls',
      afterChunks: random.between(0, 6),
      how: pick(random, ['fails', 'silence']),
      lastsMs: 4 * lastsMs(random, shape),
    },
  ];
}

function drawCrash(random: Random, shape: Shape): Drawn[] {
  return [
    {
      kind: 'crashAt',
      target: target(random, shape),
      operations: random.between(1, 40),
      kept: drawKept(random),
      downMs: downMs(random, shape),
      salt: salt(random),
    },
  ];
}

/** A leader that was away and does not hear of its successor when it goes on is the one that answers stale reads. */
function drawPause(random: Random, shape: Shape): Drawn[] {
  const targets = victims(random, shape);
  const ms = 2 * lastsMs(random, shape);
  const pause: Drawn = { kind: 'pause', targets, lastsMs: ms };
  const [one] = targets;
  if (one === undefined || targets.length > 1 || shape.cluster.nodes === 1 || random.chance(1, 2)) {
    return [pause];
  }
  const how: CutHow = pick(random, ['drop', 'clog']);
  const way = pick(random, ['both', 'in', 'out'] as const);
  const cut: Drawn = {
    kind: 'isolate',
    target: one,
    way,
    how,
    loud: false,
    flapMs: 0,
    lastsMs: 2 * ms,
  };
  return [cut, pause];
}

/**
 * A leader stands still until another one leads, and goes on without hearing of it for a while: with requests that came
 * meanwhile, and late answers to what it had asked before. Nothing else has two leaders at once for so long.
 *
 *     noise    |===================|
 *     pause              |======================|
 *     cut                  |=========================|
 */
function drawDeposal(random: Random, { cluster }: Shape): Drawn[] {
  const { electionTimeoutMinMs, electionTimeoutMaxMs } = cluster.raft;
  const leader = { leaderOf: random.between(0, cluster.partitions) };
  const stoodMs = random.between(electionTimeoutMinMs, 2 * electionTimeoutMaxMs);
  const noisyMs = random.between(100, 2_000);
  const cut = {
    kind: 'isolate',
    target: leader,
    way: pick(random, ['both', 'both', 'in'] as const),
    how: pick<CutHow>(random, ['drop', 'clog']),
    loud: false,
    flapMs: 0,
    lastsMs: stoodMs + random.between(1, 2 * electionTimeoutMinMs),
    // What is under way when it stands still is cut off too, or waits for it.
    afterMs: noisyMs + (random.chance(1, 2) ? 0 : random.between(1, 40)),
  } as const;
  const noise = {
    kind: 'noise',
    links: [],
    lossPerMille: 0,
    duplicatePerMille: 300,
    reorderPerMille: 600,
    delayMs: 0,
    salt: salt(random),
    lastsMs: noisyMs + 20,
  } as const;
  const pause = {
    kind: 'pause',
    targets: [leader],
    lastsMs: stoodMs,
    afterMs: noisyMs,
  } as const;
  return [noise, pause, cut];
}

function drawError(random: Random, shape: Shape): Drawn[] {
  const where = { target: target(random, shape), downMs: downMs(random, shape) };
  if (random.chance(1, 4)) {
    return [{ kind: 'engineError', reached: random.chance(1, 2), ...where }];
  }
  const operation: DiskOperation = pickWeighted(random, [
    ['sync', 4],
    ['write', 3],
    ['open', 1],
    ['read', 1],
    ['remove', 1],
    ['syncDirectory', 1],
  ]);
  return [{ kind: 'diskError', operation, nth: random.between(1, 10), ...where }];
}

function drawSlowness(random: Random, shape: Shape): Drawn[] {
  return [
    {
      kind: 'slowDisk',
      target: target(random, shape),
      what: pick(random, ['log', 'database', 'both']),
      extraMs: random.between(1, shape.cluster.raft.electionTimeoutMaxMs),
      lastsMs: 2 * lastsMs(random, shape),
    },
  ];
}

function drawHang(random: Random, shape: Shape): Drawn[] {
  return [
    {
      kind: 'hangDisk',
      target: target(random, shape),
      what: pick(random, ['log', 'database', 'both']),
      end: pick(random, ['release', 'kill', 'powerLoss']),
      lastsMs: 2 * lastsMs(random, shape),
      downMs: downMs(random, shape),
      salt: salt(random),
    },
  ];
}

function jumpMs(random: Random): number {
  return random.chance(1, 2) ? random.between(-3_000, 3_000) : hours(random);
}

/** Any voter may be demoted and promoted again, at most three at once, and nodes that held none get a replica. */
function drawMembers(random: Random, { cluster }: Shape): Drawn[] {
  const group = random.between(0, cluster.partitions);
  const members = Array.from({ length: cluster.nodes }, (_, i) => i + 1);
  if (random.chance(1, 4)) {
    return [{ kind: 'grantReplica', group, member: pick(random, members) }];
  }
  const steps = pickSome(random, members, pick(random, [1, 2, 3, 3])).map(
    (member): MemberStep => ({ member, becomes: random.chance(1, 2) ? 'voter' : 'learner' }),
  );
  return [{ kind: 'changeMembers', group, steps, stale: random.chance(1, 10) }];
}
