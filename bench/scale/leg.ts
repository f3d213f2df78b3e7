import { watchCpu } from '../cpu.ts';
import { oneLine } from '../errors.ts';
import { whole } from '../figures.ts';
import { benchLimits } from '../limits.ts';
import type { Load } from '../plan.ts';
import { rest } from '../rest.ts';
import { opsPerSecond } from '../result.ts';
import { pidsOf } from '../server-meter.ts';
import {
  type Axis,
  fillSecondsMost,
  type Leg,
  type Point,
  pointAt,
  sharesCluster,
} from './axes.ts';
import { scaleLimits } from './limits.ts';
import type { Settings } from './options.ts';
import type { Site, Turn } from './site.ts';

export const scaleWorkloads = ['put', 'get'] as const;
export type ScaleWorkload = (typeof scaleWorkloads)[number];

/** What an idle node used, as a share of one core. */
export interface Idle {
  readonly mean: number;
  readonly highest: number;
}

/** All turns of one value, in the order of the rounds. */
export interface Visited {
  readonly value: number;
  /** Null where there is no /proc. */
  readonly idle: Idle | null;
  readonly turns: Readonly<Record<ScaleWorkload, readonly Turn[]>>;
}

/** A value that could not be measured; what was measured of it is dropped. */
export interface Failure {
  readonly axis: Axis;
  readonly value: number;
  readonly why: string;
}

export interface LegFindings {
  readonly leg: Leg;
  readonly visited: readonly Visited[];
  readonly failures: readonly Failure[];
}

export interface LegRun {
  readonly settings: Settings;
  readonly startSite: (point: Point) => Promise<Site>;
  readonly signal: AbortSignal;
  /** A line for who waits. */
  readonly say: (line: string) => void;
}

/** One value of the leg: its cluster, which others may share, and its keys there. */
interface Stand {
  readonly value: number;
  readonly point: Point;
  readonly site: Site;
  readonly firstKey: number;
  readonly turns: Readonly<Record<ScaleWorkload, Turn[]>>;
}

/**
 * Starts and fills everything, watches it idle, then visits the values there and back, so that each has its turn in the
 * same minute as the default:
 *
 *     round 1   put: 1 16 256   get: 1 16 256
 *     round 2   put: 256 16 1   get: 256 16 1
 *
 * A value that fails is left out from then on; the others go on without it.
 */
export async function measureLeg(leg: Leg, run: LegRun): Promise<LegFindings> {
  const sites: Site[] = [];
  const failures: Failure[] = [];
  const measuring = new Measuring(leg, run, failures);
  try {
    await measuring.prepare(sites);
    const idle = await idleOf(sites, run);
    await measuring.rounds(idle);
    const visited = measuring.stands.map(({ value, site, turns }) => ({
      value,
      idle: idle.get(site) ?? null,
      turns,
    }));
    return { leg, visited, failures };
  } finally {
    await Promise.all(sites.map(async (site) => site.stop()));
  }
}

class Measuring {
  /** Those that have not failed, in the order of their values. */
  stands: Stand[] = [];
  readonly #leg: Leg;
  readonly #run: LegRun;
  readonly #failures: Failure[];
  #idle: ReadonlyMap<Site, Idle> = new Map();

  constructor(leg: Leg, run: LegRun, failures: Failure[]) {
    this.#leg = leg;
    this.#run = run;
    this.#failures = failures;
  }

