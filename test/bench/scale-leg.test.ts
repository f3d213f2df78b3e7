import { describe, expect, it } from 'vitest';
import type { Driver } from '../../bench/load/driver.ts';
import { fillAll } from '../../bench/load/fill.ts';
import type { Load } from '../../bench/plan.ts';
import { type Leg, type Point, pointAt } from '../../bench/scale/axes.ts';
import { type LegFindings, type LegRun, measureLeg } from '../../bench/scale/leg.ts';
import type { Site } from '../../bench/scale/site.ts';
import { roundOf } from './fixtures.ts';

/** Clusters that write down what becomes of them. `fails` throws for what shall go wrong. */
class FakeSites {
  readonly log: string[] = [];
  readonly loads: Load[] = [];
  readonly #fails: (what: string) => boolean;

  constructor(fails: (what: string) => boolean = () => false) {
    this.#fails = fails;
  }

  start(name: string): Site {
    this.#note(`start ${name}`);
    return {
      pids: null,
      fill: async ({ load, concurrency }, onProgress) => {
        onProgress(load.keys / 2);
        this.#note(`fill ${name} from ${load.firstKey} with ${load.valueSize} by ${concurrency}`);
      },
      warmUp: async (load) => this.#note(`warm ${name} ${load.workload} ${load.seconds} s`),
      turn: async (load) => {
        this.loads.push(load);
        this.#note(`turn ${name} ${load.workload}`);
        return { ...roundOf(100), lateOps: 0, firstError: null };
      },
      stop: async () => this.#note(`stop ${name}`),
    };
  }

  #note(what: string): void {
    this.log.push(what);
    if (this.#fails(what)) throw new Error(`${what} failed`);
  }
}

/** Nothing to watch, because there are no processes: durations are 0. */
async function measure(leg: Leg, sites: FakeSites, rounds = 2): Promise<LegFindings> {
  const run: LegRun = {
    settings: { rounds, durationSeconds: 0, warmUpSeconds: 10 },
    startSite: async (point: Point) => sites.start(`${point[leg.axis]}`),
    signal: new AbortController().signal,
    say: () => {},
  };
  return measureLeg(leg, run);
}

const turns = (log: readonly string[]): string[] =>
  log.filter((line) => line.startsWith('turn')).map((line) => line.slice('turn '.length));

describe('a leg of an axis', () => {
  const leg: Leg = { axis: 'partitions', values: [1, 16, 256] };

  it('visits its points there and back, warms each up once, and ends all clusters', async () => {
    const sites = new FakeSites();
    const { visited, failures } = await measure(leg, sites);
    const there = '1 put, 16 put, 256 put, 1 get, 16 get, 256 get';
    const back = '256 put, 16 put, 1 put, 256 get, 16 get, 1 get';
    expect(turns(sites.log).join(', ')).toBe(`${there}, ${back}`);
    const warmed = sites.log.filter((line) => line.startsWith('warm 16 put'));
    expect(warmed).toEqual(['warm 16 put 10 s', 'warm 16 put 1 s']);
    expect(sites.log.slice(-3)).toEqual(['stop 1', 'stop 16', 'stop 256']);
    expect(visited.map(({ value }) => value)).toEqual([1, 16, 256]);
    for (const { turns: made } of visited)
      expect(made).toMatchObject({ put: [{}, {}], get: [{}, {}] });
    expect(failures).toEqual([]);
  });

  it('goes on without a point that fails, and says why', async () => {
    const sites = new FakeSites((what) => what === 'turn 1 get');
    const { visited, failures } = await measure(leg, sites);
    expect(visited.map(({ value }) => value)).toEqual([16, 256]);
    expect(failures).toEqual([{ axis: 'partitions', value: 1, why: 'turn 1 get failed' }]);
    expect(turns(sites.log).filter((turn) => turn.startsWith('1 '))).toEqual(['1 put', '1 get']);
    expect(sites.log).toContain('stop 1');
  });

  it('ends a cluster that could not be filled, too', async () => {
    const sites = new FakeSites((what) => what.startsWith('fill 256'));
    const { visited, failures } = await measure(leg, sites, 1);
    expect(visited.map(({ value }) => value)).toEqual([1, 16]);
    expect(failures.map(({ value }) => value)).toEqual([256]);
    expect(sites.log).toContain('stop 256');
  });

  it('ends everything when it is interrupted', async () => {
    const interrupt = new AbortController();
    const sites = new FakeSites();
    const measuring = measureLeg(leg, {
      settings: { rounds: 1, durationSeconds: 0, warmUpSeconds: 0 },
      startSite: async ({ partitions }) => {
        if (partitions === 16) interrupt.abort(new Error('stopped'));
        return sites.start(`${partitions}`);
      },
      signal: interrupt.signal,
      say: () => {},
    });
    await expect(measuring).rejects.toThrow('stopped');
    expect(sites.log.slice(-2)).toEqual(['stop 1', 'stop 16']);
  });
});

