import { describe, expect, it } from 'vitest';
import { type Asked, World } from '../../sim/world/world.ts';
import { expectAny } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { Random } from '../../src/util/random.ts';

describe('three hosts', () => {
  it('form a cluster, and an acknowledged put is on all of them', async () => {
    const world = await World.start();
    for (let i = 0; i < 50; i++) world.mustPut(`key-${i}`, `value-${i}`);
    world.untilAgreed();
    for (const node of world.nodes) {
      for (let i = 0; i < 50; i++) {
        expect(world.get(node, `key-${i}`, 'eventual').value).toBe(`value-${i}`);
      }
    }
  });

  it('answer a linearizable read at the leader and name the leader elsewhere', async () => {
    const world = await World.start();
    world.mustPut('a', '1');
    expect(world.mustGet('a')).toBe('1');
    expect(world.mustGet('missing')).toBeNull();
    for (const follower of world.followersFor('a')) {
      const asked = world.get(follower, 'a');
      expect(asked.reply).toMatchObject({
        type: 'failed',
        failure: { reason: 'NOT_LEADER', leader: world.leaderFor('a').member },
      });
    }
  });

  it('answer many operations of one turn with one log frame and one sync', async () => {
    const world = await World.start({ partitions: 8 });
    world.run(5_000);
    const leader = world.leaderFor('k-0');
    const keys = Array.from({ length: 400 }, (_, i) => `k-${i}`).filter(
      (key) => world.leaderFor(key) === leader,
    );
    const before = leader.disk.count('sync');
    const asked = keys.map((key) => world.put(leader, key, 'x'));
    world.until(() => asked.every(({ reply }) => reply !== null), 'all answered');
    expect(keys.length).toBeGreaterThan(50);
    expect(asked.every(({ outcome }) => outcome === 'ok')).toBe(true);
    // One frame with the entries of all groups; the commit index of later turns may ride in one or two more.
    expect(leader.disk.count('sync') - before).toBeLessThanOrEqual(3);
  });

  it('spread leadership as placed, also after a restart moved it', async () => {
    const world = await World.start({ partitions: 12 });
    const led = (): number[] =>
      world.nodes.map(
        (node) =>
          node.host.replicaStatus().filter((s) => s.group > 0 && s.role === 'leader').length,
      );
    world.until(() => Math.max(...led()) - Math.min(...led()) <= 1, 'leaders are spread');
    world.node(2).kill();
    world.untilServing();
    world.node(2).start();
    world.until(() => Math.max(...led()) - Math.min(...led()) <= 1, 'leaders are spread again');
  });
});

describe('leaderships', () => {
  it('that somebody moved stay, until the preferred node has been away', async () => {
    const world = await World.start();
    world.run(5_000);
    const from = present(world.leaderOf(1), 'leader');
    const to = (from.member % 3) + 1;
    let moved: string | null = 'pending';
    from.host.moveLeader(1, to, (error) => {
      moved = error;
    });
    world.until(() => moved !== 'pending' && world.leaderOf(1)?.member === to, 'moved');
    expect(moved).toBeNull();
    world.run(30_000);
    expect(world.leaderOf(1)?.member).toBe(to);
    from.kill();
    world.run(1_000);
    from.start();
    world.until(() => world.leaderOf(1) === from, 'given back');
  });

  it('are not handed around when all nodes stop together', async () => {
    const world = await World.start();
    world.run(5_000);
    let drained = 0;
    for (const node of world.nodes) node.host.drain(() => drained++);
    const since = world.time.now;
    world.until(() => drained === 3, 'all drained');
    expect(world.time.now - since).toBeLessThan(1_000);
  });
});

