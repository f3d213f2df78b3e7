import type { ServiceError } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import { clusterService, detailOf, kvService } from '../../src/rpc/index.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import { servedAt } from './fake-host.ts';
import { introduce, TestNode } from './nodes.ts';

const { Outcome, Reason, WriteAck } = ringkv.v1;

function putAccepted(world: World, node: HostNode, value: string): Asked {
  const put = { kind: 'put', key: utf8('k'), value: utf8(value), ttlMs: 0, expect: expectAny };
  const command = { clientId: emptyBytes(), sequence: 0, floor: 0, body: put } as const;
  return world.ask(node, 'k', { type: 'write', command, accepted: true } as never, 2_000);
}

describe('a write with ACCEPTED', () => {
  it('is answered when its leader has queued it, without a revision and without a quorum', async () => {
    const world = await World.start();
    const leader = world.leaderFor('k');
    world.isolate(leader);
    const asked = putAccepted(world, leader, 'v');
    world.until(() => asked.reply !== null, 'an answer', 50);
    expect(asked.reply).toMatchObject({ type: 'accepted', at: { revision: 0, role: 'leader' } });
  });

  it('takes effect like any other when nothing goes wrong, and is answered once', async () => {
    const world = await World.start();
    const asked = putAccepted(world, world.leaderFor('k'), 'v');
    // A second answer would fail the world's own check of it (R10).
    world.until(() => world.mustGet('k') === 'v', 'the value');
    expect(asked.reply).toMatchObject({ type: 'accepted' });
  });

  it('may be lost, and nobody hears of it', async () => {
    const world = await World.start();
    const leader = world.leaderFor('k');
    world.isolate(leader);
    const asked = putAccepted(world, leader, 'v');
    world.until(() => asked.reply !== null, 'an answer', 50);
    const others = [...world.followersFor('k')];
    world.until(
      () => others.some((node) => node.host.leads(world.partitionOf('k') + 1)),
      'another',
    );
    world.mustPut('k', 'of the next leader');
    world.heal();
    world.untilAgreed();
    expect(world.mustGet('k')).toBe('of the next leader');
    expect(asked.reply).toMatchObject({ type: 'accepted' });
  });

  it('is refused like any other where nobody leads', async () => {
    const world = await World.start();
    const [follower] = world.followersFor('k');
    const asked = putAccepted(world, present(follower, 'a follower'), 'v');
    world.until(() => asked.reply !== null, 'an answer');
    expect(asked.reply).toMatchObject({ type: 'failed', failure: { outcome: 'not_executed' } });
  });
});

describe('the setting of the cluster', () => {
  const nodes: TestNode[] = [];
  const put = { header: { ack: WriteAck.ACCEPTED }, key: utf8('k'), value: utf8('v') };

  afterEach(() => {
    for (const node of nodes.splice(0)) node.kill();
  });

  /** The first leads nothing, and sends everything on to the second. */
  async function pair(): Promise<readonly [TestNode, TestNode]> {
    const pairOf = [await TestNode.start(1), await TestNode.start(2)] as const;
    nodes.push(...pairOf);
    introduce(pairOf, false);
    const [one, two] = pairOf;
    one.host.led = new Set();
    one.host.leader = 2;
    two.host.answer = ({ partition }) => ({ type: 'accepted', at: servedAt(partition) });
    return pairOf;
  }

  async function errorOf(call: Promise<unknown>): Promise<ringkv.v1.ErrorDetail | null> {
    return call.then(
      () => null,
      (error: ServiceError) => detailOf(error),
    );
  }

  it('has it off until somebody turns it on, through any node', async () => {
    const [one, two] = await pair();
    expect(await errorOf(one.call(kvService.put, put))).toMatchObject({
      reason: Reason.ACCEPTED_WRITES_OFF,
      outcome: Outcome.NOT_EXECUTED,
    });
    const change = { acceptedWrites: true };
    const changed = await one.call(clusterService.changeSettings, change);
    expect(changed.settings).toMatchObject({ acceptedWrites: true });
    expect(two.view.settings).toEqual({ acceptedWrites: true });
  });

  it('is asked again by the node that leads, whatever the one before believed', async () => {
    const [one, two] = await pair();
    one.view.settings = { acceptedWrites: true };
    expect(await errorOf(one.call(kvService.put, put))).toMatchObject({
      reason: Reason.ACCEPTED_WRITES_OFF,
      outcome: Outcome.NOT_EXECUTED,
    });
    expect(two.host.submitted).toEqual([]);
  });

  it('lets it through to the leader as it was asked for, and the answer says UNKNOWN', async () => {
    const [one, two] = await pair();
    for (const { view } of nodes) view.settings = { acceptedWrites: true };
    const answer = await one.call(kvService.put, put);
    expect(two.host.submitted[0]?.body).toMatchObject({ type: 'write', accepted: true });
    expect(answer.header).toMatchObject({ outcome: Outcome.UNKNOWN, revision: 0, servedBy: 2 });
    expect(answer.succeeded).toBe(false);
  });

  it('is in the status', async () => {
    const [, two] = await pair();
    two.view.settings = { acceptedWrites: true };
    const { settings } = await two.call(clusterService.getStatus, {});
    expect(settings).toMatchObject({ acceptedWrites: true });
  });

  it('is not changed by a request that names none', async () => {
    const [, two] = await pair();
    expect(await errorOf(two.call(clusterService.changeSettings, {}))).toMatchObject({
      reason: Reason.INVALID_REQUEST,
      outcome: Outcome.NOT_EXECUTED,
    });
  });
});
