import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { corrupt } from '../../jepsen-lite/nemeses/corrupt.ts';
import { diskFull } from '../../jepsen-lite/nemeses/disk-full.ts';
import { fsyncError } from '../../jepsen-lite/nemeses/fsync-error.ts';
import { isLeaderFault, nemeses } from '../../jepsen-lite/nemeses/index.ts';
import { kill } from '../../jepsen-lite/nemeses/kill.ts';
import { partition } from '../../jepsen-lite/nemeses/partition.ts';
import { pause } from '../../jepsen-lite/nemeses/pause.ts';
import { pauseLeader } from '../../jepsen-lite/nemeses/pause-leader.ts';
import { Random } from '../../jepsen-lite/random.ts';
import { PaperArena } from './run-world.ts';

const three = ['n1', 'n2', 'n3'];
const five = ['n1', 'n2', 'n3', 'n4', 'n5'];

function shape(nemesis: (typeof nemeses)[number], name: string): (typeof nemesis.shapes)[number] {
  const found = nemesis.shapes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no shape ${name}`);
  return found;
}

/** What waits for a sign that never comes waits on a clock that does not. */
async function impatiently<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers();
  try {
    const [result] = await Promise.all([work(), vi.runAllTimersAsync()]);
    return result;
  } finally {
    vi.useRealTimers();
  }
}

async function cutsOf(name: string, nodes: readonly string[], seed = 1): Promise<string[]> {
  const arena = new PaperArena(nodes);
  await shape(partition, name).begin(arena, new Random(seed));
  return [...arena.cuts].sort();
}

describe('a network partition', () => {
  it('isolates the leader both ways', async () => {
    expect(await cutsOf('isolate-leader', three)).toEqual(['n1>n2', 'n2>n1', 'n2>n3', 'n3>n2']);
  });

  it('makes the leader deaf or mute when it is one-way', async () => {
    const seen = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((seed) => cutsOf('one-way', three, seed)),
    );
    expect(new Set(seen.map((cuts) => cuts.join(' ')))).toEqual(
      new Set(['n2>n1 n2>n3', 'n1>n2 n3>n2']),
    );
  });

  it('leaves one node that sees both sides of a bridge', async () => {
    const ofThree = await cutsOf('bridge', three);
    expect(ofThree).toHaveLength(2);
    const ofFive = await cutsOf('bridge', five);
    const touched = new Set(ofFive.flatMap((cut) => cut.split('>')));
    expect(touched.size).toBe(4);
  });

  it('loses a single direction of a single link', async () => {
    expect(await cutsOf('lost-link', five)).toHaveLength(1);
  });

  it('always leaves a majority that can talk to each other in halves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(three, five), async (seed, nodes) => {
        const cuts = await cutsOf('halves', nodes, seed);
        const friends = (node: string): number =>
          nodes.filter((other) => !cuts.includes(`${node}>${other}`)).length;
        return nodes.some((node) => friends(node) > nodes.length / 2);
      }),
    );
  });
});

describe('the proof of a fault', () => {
  it('holds for every shape on a cluster that feels it, and everything is undone', async () => {
    for (const nemesis of nemeses) {
      for (const one of nemesis.shapes) {
        const arena = new PaperArena(five);
        const fault = await one.begin(arena, new Random(7));
        const proof = await fault.end();
        expect(proof, `${nemesis.kind} ${one.name}: ${proof.detail}`).toMatchObject({ held: true });
        expect(arena.cuts.size + arena.stopped.size + arena.flipped.size).toBe(0);
        expect(five.flatMap((node) => [...arena.disk(node).faults])).toEqual([]);
        expect(five.every((node) => arena.pid(node) !== null)).toBe(true);
      }
    }
  });

  it('fails for a partition through which nobody spoke', async () => {
    const arena = new PaperArena(three, { traffic: true });
    const fault = await shape(partition, 'halves').begin(arena, new Random(1));
    expect(await fault.end()).toMatchObject({ held: false });
  });

  it('fails for a kill that the process survived', async () => {
    const arena = new PaperArena(three, { death: true });
    const fault = await shape(kill, 'leader').begin(arena, new Random(1));
    expect(fault.nodes).toEqual(['n2']);
    expect(await fault.end()).toMatchObject({ held: false });
  });

  it('fails for a pause that the system never showed', async () => {
    const arena = new PaperArena(three, { stop: true });
    const fault = await shape(pause, 'one').begin(arena, new Random(1));
    expect(await fault.end()).toMatchObject({ held: false });
  });

  it('fails for a pause in which no heartbeat was missed', async () => {
    const arena = new PaperArena(three, { stall: true });
    const fault = await shape(pause, 'leader').begin(arena, new Random(1));
    expect(await fault.end()).toMatchObject({ held: false });
  });

  it.each(nemeses.filter(({ needsDisk }) => needsDisk).map((nemesis) => [nemesis.kind, nemesis]))(
    'fails for %s where no disk feels it, and where the node does not mind',
    async (kind, nemesis) => {
      for (const one of nemesis.shapes) {
        const immune = kind === 'corrupt' ? { failure: true } : { disk: true };
        const arena = new PaperArena(three, immune);
        const proof = await impatiently(async () => {
          const fault = await one.begin(arena, new Random(1));
          return fault.end();
        });
        expect(proof, one.name).toMatchObject({ held: false });
      }
    },
  );

  it('fails for a failed or full disk that a node lives on with', async () => {
    for (const strike of [shape(fsyncError, 'one'), shape(diskFull, 'full-one')]) {
      const fault = await strike.begin(new PaperArena(three, { failure: true }), new Random(1));
      expect(await fault.end()).toMatchObject({ held: false });
    }
  });

  it('damages the rows of one node at a time: another has to be whole for it to be rebuilt from', async () => {
    const immune = { failure: true };
    const arena = new PaperArena(three, immune);
    const strike = shape(corrupt, 'db-of-leader');
    const flipped = async (): Promise<string[]> => {
      const fault = await strike.begin(arena, new Random(1));
      const nodes = [...arena.flipped];
      const { held } = await impatiently(() => fault.end());
      return [...nodes, `${fault.name} ${held}`];
    };
    expect(await flipped()).toEqual(['n2', 'db-of-leader n2 false']);
    arena.leads = 'n3';
    expect(await flipped()).toEqual(['n2', 'db-of-one n2 false']);
    arena.immune.failure = false;
    expect(await flipped()).toEqual(['n2', 'db-of-one n2 true']);
    expect(await flipped()).toEqual(['n3', 'db-of-leader n3 true']);
  });

  it('fails for a leader that went on alone where nothing was lost on its links', async () => {
    for (const traffic of [true, false]) {
      const arena = new PaperArena(three, { traffic });
      const fault = await shape(pauseLeader, 'isolate-leader').begin(arena, new Random(1));
      expect([...arena.cuts].sort()).toEqual(['n1>n2', 'n2>n1', 'n2>n3', 'n3>n2']);
      expect([...arena.stopped]).toEqual(['n2']);
      expect(await impatiently(() => fault.end())).toMatchObject({ held: !traffic });
      expect([arena.cuts.size, arena.stopped.size]).toEqual([0, 0]);
    }
  });

  it('picks anybody when no leader is known, and does not claim to have struck one', async () => {
    const strikes = [
      shape(kill, 'leader'),
      shape(pause, 'leader'),
      shape(partition, 'isolate-leader'),
      shape(pauseLeader, 'isolate-leader'),
    ];
    for (const strike of strikes) {
      const known = await strike.begin(new PaperArena(three), new Random(3));
      expect(isLeaderFault(known.name), known.name).toBe(true);
      const arena = new PaperArena(three);
      arena.leads = null;
      const fault = await strike.begin(arena, new Random(3));
      expect(three).toContain(fault.nodes[0]);
      expect(isLeaderFault(fault.name), fault.name).toBe(false);
    }
  });
});
