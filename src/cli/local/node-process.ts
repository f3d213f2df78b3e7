import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';
import { dirname } from 'node:path';
import { assert } from '../../util/assert.ts';
import { CliError, exitCodes } from '../errors.ts';
import type { Guard } from './guard-process.ts';
import type { LocalLimits } from './limits.ts';
import type { LocalEvent } from './options.ts';
import { LOOPBACK } from './ports.ts';
import { processInfo, signalGroup } from './process-info.ts';
import { pause, settlesWithin, waitUntil } from './wait.ts';

/**
 * What a node is doing. `dead` is an end that nobody asked for; it stays so until somebody restarts the node,
 * because a launcher that revives nodes by itself would hide crashes.
 *
 *  stopped --start--> starting --ready--> ready <--resume/pause--> paused
 *       ^                |                  |                        |
 *       +----- asked ----+------------------+------------------------+--- by itself ---> dead
 */
export type NodeState = 'stopped' | 'starting' | 'ready' | 'paused' | 'dead';

export interface NodeSpec {
  readonly name: string;
  readonly port: number;
  readonly httpPort: number;
  readonly dataDir: string;
  readonly logFile: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What signs its certificate; null: it speaks plain HTTP. */
  readonly caFile: string | null;
  /** Beside what this process has. */
  readonly env: Readonly<Record<string, string>>;
}

/** Lines of a dead node's log that are repeated in the error; more would hide the first line. */
const LOG_TAIL_LINES = 5;

