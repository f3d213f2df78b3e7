import { RingKv } from 'ringkv';
import type { Ending } from './clients/outcome.ts';
import type { ClientEvent } from './clients/protocol.ts';
import { Recorder } from './clients/recorder.ts';
import { TypedTarget } from './clients/typed-target.ts';
import { WireTarget } from './clients/wire-target.ts';
import type { RunClock } from './clock.ts';
import { finalLimits } from './limits.ts';
import type { Random } from './random.ts';
import { forEachParallel, holdsWithin, sleep } from './wait.ts';

/** Process numbers of the final reads: beyond those of any client process. */
const FINAL_INDEX = 900;

export interface FinalReadsOptions {
  readonly nodes: readonly { readonly name: string; readonly endpoint: string }[];
  /** All keys that were written. */
  readonly keys: readonly string[];
  /** Reads each key once through the typed client too, for workloads with more keys than every node can be asked for. */
  readonly everyKeyOnce: boolean;
  /** Keys that every node is asked for in any case. */
  readonly isAskedEverywhere: (key: string) => boolean;
  readonly reading: FinalReading;
  readonly random: Random;
  readonly clock: RunClock;
  readonly send: (events: readonly ClientEvent[]) => void;
}

/** How a workload looks at one of its keys for the last time, and what that is called in the history. */
export interface FinalReading {
  readonly f: string;
  readonly read: (node: WireTarget, key: string, timeoutMs: number) => Promise<Ending>;
}

export interface FinalReads {
  /** Answered reads through each node. */
  readonly byNode: Readonly<Record<string, number>>;
  /** Keys that nobody could be made to answer for. */
  readonly unanswered: number;
}

/** Linearizable reads after the last fault, through every node by itself. */
export async function readFinally(options: FinalReadsOptions): Promise<FinalReads> {
  const { nodes, keys, random, clock, send } = options;
  const recorder = new Recorder(FINAL_INDEX, clock, send);
  const endpoints = nodes.map(({ endpoint }) => endpoint);
  let unanswered = options.everyKeyOnce ? await readAll(endpoints, keys, recorder) : 0;
  const byNode: Record<string, number> = {};
  const everywhere = keys.filter(options.isAskedEverywhere);
  const others = random.shuffle(keys.filter((key) => !options.isAskedEverywhere(key)));
  const asked = [...everywhere, ...others].slice(0, finalLimits.keysPerNode);
  for (const { name, endpoint } of nodes) {
    const target = new WireTarget(endpoint);
    await holdsWithin(() => target.ready(), finalLimits.timeoutMs);
    const { f, read } = options.reading;
    const how = { f, read: async (k: string) => read(target, k, finalLimits.timeoutMs) };
    const answered = await readThrough(how, asked, finalLimits.parallel, recorder);
    byNode[name] = answered;
    unanswered += asked.length - answered;
    await target.close();
  }
  recorder.close();
  return { byNode, unanswered };
}

/** Resolves with the number of keys without an answer. */
async function readAll(
  endpoints: readonly string[],
  keys: readonly string[],
  recorder: Recorder,
): Promise<number> {
  const target = new TypedTarget(await RingKv.connect({ endpoints: [...endpoints] }));
  const how = { f: 'read', read: async (k: string) => target.read(k, finalLimits.timeoutMs) };
  const answered = await readThrough(how, keys, finalLimits.parallelAll, recorder);
  await target.close();
  return keys.length - answered;
}

async function readThrough(
  { f, read }: { readonly f: string; readonly read: (key: string) => Promise<Ending> },
  keys: readonly string[],
  parallel: number,
  recorder: Recorder,
): Promise<number> {
  let answered = 0;
  await forEachParallel(keys, parallel, async (k) => {
    const p = recorder.newProcess();
    for (let tried = 0; tried < finalLimits.tries; tried++) {
      const ending = await recorder.operation({ p, f, k }, async () => read(k));
      if (ending.type === 'ok') {
        answered++;
        return;
      }
      await sleep(100);
    }
  });
  return answered;
}
