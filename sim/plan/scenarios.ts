import type { Random } from '../../src/util/random.ts';
import type { CutHow, Link, MemberStep, Target } from '../faults/events.ts';
import { type Drawn, lastsMs, type Shape, salt, target, victims } from './fault-draws.ts';
import { pick, pickSome, pickWeighted } from './pick.ts';

/*
 * Faults that belong together. Each of these stories has broken other systems, and single faults that strike at random
 * hardly ever tell it.
 */

type Way = 'both' | 'in' | 'out';

/** Nobody hears that the streams broke: a leader that is cut off this way notices by silence alone. */
function silently(
  random: Random,
  who: Target,
  way: Way,
  ms: number,
): Extract<Drawn, { kind: 'isolate' }> {
  const how = pick<CutHow>(random, ['drop', 'clog']);
  return { kind: 'isolate', target: who, way, how, loud: false, flapMs: 0, lastsMs: ms };
}

type Noise = Extract<Drawn, { kind: 'noise' }>;

/** On all links, and of this kind only. */
function noise(random: Random, ms: number, of: Partial<Noise>): Noise {
  return {
    kind: 'noise',
    links: [],
    lossPerMille: 0,
    duplicatePerMille: 0,
    reorderPerMille: 0,
    delayMs: 0,
    salt: salt(random),
    lastsMs: ms,
    ...of,
  };
}

/** A leader that was away and does not hear of its successor when it goes on is the one that answers stale reads. */
export function drawPause(random: Random, shape: Shape): Drawn[] {
  const targets = victims(random, shape);
  const ms = 2 * lastsMs(random, shape);
  const pause: Drawn = { kind: 'pause', targets, lastsMs: ms };
  const [one] = targets;
  if (one === undefined || targets.length > 1 || shape.cluster.nodes === 1 || random.chance(1, 2)) {
    return [pause];
  }
  const way = pick<Way>(random, ['both', 'in', 'out']);
  return [silently(random, one, way, 2 * ms), pause];
}

/**
 * A leader stands still until another one leads, and goes on without hearing of it for a while: with requests that came
 * meanwhile, and late answers to what it had asked before. Nothing else has two leaders at once for so long.
 *
 *     noise    |===================|
 *     pause              |======================|
 *     cut                  |=========================|
 */
export function drawDeposal(random: Random, { cluster }: Shape): Drawn[] {
  const { electionTimeoutMinMs, electionTimeoutMaxMs, leaseMs } = cluster.raft;
  const leader = { leaderOf: random.between(0, cluster.partitions) };
  // A lease is waited for before anybody else leads.
  const stoodMs = leaseMs + random.between(electionTimeoutMinMs, 2 * electionTimeoutMaxMs);
  const noisyMs = random.between(100, 2_000);
  const cutMs = stoodMs + random.between(1, 2 * electionTimeoutMinMs);
  const pause: Drawn = { kind: 'pause', targets: [leader], lastsMs: stoodMs, afterMs: noisyMs };
  // What is under way when it stands still is cut off too, or waits for it.
  const afterMs = noisyMs + (random.chance(1, 2) ? 0 : random.between(1, 40));
  const way = pick<Way>(random, ['both', 'both', 'in']);
  const stragglers = noise(random, noisyMs + 20, { duplicatePerMille: 300, reorderPerMille: 600 });
  return [stragglers, pause, { ...silently(random, leader, way, cutMs), afterMs }];
}

/**
 * A leader is left with a bare majority, so that all depends on what the last of its followers have promised: then those
 * forget it in a restart, or everybody finds the leader gone though it lives, or both.
 *
 *     moved to it      |
 *     others lost        |=================================|     cut off, or without heartbeats
 *     restart of one                   |====|
 *     leader refuses                   |=================|
 */
export function drawBareMajority(random: Random, { cluster }: Shape): Drawn[] {
  const { electionTimeoutMinMs, electionTimeoutMaxMs, leaseMs } = cluster.raft;
  const leader = random.between(1, cluster.nodes);
  const others = Array.from({ length: cluster.nodes }, (_, i) => i + 1).filter(
    (member) => member !== leader,
  );
  const kept = pickSome(random, others, Math.max(1, cluster.replicas >> 1));
  const lost = others.filter((member) => !kept.includes(member));
  const movedMs = random.between(50, 500);
  const strikeMs = movedMs + random.between(1, 2 * Math.max(electionTimeoutMaxMs, leaseMs));
  const endMs = random.between(1, 2 * electionTimeoutMaxMs);

  const group = random.between(0, cluster.partitions);
  const drawn: Drawn[] = [{ kind: 'moveLeader', group, to: leader }];
  if (lost.length > 0) {
    const window = { lastsMs: strikeMs + endMs, afterMs: movedMs };
    const out = lost.map((member): Link => [leader, member]);
    const links = [...out, ...lost.map((member): Link => [member, leader])];
    drawn.push(
      random.chance(1, 2)
        ? { kind: 'cutLinks', links, how: 'drop', loud: false, flapMs: 0, ...window }
        : { kind: 'dropType', links: out, what: 'heartbeat', ...window },
    );
  }
  const strike = pickWeighted(random, [
    ['restart', 1],
    ['cut', 2],
    ['both', 2],
  ] as const);
  if (strike !== 'cut') {
    const targets = kept.map((node) => ({ node }));
    const downMs = random.between(1, electionTimeoutMinMs >> 2);
    drawn.push({ kind: 'kill', targets, downMs, afterMs: strikeMs });
  }
  if (strike !== 'restart') {
    const cut = silently(random, { node: leader }, 'both', endMs);
    drawn.push({ ...cut, how: 'refuse', loud: true, afterMs: strikeMs });
  }
  return drawn;
}

