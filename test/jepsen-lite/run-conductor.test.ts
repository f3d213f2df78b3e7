import { describe, expect, it } from 'vitest';
import { RunClock } from '../../jepsen-lite/clock.ts';
import {
  type ConductorOptions,
  conduct,
  conductByProgress,
  FAULTS_OF_WORK,
} from '../../jepsen-lite/conductor.ts';
import { isLeaderFault } from '../../jepsen-lite/nemeses/index.ts';
import { kill } from '../../jepsen-lite/nemeses/kill.ts';
import { partition } from '../../jepsen-lite/nemeses/partition.ts';
import { Random } from '../../jepsen-lite/random.ts';
import type { FaultWindow } from '../../jepsen-lite/run-record.ts';
import { sleep } from '../../jepsen-lite/wait.ts';
import { PaperArena } from './run-world.ts';

function stage(changes: Partial<ConductorOptions> = {}): ConductorOptions & { told: string[] } {
  const told: string[] = [];
  return {
    arena: new PaperArena(['n1', 'n2', 'n3']),
    nemeses: [kill, partition],
    random: new Random(1),
    clock: new RunClock(),
    audience: {
      began: (kind) => told.push(kind),
      ended: (undo, { proof }) => told.push(`${undo} ${proof.held}`),
    },
    signal: new AbortController().signal,
    ...changes,
    told,
  };
}

describe('the conductor of faults', () => {
  it('makes one fault after the other, tells of each, and leaves nothing broken behind', async () => {
    const options = stage();
    const windows = await conduct(options, 4);
    expect(windows.length).toBeGreaterThan(0);
    for (const [n, { from, to, proof }] of windows.entries()) {
      expect(proof.held).toBe(true);
      expect(from).toBeLessThan(to);
      expect(from).toBeGreaterThan(windows[n - 1]?.to ?? 0);
    }
    expect(options.told).toHaveLength(windows.length * 2);
    expect(options.arena.pid('n1')).not.toBeNull();
  });

  it('gives every nemesis its turn, also when a slow machine takes all the time for the first', async () => {
    class SlowArena extends PaperArena {
      override async restart(node: string): Promise<void> {
        await sleep(2_000);
        await super.restart(node);
      }
    }
    const run = async (seed: number): Promise<readonly FaultWindow[]> =>
      conduct(stage({ arena: new SlowArena(['n1', 'n2', 'n3']), random: new Random(seed) }), 2);
    const runs = await Promise.all([1, 2, 3, 4].map(run));
    expect(runs.map(([first]) => first?.kind)).toContain('kill');
    for (const windows of runs) {
      expect(windows.map(({ kind }) => kind).sort()).toEqual(['kill', 'partition']);
      expect(windows.every(({ proof }) => proof.held)).toBe(true);
    }
  });

  it('goes on after a fault that could not be undone, and says that it proved nothing', async () => {
    const arena = new PaperArena(['n1', 'n2', 'n3']);
    arena.restart = async () => {
      throw new Error('n1 is not ready after 60000 ms');
    };
    const [window] = await conduct(stage({ arena, nemeses: [kill] }), 4);
    expect(window?.proof).toEqual({ held: false, detail: 'n1 is not ready after 60000 ms' });
  });

  it('spreads faults over the work, and kills leaders where it can', async () => {
    let done = 0;
    const timer = setInterval(() => {
      done += 0.02;
    }, 10);
    const windows = await conductByProgress(stage({ nemeses: [kill] }), () => done);
    clearInterval(timer);
    expect(windows.map(({ name }) => name)).toEqual(Array(FAULTS_OF_WORK).fill('leader n2'));
  });

  it('waits for a leader to be known before it strikes one', async () => {
    const arena = new PaperArena(['n1', 'n2', 'n3']);
    arena.leads = null;
    let asked = 0;
    arena.leader = async () => {
      if (++asked === 3) arena.leads = 'n3';
      return arena.leads;
    };
    for (const nemesis of [kill, partition]) {
      const options = stage({ arena, nemeses: [nemesis] });
      const windows = await conductByProgress(options, () => 1);
      expect(windows).toHaveLength(FAULTS_OF_WORK);
      expect(windows.filter(({ name }) => isLeaderFault(name))).toEqual(windows);
    }
  });

  it('begins nothing when it is over before it began', async () => {
    const options = stage({ signal: AbortSignal.abort() });
    expect(await conduct(options, 60)).toEqual([]);
    expect(await conductByProgress(options, () => 0)).toEqual([]);
  });
});