  /** Adds to `sites` what was started, also when something fails later. */
  async prepare(sites: Site[]): Promise<void> {
    const { axis, values } = this.#leg;
    for (const value of values) {
      await this.#attempt(value, async () => {
        const point = pointAt(axis, value);
        const shared = sharesCluster(axis) ? sites[0] : undefined;
        if (shared === undefined) this.#run.say(`${axis} ${whole(value)}: starting`);
        const site = shared ?? (await this.#run.startSite(point));
        if (shared === undefined) sites.push(site);
        const beside = this.stands.filter((stand) => stand.site === site);
        const same = beside.find((stand) => stand.point['value-size'] === point['value-size']);
        const firstKey = same?.firstKey ?? beside.length * point.keys;
        const turns = { put: [], get: [] };
        const stand = { value, point, site, firstKey, turns };
        if (same === undefined) await this.#fill(stand);
        this.stands.push(stand);
      });
    }
  }

  async rounds(idle: ReadonlyMap<Site, Idle>): Promise<void> {
    this.#idle = idle;
    const { settings } = this.#run;
    for (let round = 1; round <= settings.rounds; round++) {
      for (const workload of scaleWorkloads) {
        const order = round % 2 === 1 ? [...this.stands] : this.stands.toReversed();
        for (const stand of order) {
          // It may have failed at the workload before.
          if (!this.stands.includes(stand)) continue;
          await this.#attempt(stand.value, () => this.#visit(stand, workload, round));
        }
      }
    }
  }

  async #visit(stand: Stand, workload: ScaleWorkload, round: number): Promise<void> {
    const { settings, say } = this.#run;
    const { site, value, turns } = stand;
    const sites = [...new Set(this.stands.map((one) => one.site))];
    const idle = sites.map((one) => (this.#idle.get(one)?.mean ?? 0) * (one.pids?.length ?? 0));
    await rest(
      pidsOf(sites),
      idle.reduce((sum, share) => sum + share, 0),
    );
    const { warmUpSeconds: first, durationSeconds } = settings;
    const warmUp = round === 1 ? first : Math.min(first, benchLimits.warmUpSeconds);
    if (warmUp > 0) await site.warmUp(loadOf(stand, workload, warmUp));
    const others = sites.filter((other) => other !== site);
    const turn = await site.turn(loadOf(stand, workload, durationSeconds), others);
    turns[workload].push(turn);
    const name = `round ${round}/${settings.rounds}: ${workload}, ${this.#leg.axis} ${whole(value)}`;
    const errors = turn.errors > 0 ? `, ${turn.errors} errors: ${turn.firstError}` : '';
    say(`${name}: ${whole(opsPerSecond(turn))} ops/s${errors}`);
  }

  async #fill(stand: Stand): Promise<void> {
    const { say } = this.#run;
    const { point, value, site } = stand;
    const seconds = fillSecondsMost(point);
    const name = `${this.#leg.axis} ${whole(value)}`;
    const { fillConcurrency, fillBytes } = scaleLimits;
    const affordable = Math.max(1, Math.floor(fillBytes / point['value-size']));
    const concurrency = Math.min(fillConcurrency, affordable);
    say(`${name}: filling ${whole(point.keys)} keys, ${whole(seconds)} s at most`);
    await site.fill({ load: loadOf(stand, 'put', seconds), concurrency, seconds }, (keys) =>
      say(`${name}: ${whole(keys)} of ${whole(point.keys)} keys`),
    );
  }

  /** What goes wrong ends the value, not the leg. Only an interrupt ends everything. */
  async #attempt(value: number, action: () => Promise<void>): Promise<void> {
    const { signal, say } = this.#run;
    signal.throwIfAborted();
    try {
      await action();
    } catch (error) {
      signal.throwIfAborted();
      const { axis } = this.#leg;
      const why = oneLine(error);
      this.#failures.push({ axis, value, why });
      this.stands = this.stands.filter((stand) => stand.value !== value);
      say(`FAILED ${axis} ${whole(value)}: ${error instanceof Error ? error.message : why}`);
    }
  }
}

function loadOf(
  { point, firstKey }: Pick<Stand, 'point' | 'firstKey'>,
  workload: ScaleWorkload,
  seconds: number,
): Load {
  const { keys, 'value-size': valueSize, 'in-flight': concurrency } = point;
  return { workload, concurrency, valueSize, keys, firstKey, seconds };
}

/** What each cluster uses while nobody asks anything, all of them in the same seconds. */
async function idleOf(
  sites: readonly Site[],
  { settings, signal, say }: LegRun,
): Promise<ReadonlyMap<Site, Idle>> {
  await rest(pidsOf(sites));
  const seconds = settings.durationSeconds * scaleLimits.idleDurations;
  say(`watching idle nodes for ${seconds} s`);
  const watched = await Promise.all(sites.map(({ pids }) => watchCpu(pids ?? [], seconds, signal)));
  return new Map(
    sites.flatMap((site, i) => {
      const shares = watched[i]?.shares ?? [];
      if (shares.length === 0) return [];
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      return [[site, { mean, highest: Math.max(...shares) }] as const];
    }),
  );
}