/**
 * A leader that is cut off takes writes that its slow disk is still busy with when the next leader replaces them: what the
 * disk then reports is not what the log holds (pitfall 35).
 */
export function drawOverwrite(random: Random, { cluster }: Shape): Drawn[] {
  const { electionTimeoutMinMs, electionTimeoutMaxMs } = cluster.raft;
  const leader = { leaderOf: random.between(0, cluster.partitions) };
  // Another one leads by then, and the disk is not done yet.
  const cutMs = electionTimeoutMaxMs + random.between(1, electionTimeoutMinMs);
  const extraMs = random.between(electionTimeoutMinMs, 2 * electionTimeoutMaxMs);
  return [
    { kind: 'slowDisk', target: leader, what: 'log', extraMs, lastsMs: 2 * cutMs },
    silently(random, leader, 'both', cutMs),
  ];
}

/** A follower that was away long enough comes back and pulls a snapshot, which is cut off. */
export function drawPulls(random: Random, shape: Shape): Drawn[] {
  const downMs = 2 * random.between(1, shape.downMaxMs);
  return [
    { kind: 'kill', targets: [target(random, shape)], downMs },
    {
      kind: 'cutPulls',
      afterChunks: random.between(0, 6),
      how: pick(random, ['fails', 'silence']),
      lastsMs: 4 * lastsMs(random, shape),
    },
  ];
}

/**
 * Any voter may be demoted and promoted again, at most three at once, and nodes that held none get a replica. Alone; one
 * change upon the other; under a leader that has only just begun; or with one that dies on the way, so that another one
 * has to leave the joint configuration.
 */
export function drawMembers(random: Random, shape: Shape): Drawn[] {
  const { nodes, partitions } = shape.cluster;
  const group = random.between(0, partitions);
  const members = Array.from({ length: nodes }, (_, i) => i + 1);
  if (random.chance(1, 4)) {
    return [{ kind: 'grantReplica', group, member: pick(random, members) }];
  }
  const change = (afterMs: number): Drawn => {
    const steps = pickSome(random, members, pick(random, [1, 2, 3, 3])).map(
      (member): MemberStep => ({ member, becomes: random.chance(1, 2) ? 'voter' : 'learner' }),
    );
    return { kind: 'changeMembers', group, steps, stale: random.chance(1, 10), afterMs };
  };
  const soon = (): number => random.between(0, 60);
  switch (pick(random, ['alone', 'several', 'early', 'orphaned'] as const)) {
    case 'alone':
      return [change(0)];
    case 'several':
      return [change(0), change(soon()), change(soon())];
    case 'early': {
      // Messages that take their time stretch the moments before the first commit of its term.
      const slow = noise(random, 600, { delayMs: random.between(5, 60) });
      const moved: Drawn = { kind: 'moveLeader', group, to: pick(random, members) };
      return [slow, moved, ...Array.from({ length: 4 }, () => change(random.between(0, 300)))];
    }
    case 'orphaned': {
      const downMs = random.between(1, shape.downMaxMs);
      const killed = { kind: 'kill', targets: [{ leaderOf: group }], downMs } as const;
      return [change(0), { ...killed, afterMs: soon() >> 1 }];
    }
  }
}

/**
 * A process dies young, twice, while answers to its former lives are under way; and of its new questions none arrives, so
 * that they are still open when those come (R6).
 *
 *     noise   |======================================|
 *     killed  |=|                  |=|
 *     mute                            |==========|
 */
export function drawRebirth(random: Random, { cluster }: Shape): Drawn[] {
  const who = { node: random.between(1, cluster.nodes) };
  const lifeMs = random.between(300, 2_000);
  const downMs = random.between(1, 100);
  const muteMs = random.between(1, 2 * cluster.raft.electionTimeoutMaxMs);
  const kill: Drawn = { kind: 'kill', targets: [who], downMs };
  return [
    noise(random, lifeMs + muteMs, { reorderPerMille: 600 }),
    kill,
    { ...kill, afterMs: downMs + lifeMs },
    { ...silently(random, who, 'out', muteMs), afterMs: 2 * downMs + lifeMs + 1 },
  ];
}