describe('failures', () => {
  it('a killed leader is replaced well within two seconds, and nothing acknowledged is lost', async () => {
    const world = await World.start();
    for (let i = 0; i < 30; i++) world.mustPut(`key-${i}`, `${i}`);
    const victim = world.leaderFor('key-0');
    victim.kill();
    const since = world.time.now;
    world.untilServing(2_000);
    expect(world.time.now - since).toBeLessThan(1_000);
    for (let i = 0; i < 30; i++) expect(world.mustGet(`key-${i}`)).toBe(`${i}`);
    victim.start();
    world.mustPut('later', 'x');
    world.untilAgreed();
  });

  it('power loss on all nodes at once keeps every acknowledged write', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const world = await World.start();
      const random = new Random(seed);
      const acknowledged = new Map<string, string>();
      for (let i = 0; i < 40; i++) {
        const key = `key-${random.between(0, 9)}`;
        world.mustPut(key, `${i}`);
        acknowledged.set(key, `${i}`);
        if (random.chance(1, 4)) world.run(random.between(1, 120));
      }
      const doubtful = world.put(world.leaderFor('doubt'), 'doubt', 'maybe');
      for (const node of world.nodes) node.losePower(() => random.chance(1, 2));
      for (const node of world.nodes) node.start();
      world.untilServing();
      for (const [key, value] of acknowledged)
        expect([seed, world.mustGet(key)]).toEqual([seed, value]);
      expect(doubtful.outcome).toBe('pending');
      expect([null, 'maybe']).toContain(world.mustGet('doubt'));
      world.untilAgreed();
    }
  });

  it('an isolated leader never answers a read and calls its write unknown', async () => {
    const world = await World.start();
    world.mustPut('a', 'old');
    const old = world.leaderFor('a');
    const group = world.partitionOf('a') + 1;
    world.isolate(old);
    const write = world.put(old, 'a', 'lost?');
    const read = world.get(old, 'a');
    world.until(() => ![null, old].includes(world.leaderOf(group)), 'a new leader');
    world.mustPut('a', 'new');
    const stale = world.get(old, 'a');
    world.until(
      () => write.reply !== null && read.reply !== null && stale.reply !== null,
      'answers',
    );
    expect(write.outcome).toBe('unknown');
    expect([read.outcome, stale.outcome]).toEqual(['not_executed', 'not_executed']);
    world.heal();
    world.untilAgreed();
    expect(world.mustGet('a')).toBe('new');
  });

  it('without a quorum nothing is acknowledged, and EVENTUAL reads go on', async () => {
    const world = await World.start();
    world.mustPut('a', '1');
    world.run(500);
    const survivor = world.leaderFor('a');
    for (const node of world.nodes) if (node !== survivor) node.kill();
    const write = world.put(survivor, 'a', '2');
    world.run(6_000);
    expect(write.outcome).toBe('unknown');
    const later = world.put(survivor, 'a', '3');
    expect(later.reply).toMatchObject({ type: 'failed', failure: { outcome: 'not_executed' } });
    expect(['1', '2']).toContain(world.get(survivor, 'a', 'eventual').value);
    for (const node of world.nodes) if (!node.alive) node.start();
    world.untilServing();
    expect(['1', '2']).toContain(world.mustGet('a'));
  });

  it('all nodes paused for a minute serve again within two seconds', async () => {
    const world = await World.start();
    world.mustPut('a', '1');
    for (const node of world.nodes) node.clock.pause();
    world.run(60_000);
    for (const node of world.nodes) node.clock.resume();
    const since = world.time.now;
    const asked = world.put(world.leaderFor('a'), 'a', '2');
    world.until(() => asked.reply !== null, 'an answer', 2_000);
    world.untilServing(2_000);
    expect(world.mustGet('a')).toMatch(/[12]/);
    expect(world.time.now - since).toBeLessThan(2_000);
  });

  it('a node far behind the log catches up by a snapshot', async () => {
    const world = await World.start({ segmentBytes: 8_192 });
    world.run(4_000);
    const absent = world.node(3);
    absent.kill();
    world.untilServing();
    for (let i = 0; i < 400; i++) world.mustPut(`key-${i % 100}`, `value-${i}`.padEnd(200, '.'));
    world.run(70_000);
    // Whoever leads has purged what the absent node would need next (R22).
    const purged = [1, 2, 3, 4].map((group) => {
      const first = world.leaderOf(group)?.host.group(group)?.raft.status().firstIndex ?? 0;
      return first > absent.store.flushedIndex(group) + 1;
    });
    expect(purged).toContain(true);
    let installs = 0;
    world.pulled = () => installs++;
    absent.start();
    world.untilAgreed();
    for (let i = 0; i < 100; i++) {
      expect(world.get(absent, `key-${i}`, 'eventual').value).toBe(world.mustGet(`key-${i}`));
    }
    expect(installs).toBeGreaterThan(0);
    absent.kill();
    absent.start();
    world.mustPut('after', 'x');
    world.untilAgreed();
  });
});

describe('expiry is ordered by the log (R28, R29)', () => {
  it('a key past its time is gone for a linearizable read, by an entry', async () => {
    const world = await World.start();
    world.mustPut('s', 'x', 1_000);
    expect(world.mustGet('s')).toBe('x');
    world.run(1_001);
    expect(world.mustGet('s')).toBeNull();
    world.untilAgreed();
  });

  it('a put if-absent right after the time finds the key gone', async () => {
    const world = await World.start();
    world.mustPut('s', 'x', 1_000);
    world.run(1_001);
    const key = utf8('s');
    const asked = world.write(world.leaderFor('s'), 's', {
      kind: 'put',
      key,
      value: utf8('y'),
      ttlMs: 0,
      expect: { type: 'absent' },
    });
    world.until(() => asked.reply !== null, 'an answer');
    expect(asked.outcome).toBe('ok');
    expect(world.mustGet('s')).toBe('y');
  });

  it('a key that nobody asks for is swept', async () => {
    const world = await World.start();
    for (let i = 0; i < 20; i++) world.mustPut(`s-${i}`, 'x', 500);
    world.run(2_000);
    for (const node of world.nodes) {
      for (let i = 0; i < 20; i++) expect(world.get(node, `s-${i}`, 'eventual').value).toBeNull();
    }
  });

  it('one clock that is an hour fast expires nothing early', async () => {
    const world = await World.start();
    world.node(1).clock.wallOffsetMs = 3_600_000;
    world.run(1_000);
    for (let i = 0; i < 8; i++) world.mustPut(`s-${i}`, 'x', 60_000);
    world.run(30_000);
    for (let i = 0; i < 8; i++) expect(world.mustGet(`s-${i}`)).toBe('x');
  });

  it('a touch before the time keeps it alive', async () => {
    const world = await World.start();
    world.mustPut('s', 'x', 1_000);
    world.run(800);
    const touched = world.write(world.leaderFor('s'), 's', {
      kind: 'touch',
      key: utf8('s'),
      ttlMs: 1_000,
    });
    world.run(700);
    expect(touched.outcome).toBe('ok');
    expect(world.mustGet('s')).toBe('x');
    world.run(400);
    expect(world.mustGet('s')).toBeNull();
  });
});

