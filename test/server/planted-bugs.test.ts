import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { HostNode } from '../../sim/world/node.ts';
import { type Asked, World } from '../../sim/world/world.ts';
import { CliError } from '../../src/cli/errors.ts';
import { parseKvd } from '../../src/cli/kvd-program.ts';
import { runNode } from '../../src/cli/kvd-run.ts';
import { envName, settingKeys } from '../../src/cli/kvd-settings.ts';
import type { CommandBody } from '../../src/storage/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { noPlantedBugs, type PlantedBugs } from '../../src/util/planted-bugs.ts';
import { Watcher } from './watcher.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const names = Object.keys(noPlantedBugs) as (keyof PlantedBugs)[];

function only(name: keyof PlantedBugs): PlantedBugs {
  return { ...noPlantedBugs, [name]: true };
}

describe('the switches of planted bugs (R45)', () => {
  it('are all off, for good, where nobody hands down others', () => {
    expect(Object.values(noPlantedBugs)).toEqual(names.map(() => false));
    expect(Object.isFrozen(noPlantedBugs)).toBe(true);
  });

  it('are set by nothing in the package', () => {
    const setting = new RegExp(
      `\\b(${names.join('|')})\\b['"]?\\]?\\s*[:=](?!=|\\s*(false|boolean)\\b)`,
    );
    // The pattern finds what it is for.
    for (const text of ['{ localReads: true }', "bugs['localReads'] = on", 'localReads = 1']) {
      expect(text).toMatch(setting);
    }
    const found = ['src', 'bin', 'dist'].flatMap(filesIn).filter((path) => {
      const text = readFileSync(path, 'utf8');
      return setting.test(text) || text.includes('...noPlantedBugs');
    });
    expect(found).toEqual([]);
  });

  it('are in no flag, variable or file of kvd, and kvd starts its node without them', async () => {
    const spoken = settingKeys.flatMap((key) => [key, envName(key)]).join(' ');
    expect(spoken).not.toMatch(new RegExp(`plant|${names.join('|')}`, 'i'));
    const readFile = (): string => JSON.stringify({ planted: 'localReads' });
    for (const name of names) {
      expect(() => parseKvd(['--planted', name], {}, readFile)).toThrow(CliError);
    }
    expect(() => parseKvd(['--config', 'kvd.json'], {}, readFile)).toThrow(/planted is no setting/);
    const env = { KVD_PLANTED: 'localReads', KVD_LOCAL_READS: 'true' };
    const request = parseKvd([], env, readFile);
    if (request.kind !== 'run') throw new Error(request.text);
    expect(request).toEqual(parseKvd([], {}, readFile));
    const started: unknown[][] = [];
    const stopped = Promise.resolve(0);
    await runNode(
      request.config,
      async (...args) => {
        started.push(args);
        const never = new Promise<void>(() => {});
        return { grpcPort: 1, httpPort: 2, ready: never, stop: async () => {}, stopped };
      },
      { out: () => {}, err: () => {}, onSignal: () => {}, onStdinEnd: () => {}, exit: () => {} },
    );
    expect(started).toEqual([[request.config.node]]);
  });

  it('leave what they are set by out of the published package', () => {
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      files: string[];
    };
    expect(files.sort()).toEqual(['bin', 'dist', 'docs', 'proto']);
  });
});

