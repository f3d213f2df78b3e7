import { describe, expect, it } from 'vitest';
import { parseKvd } from '../../src/cli/kvd-program.ts';
import { type KvdProcess, runNode } from '../../src/cli/kvd-run.ts';

type Signal = 'SIGTERM' | 'SIGINT';

/** A node and a process whose signals, stdin and ends the test decides. */
class Stage implements KvdProcess {
  readonly lines: string[] = [];
  readonly exits: number[] = [];
  stops = 0;
  signal: (signal: Signal) => void = () => {};
  stdinEnd: (() => void) | null = null;
  started: () => void = () => {};
  ready: () => void = () => {};
  stopped: (code: number) => void = () => {};
  stopFails = false;

  out(line: string): void {
    this.lines.push(`out ${line}`);
  }

  err(line: string): void {
    this.lines.push(`err ${line}`);
  }

  onSignal(handler: (signal: Signal) => void): void {
    this.signal = handler;
  }

  onStdinEnd(handler: () => void): void {
    this.stdinEnd = handler;
  }

  exit(code: number): void {
    this.exits.push(code);
  }

  run(flags: readonly string[] = []): Promise<number> {
    const request = parseKvd(flags, {}, () => '');
    if (request.kind !== 'run') throw new Error('did not run');
    const stopped = new Promise<number>((resolve) => {
      this.stopped = resolve;
    });
    const handle = {
      grpcPort: 7_401,
      httpPort: 8_401,
      stopped,
      ready: new Promise<void>((resolve) => {
        this.ready = resolve;
      }),
      stop: async () => {
        this.stops++;
        if (this.stopFails) throw new Error('disk is gone');
        this.stopped(0);
      },
    };
    const start = new Promise<void>((resolve) => {
      this.started = resolve;
    });
    return runNode(request.config, () => start.then(() => handle), this);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the process of a node', () => {
  it('says in one line where it serves, once it does', async () => {
    const stage = new Stage();
    void stage.run();
    stage.started();
    await turn();
    expect(stage.lines).toEqual([]);
    stage.ready();
    await turn();
    expect(stage.lines).toEqual([
      'out kvd n1 ready: grpc 127.0.0.1:7401, http 127.0.0.1:8401, data .data/kvd',
    ]);
  });

  it('ends with the exit code of the node', async () => {
    const stage = new Stage();
    const run = stage.run();
    stage.started();
    stage.stopped(7);
    expect(await run).toBe(7);
  });

  it('stops in order while it still waits for its peers', async () => {
    const stage = new Stage();
    const run = stage.run();
    stage.started();
    await turn();
    stage.signal('SIGTERM');
    expect(await run).toBe(0);
    expect(stage.lines).toEqual(['err kvd n1: SIGTERM, draining']);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('drains on the first %s', async (signal) => {
    const stage = new Stage();
    const run = stage.run();
    stage.started();
    await turn();
    stage.signal(signal);
    expect(await run).toBe(0);
    expect({ stops: stage.stops, exits: stage.exits }).toEqual({ stops: 1, exits: [] });
  });

  it('ends at once on the second signal', async () => {
    const stage = new Stage();
    void stage.run();
    stage.started();
    await turn();
    stage.signal('SIGTERM');
    stage.signal('SIGINT');
    expect({ stops: stage.stops, exits: stage.exits }).toEqual({ stops: 1, exits: [130] });
  });

  it('ends at once on a signal before there is a node to drain', () => {
    const stage = new Stage();
    void stage.run();
    stage.signal('SIGTERM');
    expect(stage.exits).toEqual([143]);
  });

  it('drains when stdin ends, if told so', async () => {
    const stage = new Stage();
    const run = stage.run(['--stop-with-stdin']);
    stage.started();
    await turn();
    stage.stdinEnd?.();
    stage.stdinEnd?.();
    expect(await run).toBe(0);
    expect(stage.stops).toBe(1);
  });

  it('does not look at stdin otherwise', () => {
    const stage = new Stage();
    void stage.run();
    expect(stage.stdinEnd).toBeNull();
  });

  it('fails with the reason when it cannot stop in order', async () => {
    const stage = new Stage();
    stage.stopFails = true;
    void stage.run();
    stage.started();
    await turn();
    stage.signal('SIGTERM');
    await turn();
    expect(stage.exits).toEqual([1]);
    expect(stage.lines.at(-1)).toBe('err kvd n1: disk is gone');
  });
});