describe('overload', () => {
  it('a leader whose disk hangs refuses writes before its log buffer grows without end', async () => {
    const world = await World.start({ partitions: 1 });
    world.run(4_000);
    const leader = world.leaderFor('a');
    leader.disk.hangAt('sync');
    const asked: Asked[] = [];
    // 25 MiB within 100 ms, long before the hung disk costs the leader its office.
    for (let i = 0; i < 100; i++) {
      asked.push(world.put(leader, 'a', 'x'.repeat(256 * 1_024)));
      world.run(1);
    }
    const refused = asked.filter(({ reply }) => reply?.type === 'failed');
    expect(refused.length).toBeGreaterThan(50);
    for (const { reply } of refused) {
      expect(reply).toMatchObject({
        failure: {
          reason: 'OVERLOADED',
          outcome: 'not_executed',
          message: 'too much waits for the disk of this node',
        },
      });
    }
  });
});

describe('answers', () => {
  it('an operation whose deadline has passed before it began is not executed', async () => {
    const world = await World.start();
    const leader = world.leaderFor('a');
    const body = {
      kind: 'put',
      key: utf8('a'),
      value: utf8('x'),
      ttlMs: 0,
      expect: expectAny,
    } as const;
    const asked = world.write(leader, 'a', body, 0);
    world.run(10);
    expect(asked.reply).toMatchObject({
      type: 'failed',
      failure: { reason: 'DEADLINE', outcome: 'not_executed' },
    });
    expect(world.mustGet('a')).toBeNull();
  });

  it('a scan of a database that hangs ends with its deadline, and is answered once (R10)', async () => {
    const world = await World.start();
    world.mustPut('a', '1');
    const leader = world.leaderFor('a');
    const release = leader.database.hang();
    const scan = {
      type: 'scan',
      prefix: utf8('a'),
      after: null,
      limit: 10,
      keysOnly: false,
      level: 'eventual',
    } as const;
    const asked = world.ask(leader, 'a', scan, 500);
    world.run(400);
    expect(asked.reply).toBeNull();
    world.run(400);
    expect(asked.reply).toMatchObject({
      type: 'failed',
      failure: { reason: 'DEADLINE', outcome: 'not_executed' },
    });
    release();
    world.run(1_000);
    const again = world.ask(world.leaderFor('a'), 'a', scan);
    world.until(() => again.reply !== null, 'an answer of the database that works again');
    expect(again.reply).toMatchObject({ type: 'page', records: [{ key: utf8('a') }] });
  });

  it('a node that drains gives its leaderships away and refuses new work', async () => {
    const world = await World.start();
    const leader = world.leaderFor('a');
    let drained = false;
    leader.host.drain(() => {
      drained = true;
    });
    expect(world.put(leader, 'a', 'x').reply).toMatchObject({ failure: { reason: 'DRAINING' } });
    world.until(() => drained, 'drained', 2_000);
    expect(leader.host.replicaStatus().some(({ role }) => role === 'leader')).toBe(false);
    world.mustPut('a', 'y');
  });

  it('a transfer under load loses no answer: every write ends ok or not executed', async () => {
    const world = await World.start();
    world.run(4_000);
    const group = world.partitionOf('a') + 1;
    const asked: Asked[] = [];
    for (let i = 0; i < 200; i++) {
      const leader = world.leaderOf(group);
      if (leader !== null) asked.push(world.put(leader, 'a', `${i}`));
      if (i % 50 === 10 && leader !== null) {
        leader.host.moveLeader(group, (leader.member % 3) + 1, () => {});
      }
      world.run(1);
    }
    world.until(() => asked.every(({ reply }) => reply !== null), 'all answered');
    const outcomes = new Set(asked.map(({ outcome }) => outcome));
    expect(outcomes.has('unknown')).toBe(false);
    expect(outcomes.has('ok')).toBe(true);
  });
});