/** One kvd process and the signals it gets. Operations on one node run one after the other. */
export class NodeProcess {
  readonly spec: NodeSpec;
  readonly #limits: LocalLimits;
  readonly #guard: Guard;
  readonly #onEvent: (event: LocalEvent) => void;
  #state: NodeState = 'stopped';
  #child: ChildProcess | null = null;
  /** Resolves when the current process has ended. */
  #ended: Promise<void> = Promise.resolve();
  #isEndExpected = false;
  #wasReady = false;
  /** True while somebody waits in `start`, who will be told of an end by an error. */
  #isStartAwaited = false;
  #cancelStart: () => void = () => {};
  #howItEnded = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    spec: NodeSpec,
    limits: LocalLimits,
    guard: Guard,
    onEvent: (event: LocalEvent) => void,
  ) {
    this.spec = spec;
    this.#limits = limits;
    this.#guard = guard;
    this.#onEvent = onEvent;
  }

  get state(): NodeState {
    return this.#state;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Starts the process and waits until it is ready. Throws a {@link CliError} with the end of its log. */
  async start(): Promise<void> {
    await this.#exclusive(async () => this.#start());
  }

  /** SIGTERM, and SIGKILL when it has not ended within `drainMs`. */
  async stop(): Promise<void> {
    this.#cancelStart();
    await this.#exclusive(async () => this.#stop());
  }

  /** Ends the process at once, as a crash would. */
  async kill(): Promise<void> {
    this.#cancelStart();
    await this.#exclusive(async () => {
      this.#mustRun();
      await this.#kill();
    });
  }

  /** Kills without waiting for operations that are under way: for a second Ctrl-C. */
  async killNow(): Promise<void> {
    this.#cancelStart();
    await this.#kill();
  }

  /** Starts again, after stopping what still runs. */
  async restart(): Promise<void> {
    this.#cancelStart();
    await this.#exclusive(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** SIGSTOP; returns when the system shows the process as stopped. */
  async pause(): Promise<void> {
    await this.#exclusive(async () => {
      const pid = this.#mustRun();
      signalGroup(pid, 'SIGSTOP');
      await this.#see('stopped', () => processInfo(pid)?.isStopped === true);
      if (this.#child !== null) this.#state = 'paused';
    });
  }

  async resume(): Promise<void> {
    await this.#exclusive(async () => {
      const pid = this.#mustRun();
      signalGroup(pid, 'SIGCONT');
      await this.#see('running', () => processInfo(pid)?.isStopped !== true);
      if (this.#state === 'paused') this.#state = this.#wasReady ? 'ready' : 'starting';
    });
  }

  async #start(): Promise<void> {
    assert(this.#child === null, () => `${this.spec.name} started while ${this.pid} runs`);
    const { name } = this.spec;
    const cancelled = new Promise<void>((resolve) => {
      this.#cancelStart = resolve;
    });
    this.#isStartAwaited = true;
    const settled = Promise.race([this.#spawn(), cancelled]);
    const isInTime = await settlesWithin(settled, this.#limits.readyMs);
    this.#isStartAwaited = false;
    if (this.#state === 'ready') return;
    if (this.#child === null) {
      throw new CliError(
        `${name} ${this.#howItEnded} while starting${this.#logTail()}`,
        exitCodes.failure,
      );
    }
    if (isInTime) throw new CliError(`${name} was stopped while starting`, exitCodes.interrupted);
    throw new CliError(
      `${name} is not ready after ${this.#limits.readyMs} ms${this.#logTail()}`,
      exitCodes.failure,
    );
  }

  /** In a process group of its own, so that Ctrl-C reaches the launcher only; the launcher decides what to do. */
  async #spawn(): Promise<void> {
    const begun = performance.now();
    mkdirSync(dirname(this.spec.logFile), { recursive: true });
    const log = openSync(this.spec.logFile, 'a');
    try {
      this.#child = spawn(this.spec.command, this.spec.args, {
        detached: true,
        stdio: ['pipe', log, log],
        env: { ...process.env, ...this.spec.env },
      });
    } finally {
      closeSync(log);
    }
    const child = this.#child;
    this.#state = 'starting';
    this.#wasReady = false;
    this.#isEndExpected = false;
    child.stdin?.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      const end = (how: string): void => {
        if (this.#child !== child) return;
        this.#child = null;
        this.#noteEnd(child.pid, how);
        resolve();
      };
      child.once('exit', (code, signal) =>
        end(signal ? `died of ${signal}` : `ended with ${code}`),
      );
      child.once('error', (error) => end(`could not be started: ${error.message}`));
    });
    if (child.pid !== undefined) this.#guard.started(child.pid);
    await this.#becomeReady(child, begun);
  }

  #noteEnd(pid: number | undefined, how: string): void {
    this.#howItEnded = how;
    if (pid !== undefined) this.#guard.ended(pid);
    this.#state = this.#isEndExpected ? 'stopped' : 'dead';
    if (this.#isEndExpected || this.#isStartAwaited) return;
    const { name: node, logFile } = this.spec;
    this.#onEvent({ kind: 'died', node, how, logFile });
  }

  /** Asks until the process answers or has ended: a node may wait for a quorum longer than anybody waits for it. */
  async #becomeReady(child: ChildProcess, begun: number): Promise<void> {
    while (this.#child === child) {
      const isReady = await this.#isReady();
      if (this.#child !== child) return;
      if (isReady) {
        this.#wasReady = true;
        if (this.#state === 'starting') this.#state = 'ready';
        const afterMs = Math.round(performance.now() - begun);
        this.#onEvent({ kind: 'ready', node: this.spec.name, afterMs });
        return;
      }
      await pause(this.#limits.readyPollMs);
    }
  }

  async #stop(): Promise<void> {
    const pid = this.pid;
    if (pid === null) {
      this.#state = 'stopped';
      return;
    }
    this.#isEndExpected = true;
    signalGroup(pid, 'SIGTERM');
    // A stopped process sees the SIGTERM only when it is continued.
    signalGroup(pid, 'SIGCONT');
    if (await settlesWithin(this.#ended, this.#limits.drainMs)) return;
    const node = this.spec.name;
    this.#onEvent({ kind: 'drain-timeout', node, afterMs: this.#limits.drainMs });
    await this.#kill();
  }

  async #kill(): Promise<void> {
    if (this.pid === null) return;
    this.#isEndExpected = true;
    signalGroup(this.pid, 'SIGKILL');
    await this.#see('ended', () => this.#child === null);
  }

  async #see(what: string, condition: () => boolean): Promise<void> {
    if (await waitUntil(() => condition() || this.#child === null, this.#limits.signalMs)) return;
    throw new CliError(
      `${this.spec.name} is not ${what} ${this.#limits.signalMs} ms after the signal`,
      exitCodes.failure,
    );
  }

  #mustRun(): number {
    if (this.pid !== null) return this.pid;
    throw new CliError(`${this.spec.name} is not running`, exitCodes.failure);
  }

  async #isReady(): Promise<boolean> {
    if (this.#child === null) return false;
    const { httpPort: port, caFile } = this.spec;
    const timeout = this.#limits.readyRequestMs;
    const options = { host: LOOPBACK, port, path: '/readyz', agent: false, timeout };
    return new Promise((resolve) => {
      const answered = (response: IncomingMessage): void => {
        response.resume();
        resolve(response.statusCode === 200);
      };
      const request =
        caFile === null
          ? get(options, answered)
          : getSecurely({ ...options, ca: readFileSync(caFile) }, answered);
      request.once('timeout', () => request.destroy());
      request.once('error', () => resolve(false));
      request.once('close', () => resolve(false));
    });
  }

  /** The reason alone where the node gave one, else the end of its log. */
  #logTail(): string {
    try {
      const lines = readFileSync(this.spec.logFile, 'utf8').trimEnd().split('\n');
      const [, reason] = /^kvd: (.*)/.exec(lines[lines.length - 1] ?? '') ?? [];
      if (reason !== undefined) return `: ${reason} (its log is ${this.spec.logFile})`;
      const tail = lines.slice(-LOG_TAIL_LINES).map((line) => `\n  ${line}`);
      return `; the end of ${this.spec.logFile}:${tail.join('')}`;
    } catch {
      return `; see ${this.spec.logFile}`;
    }
  }

  async #exclusive(operation: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(operation);
    this.#queue = result.catch(() => {});
    await result;
  }
}
