import type { CommandBody } from '../../src/storage/index.ts';
import { Random } from '../../src/util/random.ts';
import { Call, type CallContext } from './call.ts';
import { clientIdOf, Identity } from './identity.ts';

const openTimeoutMs = 2_000;

/** Draws identities of one client, one open at a time per partition; each is opened by a log entry first (R31). */
export class Sequencer {
  readonly #context: CallContext;
  readonly #client: number;
  readonly #windowMs: number;
  readonly #identities = new Map<number, Identity>();
  readonly #waiting = new Map<number, ((identity: Identity | null) => void)[]>();
  #opened = 0;

  constructor(context: CallContext, client: number, windowMs: number) {
    this.#context = context;
    this.#client = client;
    this.#windowMs = windowMs;
  }

  /** Null when none could be opened: nothing was sent under it. */
  identity(partition: number, use: (identity: Identity | null) => void): void {
    const known = this.#identities.get(partition);
    if (known?.usable(this.#context.port.now)) {
      use(known);
      return;
    }
    const waiting = this.#waiting.get(partition);
    if (waiting !== undefined) waiting.push(use);
    else {
      this.#waiting.set(partition, [use]);
      this.#open(partition);
    }
  }

  #open(partition: number): void {
    const openedAtMs = this.#context.port.now;
    const body: CommandBody = { kind: 'open', windowMs: this.#windowMs };
    new Call(this.#context, {
      operation: 0,
      partition,
      node: 'leader',
      anywhere: false,
      timeoutMs: openTimeoutMs,
      random: new Random(this.#client * 1_000_003 + this.#opened),
      repeatable: true,
      body: () => {
        const clientId = clientIdOf(this.#client, ++this.#opened);
        return { type: 'write', command: { clientId, sequence: 0, floor: 0, body } };
      },
      ended: (ending) => {
        let identity: Identity | null = null;
        // Every try opens an id of its own: the one that was answered counts, the others nobody will use.
        if (ending.type === 'answered' && ending.body.type === 'write') {
          const { clientId } = ending.body.command;
          const { partitionTimeMs } = ending.answer.reply.at;
          identity = new Identity(clientId, this.#windowMs, openedAtMs, partitionTimeMs);
          this.#identities.set(partition, identity);
        }
        const waiting = this.#waiting.get(partition) ?? [];
        this.#waiting.delete(partition);
        for (const use of waiting) use(identity);
      },
    });
  }
}
