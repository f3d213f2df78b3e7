import { RingKv } from 'ringkv';
import { type LocalCluster, startLocalCluster } from '../../src/cli/local/index.ts';
import { Deaths } from '../deaths.ts';
import { FaultyDisks } from '../disk/faulty-disks.ts';
import { stormLimits } from '../limits.ts';
import { Random } from '../random.ts';
import { holdsWithin, sleep } from '../wait.ts';
import { contradictions, differences } from './verify.ts';
import { Writers } from './writers.ts';

export interface StormOptions {
  readonly dataDir: string;
  readonly nodes: number;
  readonly kills: number;
  /** With every kill, what was not synced is lost. */
  readonly powerLoss: boolean;
  readonly seed: number;
}

export interface StormResult {
  readonly kills: number;
  /** Of nodes that were still starting. */
  readonly killsWhileStarting: number;
  /** Bytes that were not synced and were lost. */
  readonly lostBytes: number;
  readonly acknowledged: number;
  readonly unknown: number;
  /** What ringkv promised and did not keep. */
  readonly problems: readonly string[];
  /** Why the storm proves nothing. */
  readonly gaps: readonly string[];
}

/**
 * kill -9, again and again, of one, several or all nodes at moments that nobody chose, while clients write; every
 * {@link stormLimits}.killsEach kills everything comes back and is compared with what the clients were told.
 */
export async function runStorm(
  options: StormOptions,
  say: (line: string) => void,
): Promise<StormResult> {
  const deaths = new Deaths();
  const disks = new FaultyDisks();
  const { dataDir, nodes, powerLoss } = options;
  const cluster = await startLocalCluster({
    dataDir,
    nodes,
    freePorts: true,
    onEvent: (event) => deaths.note(event),
    ...(powerLoss && { nodeEnv: disks.nodeEnv }),
  });
  try {
    return await new Storm(options, cluster, disks, say).run(deaths);
  } finally {
    await cluster.stopNow();
  }
}

class Storm {
  readonly #options: StormOptions;
  readonly #cluster: LocalCluster;
  readonly #disks: FaultyDisks;
  readonly #say: (line: string) => void;
  readonly #random: Random;
  readonly #starts = new Set<Promise<void>>();
  readonly #problems: string[] = [];
  #kills = 0;
  #killsWhileStarting = 0;
  #lostBytes = 0;
  #unknown = 0;
  #acknowledged = 0;

  constructor(
    options: StormOptions,
    cluster: LocalCluster,
    disks: FaultyDisks,
    say: (line: string) => void,
  ) {
    this.#options = options;
    this.#cluster = cluster;
    this.#disks = disks;
    this.#say = say;
    this.#random = new Random(options.seed);
  }

  async run(deaths: Deaths): Promise<StormResult> {
    const { kills, powerLoss } = this.#options;
    for (let round = 1; this.#kills < kills; round++) {
      await this.#round(round, Math.min(kills, this.#kills + stormLimits.killsEach));
      if (this.#problems.length + deaths.unexpected.length > 0) break;
    }
    const gaps = [
      ...(this.#acknowledged < this.#kills * stormLimits.calmWrites * stormLimits.calmShare
        ? [`only ${this.#acknowledged} writes were acknowledged`]
        : []),
      ...(powerLoss && this.#lostBytes === 0 ? ['no byte was lost with the power'] : []),
    ];
    return {
      kills: this.#kills,
      killsWhileStarting: this.#killsWhileStarting,
      lostBytes: this.#lostBytes,
      acknowledged: this.#acknowledged,
      unknown: this.#unknown,
      problems: [
        ...this.#problems,
        ...deaths.unexpected.map((death) => `by itself ended ${death}`),
      ],
      gaps,
    };
  }

  /** Clients of its own for every round: what they learned of the cluster must not help the next. */
  async #round(round: number, until: number): Promise<void> {
    const writers = new Writers();
    const endpoints = [...this.#cluster.endpoints];
    const clients = await Promise.all([1, 2].map(async () => RingKv.connect({ endpoints })));
    for (const [c, kv] of clients.entries()) {
      writers.putters(kv, numbered(`r${round}-put-${c}`, stormLimits.putters));
      writers.incrementers(kv, numbered(`r${round}-count-${c}`, stormLimits.incrementers));
    }
    while (this.#kills < until) {
      if (this.#random.chance(stormLimits.calmShare)) await this.#calm(writers);
      await sleep(this.#random.between(0, stormLimits.betweenMs));
      await this.#strike(until - this.#kills);
    }
    await this.#calm(writers);
    await writers.stop();
    await this.#judge(round, writers);
    for (const kv of clients) await kv.close({ graceMs: 0 });
  }

  async #judge(round: number, writers: Writers): Promise<void> {
    const endpoints = [...this.#cluster.endpoints];
    await using reader = await RingKv.connect({ endpoints });
    this.#problems.push(
      ...(await contradictions(reader, writers)),
      ...(await differences(endpoints)),
    );
    const acknowledged =
      writers.acknowledged.size + [...writers.counted.values()].reduce((sum, n) => sum + n, 0);
    this.#acknowledged += acknowledged;
    this.#unknown += writers.unknown.length;
    this.#say(
      `round ${round}: ${this.#kills} kills so far, ${acknowledged} writes acknowledged, ` +
        `${writers.unknown.length} unknown, ${this.#lostBytes} bytes lost so far`,
    );
  }

  /** All nodes up, and writes that go on. */
  async #calm(writers: Writers): Promise<void> {
    await Promise.all(this.#starts);
    const goal = writers.acknowledged.size + stormLimits.calmWrites;
    if (await holdsWithin(() => writers.acknowledged.size >= goal, stormLimits.calmMs)) return;
    this.#problems.push(
      `with all nodes up, no ${stormLimits.calmWrites} writes in ${stormLimits.calmMs} ms`,
    );
  }

  async #strike(most: number): Promise<void> {
    const { names } = this.#cluster;
    const dice = this.#random.next();
    const count = dice < 0.6 ? 1 : dice < 0.8 ? 2 : names.length;
    const victims = this.#random.shuffle(names).slice(0, Math.min(count, most));
    const struck = await Promise.all(victims.map(async (node) => this.#kill(node)));
    for (const [i, node] of victims.entries()) {
      if (struck[i] === true) this.#start(node);
    }
  }

  async #kill(node: string): Promise<boolean> {
    const found = this.#cluster.report().nodes.find(({ name }) => name === node);
    // It is down already, between a kill and its start.
    if (found === undefined || found.pid === null) return false;
    await this.#cluster.kill(node);
    this.#kills++;
    if (found.state === 'starting') this.#killsWhileStarting++;
    if (!this.#options.powerLoss) return true;
    const keptShare = this.#random.pick([0, 0.5, 0.9]);
    this.#lostBytes += this.#disks.of(node).losePower(this.#random, keptShare).bytes;
    return true;
  }

  /** In the background, so that it can be struck as well. */
  #start(node: string): void {
    const start = sleep(this.#random.between(0, stormLimits.downMs))
      .then(async () => this.#cluster.restart(node))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        // That was another kill.
        if (!/was stopped while starting|died of SIGKILL while starting/.test(message))
          this.#problems.push(message);
      })
      .finally(() => this.#starts.delete(start));
    this.#starts.add(start);
  }
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${name}-${n}`);
}
