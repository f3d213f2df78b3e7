import { World } from '../../sim/world/world.ts';
import type { Reply } from '../../src/server/host/operation.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import type { Given, Story } from './error-stories.ts';

const key = utf8('k');
const plainPut = { put: { key, value: utf8('v') } };
const plainGet = { get: { key } };

/** What the real host of a world in trouble answers, given to whoever asks the node. */
function fromHost(trouble: (world: World) => Promise<Reply> | Reply): Given {
  return async (node) => {
    const reply = await trouble(await World.start());
    node.host.answer = () => reply;
  };
}

function replyOf(world: World, asked: { readonly reply: Reply | null }, limitMs?: number): Reply {
  world.until(() => asked.reply !== null, 'an answer', limitMs);
  return present(asked.reply, 'an answer');
}

function putBody(value = 'v', strictAll = false) {
  const body = { kind: 'put', key, value: utf8(value), ttlMs: 0, expect: expectAny } as const;
  const command = { clientId: emptyBytes(), sequence: 0, floor: 0, body };
  return strictAll
    ? ({ type: 'write', command, ackAll: true, strictAll } as const)
    : ({ type: 'write', command } as const);
}

/** Of the host: consensus, disks and clocks. */
export const hostStories: readonly Story[] = [
  {
    reason: 'NOT_LEADER',
    outcome: 'NOT_EXECUTED',
    when: 'another node leads',
    request: plainPut,
    given: fromHost((world) =>
      replyOf(world, world.put(present(world.followersFor('k')[0], 'one'), 'k', 'v')),
    ),
  },
  {
    reason: 'NO_LEADER',
    outcome: 'NOT_EXECUTED',
    when: 'its majority is lost',
    request: plainPut,
    given: fromHost((world) => {
      const leader = world.leaderFor('k');
      world.isolate(leader);
      world.until(() => !leader.host.leads(world.partitionOf('k') + 1), 'it leads no more');
      return replyOf(world, world.put(leader, 'k', 'v'));
    }),
  },
  {
    reason: 'LEADER_CHANGED',
    outcome: 'UNKNOWN',
    when: 'another entry took the place of the write',
    request: plainPut,
    given: fromHost((world) => {
      const leader = world.leaderFor('k');
      world.isolate(leader);
      const asked = world.ask(leader, 'k', putBody(), 60_000);
      const group = world.partitionOf('k') + 1;
      world.until(() => (world.leaderOf(group) ?? leader) !== leader, 'another leader');
      world.mustPut('k', 'w');
      world.heal();
      return replyOf(world, asked, 60_000);
    }),
  },
  {
    reason: 'DEADLINE',
    outcome: 'UNKNOWN',
    when: 'the write is appended and no majority has it',
    request: plainPut,
    given: fromHost((world) => {
      const leader = world.leaderFor('k');
      world.isolate(leader);
      return replyOf(world, world.ask(leader, 'k', putBody(), 200));
    }),
  },
  {
    reason: 'DEADLINE',
    outcome: 'NOT_EXECUTED',
    when: 'no majority confirms a read',
    request: plainGet,
    given: fromHost((world) => {
      const leader = world.leaderFor('k');
      world.isolate(leader);
      return replyOf(
        world,
        world.ask(leader, 'k', { type: 'get', key, level: 'linearizable' }, 200),
      );
    }),
  },
  {
    reason: 'DEADLINE',
    outcome: 'EXECUTED',
    when: 'a strict write with ALL lacks a voter',
    request: plainPut,
    given: fromHost((world) => {
      present(world.followersFor('k')[0], 'one').kill();
      return replyOf(world, world.ask(world.leaderFor('k'), 'k', putBody('v', true), 2_000));
    }),
  },
  {
    reason: 'OVERLOADED',
    outcome: 'NOT_EXECUTED',
    when: 'too much waits for a quorum',
    request: plainPut,
    given: fromHost((world) => {
      const leader = world.leaderFor('k');
      world.isolate(leader);
      const large = 'x'.repeat(1_000_000);
      const asked = Array.from({ length: 24 }, () =>
        world.ask(leader, 'k', putBody(large), 60_000),
      );
      const refused = () => asked.find(({ reply }) => reply !== null);
      world.until(() => refused() !== undefined, 'a refusal', 900);
      return replyOf(world, present(refused(), 'a refusal'));
    }),
  },
  {
    reason: 'SPACE_QUOTA',
    outcome: 'NOT_EXECUTED',
    when: 'the disk is nearly full',
    request: plainPut,
    given: fromHost((world) => {
      const leader = world.leaderFor('k');
      leader.host.diskLow = true;
      return replyOf(world, world.put(leader, 'k', 'v'));
    }),
  },
  {
    reason: 'SESSION_NOT_REACHED',
    outcome: 'NOT_EXECUTED',
    when: 'the replica has not got as far',
    request: plainGet,
    given: fromHost((world) => {
      const follower = present(world.followersFor('k')[0], 'one');
      const asked = world.read(follower, 'k', { level: 'session', minRevision: 99 });
      return replyOf(world, asked);
    }),
  },
  {
    reason: 'TOO_STALE',
    outcome: 'NOT_EXECUTED',
    when: 'the replica is cut off',
    request: plainGet,
    given: fromHost((world) => {
      const follower = present(world.followersFor('k')[0], 'one');
      world.isolate(follower);
      const asked = world.read(follower, 'k', { level: 'bounded_staleness', maxStalenessMs: 1 });
      return replyOf(world, asked);
    }),
  },
];