/** Every file below a folder of the project, none if it is not there. */
function filesIn(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.each(names)('a cluster with %s', (name) => {
  it('does what it should as long as nothing fails', async () => {
    const world = await World.start({ planted: only(name) });
    for (let i = 0; i < 30; i++) world.mustPut(`key-${i}`, `value-${i}`);
    for (let i = 0; i < 30; i++) expect(world.mustGet(`key-${i}`)).toBe(`value-${i}`);
    world.untilAgreed();
  });
});

/** With the bug and without it, in one line each. */
async function both(name: keyof PlantedBugs, story: (world: World) => string): Promise<string[]> {
  const outcomes: string[] = [];
  for (const planted of [only(name), noPlantedBugs]) {
    outcomes.push(story(await World.start({ partitions: 1, planted })));
  }
  return outcomes;
}

function successor(world: World, old: HostNode): HostNode {
  const others = world.nodes.filter((node) => node !== old);
  const leads = (node: HostNode): boolean => node.host.group(1)?.serving === true;
  world.until(() => others.some(leads), 'another leader');
  return others.find(leads) as HostNode;
}

function ended(world: World, asked: Asked): Asked {
  world.until(() => asked.reply !== null, 'an answer');
  return asked;
}

describe('a planted bug does what its name says', () => {
  it('localReads: a leader that is cut off answers reads without asking anybody', async () => {
    const outcomes = await both('localReads', (world) => {
      world.mustPut('a', '1');
      const old = world.leaderFor('a');
      world.isolate(old);
      return ended(world, world.get(old, 'a')).outcome;
    });
    expect(outcomes).toEqual(['ok', 'not_executed']);
  });

  it('ackBeforeQuorum: a leader that is cut off acknowledges what nobody else has', async () => {
    const outcomes = await both('ackBeforeQuorum', (world) => {
      world.mustPut('a', '1');
      world.untilAgreed();
      const old = world.leaderFor('a');
      world.isolate(old);
      const { outcome } = ended(world, world.put(old, 'a', '2'));
      old.kill();
      const next = successor(world, old);
      return `${outcome}, then ${ended(world, world.get(next, 'a')).value}`;
    });
    expect(outcomes).toEqual(['ok, then 1', 'unknown, then 1']);
  });

  it.each(['stays', 'is started again'])(
    'ackBeforeQuorum: the old leader %s, and no invariant hides the loss from clients by a crash',
    async (how) => {
      const world = await World.start({ partitions: 1, planted: only('ackBeforeQuorum') });
      world.mustPut('a', '1');
      world.untilAgreed();
      const old = world.leaderFor('a');
      world.isolate(old);
      expect(ended(world, world.put(old, 'a', '2')).outcome).toBe('ok');
      if (how === 'is started again') old.kill();
      successor(world, old);
      if (how === 'is started again') old.start();
      world.heal();
      world.run(5_000);
      world.mustPut('b', '3');
      expect(world.mustGet('a')).toBe('1');
      expect(world.nodes.map(({ alive }) => alive)).toEqual([true, true, true]);
    },
  );

  it('forgetAnswersOnFailover: a write runs again under the next leader', async () => {
    const outcomes = await both('forgetAnswersOnFailover', (world) => {
      const clientId = new Uint8Array(16).fill(7);
      const send = (node: HostNode, sequence: number, body: CommandBody): string => {
        const command = { clientId, sequence, floor: sequence, body };
        return ended(world, world.ask(node, 'n', { type: 'write', command })).outcome;
      };
      const key = utf8('n');
      const add: CommandBody = { kind: 'increment', key, delta: 1, min: null, max: null, ttlMs: 0 };
      const old = world.leaderFor('n');
      const tries = [send(old, 0, { kind: 'open', windowMs: 60_000 }), send(old, 1, add)];
      // Under one leader the table holds, bug or not.
      tries.push(send(old, 1, add), world.mustGet('n') ?? '');
      old.kill();
      const next = successor(world, old);
      tries.push(send(next, 1, add), ended(world, world.get(next, 'n')).value ?? '');
      old.start();
      world.untilAgreed();
      return tries.join(' ');
    });
    expect(outcomes).toEqual(['ok ok ok 1 ok 2', 'ok ok ok 1 ok 1']);
  });

  /** A follower that the leader cannot reach any more, after a write that it has not got. */
  function lagging(world: World): { follower: HostNode; revision: number } {
    world.mustPut('a', '1');
    world.untilAgreed();
    const [follower] = world.followersFor('a') as [HostNode];
    world.isolate(follower);
    const { reply } = ended(world, world.put(world.leaderFor('a'), 'a', '2'));
    if (reply?.type !== 'written') throw new Error('not written');
    return { follower, revision: reply.at.revision };
  }

  it('sessionsNotAwaited: a follower that is behind shows a session less than it has seen', async () => {
    const outcomes = await both('sessionsNotAwaited', (world) => {
      const { follower, revision } = lagging(world);
      const asked = world.read(follower, 'a', { level: 'session', minRevision: revision });
      return ended(world, asked).outcome;
    });
    expect(outcomes).toEqual(['ok', 'not_executed']);
  });

  it('boundsNotKept: a follower that can ask nobody is as young as anybody wants it', async () => {
    const outcomes = await both('boundsNotKept', (world) => {
      const { follower } = lagging(world);
      world.run(2_000);
      const terms = { level: 'bounded_staleness', maxStalenessMs: 100 } as const;
      return ended(world, world.read(follower, 'a', terms)).outcome;
    });
    expect(outcomes).toEqual(['ok', 'not_executed']);
  });

  it('eventualReadsAhead: a record is shown at a revision at which it was another', async () => {
    const outcomes = await both('eventualReadsAhead', (world) => {
      const { follower, revision } = lagging(world);
      const { value, reply } = ended(world, world.get(follower, 'a', 'eventual'));
      if (reply?.type !== 'record') throw new Error('no record');
      return `${value}, ${revision - reply.at.revision} behind`;
    });
    expect(outcomes).toEqual(['1, 0 behind', '1, 1 behind']);
  });

  it('endlessLeases: a leader that is cut off reads by a lease that is over', async () => {
    const outcomes: string[] = [];
    for (const planted of [only('endlessLeases'), noPlantedBugs]) {
      const world = await World.start({ partitions: 1, planted, leaseMs: 500 });
      world.mustPut('a', '1');
      const old = world.leaderFor('a');
      world.isolate(old);
      world.run(900);
      outcomes.push(ended(world, world.read(old, 'a', { level: 'leader_lease' })).outcome);
    }
    expect(outcomes).toEqual(['ok', 'not_executed']);
  });

  it('conditionsNotChecked: a transaction runs on a condition that does not hold', async () => {
    const outcomes = await both('conditionsNotChecked', (world) => {
      world.mustPut('a', '1');
      const key = utf8('a');
      const put = {
        kind: 'put',
        key,
        value: utf8('2'),
        ttlMs: 0,
        expect: { type: 'any' },
      } as const;
      const absent = { target: 'exists', key, exists: false } as const;
      const txn = { kind: 'txn', compare: [absent], success: [put], failure: [] } as const;
      ended(world, world.write(world.leaderFor('a'), 'a', txn));
      return world.mustGet('a') ?? '';
    });
    expect(outcomes).toEqual(['2', '1']);
  });

  it('watchSkipsWhenSlow: a watch whose stream took nothing for a while has a gap', async () => {
    const outcomes = await both('watchSkipsWhenSlow', (world) => {
      const watcher = new Watcher(world, world.leaderFor('a')).watch(1, 'a');
      watcher.untilTold(1, 'synced');
      watcher.blocked = true;
      world.mustPut('a', '1');
      world.mustPut('a', '2');
      watcher.resume();
      return watcher.untilTold(1, 'a=2').join(' ');
    });
    expect(outcomes).toEqual(['synced a=2', 'synced a=1 a=2']);
  });
});
