import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runLimits } from '../limits.ts';
import { holdsWithin, settlesWithin } from '../wait.ts';
import { GuardedRegisters } from '../workloads/guarded-registers.ts';
import type { ClientEvent, ClientSetup, FromClient, ToClient } from './protocol.ts';

/** A client process as the runner sees it. */
interface Member {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  state: 'connecting' | 'ready' | 'done' | 'failed';
}

const script = fileURLToPath(new URL('client-process.ts', import.meta.url));
const project = fileURLToPath(new URL('../..', import.meta.url));

/** The client processes of a run. One that dies fails the run: what it had under way is not known to anybody. */
export class Fleet {
  readonly failures: string[] = [];
  /** Sums of what the clients reported at their end. */
  readonly figures: Record<string, number> = {};
  readonly #members: Member[];
  readonly #onEvents: (events: readonly ClientEvent[]) => void;
  readonly #registers = new GuardedRegisters();
  readonly #epochs = new Map<number, number>();
  #isKilled = false;

  constructor(setups: readonly ClientSetup[], onEvents: (events: readonly ClientEvent[]) => void) {
    this.#onEvents = onEvents;
    this.#members = setups.map((setup) => this.#start(setup));
  }

  /** False when one could not connect in time. */
  async ready(): Promise<boolean> {
    const all = (): boolean => this.#members.every(({ state }) => state !== 'connecting');
    const isInTime = await holdsWithin(all, runLimits.clientsReadyMs);
    return isInTime && this.failures.length === 0;
  }

  go(): void {
    this.#tellAll({ kind: 'go' });
  }

  /** Resolves when all clients have ended, by whatever way. */
  get ended(): Promise<void> {
    return Promise.all(this.#members.map(({ ended }) => ended)).then(() => {});
  }

  /** Lets every process end the operation that it has under way. One that does not is killed, and that is a failure. */
  async stop(): Promise<void> {
    this.#tellAll({ kind: 'stop' });
    if (await settlesWithin(this.ended, runLimits.clientsEndMs)) return;
    this.failures.push(`a client did not end within ${runLimits.clientsEndMs} ms`);
    this.kill();
    await this.ended;
  }

  /** At once: for a run that is given up. */
  kill(): void {
    this.#isKilled = true;
    for (const { child } of this.#members) child.kill('SIGKILL');
  }

  #start(setup: ClientSetup): Member {
    const child = fork(script, [], {
      cwd: project,
      // The package's own name means its sources here, as for the runner itself.
      env: { ...process.env, NODE_OPTIONS: '' },
      execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => {
      // 'close', not 'exit': messages that are still in the pipe come before it.
      child.once('close', () => resolve());
      child.once('error', () => resolve());
    });
    const member: Member = { child, ended, state: 'connecting' };
    child.on('message', (message: FromClient) => this.#receive(member, setup.index, message));
    child.once('error', (error) => this.#fail(member, setup.index, error.message));
    child.once('close', (code, signal) => {
      if (member.state === 'done' || this.#isKilled) return;
      this.#fail(member, setup.index, `ended with ${signal ?? code}`);
    });
    tell(member, { kind: 'setup', setup });
    return member;
  }

  #receive(member: Member, index: number, message: FromClient): void {
    switch (message.kind) {
      case 'ready':
        member.state = 'ready';
        break;
      case 'events':
        this.#onEvents(message.events);
        break;
      case 'rotate':
        this.#rotate(message.slot, message.epoch);
        break;
      case 'register':
        tell(member, {
          kind: 'register',
          id: message.id,
          answer: this.#registers.answer(message.request),
        });
        break;
      case 'done':
        member.state = 'done';
        for (const [name, value] of Object.entries(message.figures)) {
          this.figures[name] = (this.figures[name] ?? 0) + value;
        }
        break;
      case 'failed':
        this.#fail(member, index, message.message);
        break;
    }
  }

  /** The first client that has had enough of a key moves all of them; the others' wish for the same is then old. */
  #rotate(slot: number, epoch: number): void {
    if (epoch <= (this.#epochs.get(slot) ?? 0)) return;
    this.#epochs.set(slot, epoch);
    this.#tellAll({ kind: 'rotate', slot, epoch });
  }

  #fail(member: Member, index: number, why: string): void {
    if (member.state === 'failed') return;
    member.state = 'failed';
    this.failures.push(`client ${index}: ${why}`);
  }

  #tellAll(message: ToClient): void {
    for (const member of this.#members) tell(member, message);
  }
}

function tell({ child }: Member, message: ToClient): void {
  if (child.connected) child.send(message, () => {});
}
