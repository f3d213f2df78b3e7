import { join } from 'node:path';
import { Forked } from '../forked.ts';
import { rowBytesOf } from '../micro/row-bytes.ts';
import { keyName } from '../plan.ts';
import type { FloorLoad } from './cells.ts';
import { floorLimits } from './limits.ts';
import type { FloorOptions } from './options.ts';
import type {
  EchoClientJob,
  FloorReport,
  LevelJob,
  LogFollowerJob,
  LogLeaderJob,
  TurnFigures,
} from './protocol.ts';
import type { Shape } from './shape.ts';
import { echoTurn, levelTurn, logTurn } from './turns.ts';

/** Somebody who takes turns, with all processes that work in them. */
export interface Party {
  readonly pids: readonly number[];
  turn(load: FloorLoad, seconds: number): Promise<TurnFigures>;
  end(): void;
}

export interface FloorSetup {
  readonly options: FloorOptions;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  /** Of the processes. */
  readonly limitMs: number;
  /** What ringkv was seen to do under the load. */
  readonly shape: (load: FloorLoad) => Shape;
}

type FloorProcess = Forked<FloorReport>;

export async function startEcho(setup: FloorSetup): Promise<Party> {
  return processes(setup, async (start) => {
    const port = await ready(
      start('echo server', new URL('./echo-server.ts', import.meta.url), {}),
    );
    const client = start('echo client', new URL('./echo-client.ts', import.meta.url), {
      port,
    } satisfies EchoClientJob);
    await ready(client);
    return { asked: client, turnOf: echoTurn };
  });
}

export async function startLog(setup: FloorSetup): Promise<Party> {
  const file = (name: string): string => join(setup.dataDir, `bare-${name}.log`);
  return processes(setup, async (start) => {
    const followers: number[] = [];
    for (const name of ['follower-1', 'follower-2']) {
      const job: LogFollowerJob = { file: file(name) };
      followers.push(
        await ready(start(`bare log, ${name}`, new URL('./log-follower.ts', import.meta.url), job)),
      );
    }
    const job: LogLeaderJob = { file: file('leader'), followers };
    const leader = start('bare log, leader', new URL('./log-leader.ts', import.meta.url), job);
    await ready(leader);
    return { asked: leader, turnOf: logTurn };
  });
}

export async function startLevel(setup: FloorSetup): Promise<Party> {
  return processes(setup, async (start) => {
    const { key, row } = rowBytesOf(keyName(floorLimits.keys - 1), floorLimits.valueBytes);
    const job: LevelJob = {
      directory: join(setup.dataDir, 'bare-level'),
      keyBytes: key,
      rowBytes: row,
      keys: setup.options.keys,
    };
    const level = start('bare LevelDB', new URL('./level-process.ts', import.meta.url), job);
    await ready(level);
    return { asked: level, turnOf: levelTurn };
  });
}

async function ready(started: FloorProcess): Promise<number> {
  return (await started.next('ready')).port;
}

type Start = (name: string, script: URL, argument: object) => FloorProcess;

interface Asked {
  /** The process that makes the load. */
  readonly asked: FloorProcess;
  readonly turnOf: (
    load: FloorLoad,
    shape: Shape,
    options: FloorOptions,
    seconds: number,
  ) => object;
}

/** All end together, also when one of them does not start. */
async function processes(
  { options, signal, limitMs, shape }: FloorSetup,
  begin: (start: Start) => Promise<Asked>,
): Promise<Party> {
  const started: FloorProcess[] = [];
  const end = (): void => {
    for (const one of started) one.end();
  };
  const start: Start = (name, script, argument) => {
    const one: FloorProcess = new Forked({ name, script, argument, limitMs, signal });
    started.push(one);
    return one;
  };
  try {
    const { asked, turnOf } = await begin(start);
    return {
      pids: started.map(({ pid }) => pid),
      turn: async (load, seconds) => {
        asked.send(turnOf(load, shape(load), options, seconds));
        return (await asked.next('measured')).figures;
      },
      end,
    };
  } catch (error) {
    end();
    throw error;
  }
}
