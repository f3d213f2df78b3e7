import type { DiskOperation } from '../../src/storage/memory-disk.ts';
import type { Random } from '../../src/util/random.ts';
import type { DroppedType, Kept } from '../faults/events.ts';
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
import { pick, pickWeighted } from './pick.ts';
import {
  drawBareMajority,
  drawDeposal,
  drawMembers,
  drawOverwrite,
  drawPause,
  drawPulls,
  drawRebirth,
} from './scenarios.ts';

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
  bareMajorities: { alone: false, draw: drawBareMajority },
  overwrites: { alone: false, draw: drawOverwrite },
  rebirths: { alone: false, draw: drawRebirth },
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

function drawError(random: Random, shape: Shape): Drawn[] {
  const where = { target: target(random, shape), downMs: downMs(random, shape) };
  if (random.chance(1, 4)) {
    const reached = random.chance(1, 2);
    if (random.chance(1, 3)) return [{ kind: 'engineError', reached, ...where }];
    const { target: full } = where;
    return [
      { kind: 'fullDatabase', target: full, told: reached, lastsMs: 4 * lastsMs(random, shape) },
    ];
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