describe('an axis on one cluster', () => {
  it('of operations in flight fills its keys once', async () => {
    const sites = new FakeSites();
    await measure({ axis: 'in-flight', values: [4, 256] }, sites, 1);
    expect(sites.log.filter((line) => /^(start|fill)/.test(line))).toEqual([
      'start 4',
      'fill 4 from 0 with 256 by 1024',
    ]);
    expect(sites.loads.map(({ concurrency }) => concurrency)).toEqual([4, 256, 4, 256]);
  });

  it('of value sizes has keys of their own for each, and never much in flight while they are filled', async () => {
    const sites = new FakeSites();
    await measure({ axis: 'value-size', values: [256, 65_536] }, sites, 1);
    expect(sites.log.filter((line) => /^(start|fill)/.test(line))).toEqual([
      'start 256',
      'fill 256 from 0 with 256 by 1024',
      'fill 256 from 10000 with 65536 by 32',
    ]);
    expect(sites.loads[1]).toMatchObject({ firstKey: 10_000, keys: 10_000, valueSize: 65_536 });
  });
});

describe('filling', () => {
  const { keys, ...point } = pointAt('keys', 7);
  const load: Load = {
    workload: 'put',
    concurrency: point['in-flight'],
    valueSize: 1,
    keys,
    firstKey: 100,
    seconds: 1,
  };
  const driver = (put: (key: string) => Promise<void>): Driver => ({
    put,
    get: async () => {},
    increment: async () => {},
    close: async () => {},
  });
  const value = (): Buffer => Buffer.from('v');

  it('writes every key once, and no more of them at a time than it was told', async () => {
    const written: string[] = [];
    let inFlight = 0;
    let most = 0;
    const put = async (key: string): Promise<void> => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      written.push(key);
      inFlight--;
    };
    const limits = { concurrency: 3, seconds: Number.POSITIVE_INFINITY };
    expect(await fillAll(driver(put), load, value, limits)).toBe(7);
    expect(most).toBe(3);
    expect(written.toSorted()).toEqual(
      Array.from({ length: 7 }, (_, index) => `bench/key-${100 + index}`),
    );
  });

  it('ends as a whole with the first write that fails: none of them loads what comes next', async () => {
    const begun: string[] = [];
    let inFlight = 0;
    const put = async (key: string): Promise<void> => {
      begun.push(key);
      inFlight++;
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
      if (key === 'bench/key-100') throw new Error('refused');
    };
    const filling = fillAll(driver(put), load, value, { concurrency: 2, seconds: 60 });
    await expect(filling).rejects.toThrow('refused');
    expect(inFlight).toBe(0);
    expect(begun).toEqual(['bench/key-100', 'bench/key-101']);
  });

  it('ends when time is up, with the keys that it has written', async () => {
    let now = 0;
    const put = async (): Promise<void> => {
      if (++now === 3) await new Promise((resolve) => setTimeout(resolve, 60));
    };
    expect(await fillAll(driver(put), load, value, { concurrency: 1, seconds: 0.05 })).toBe(3);
  });
});
