import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { forEachResult, type MessageShape, messageOf } from './wire.ts';

const PIPELINE = '/ringkv.v1.Kv/Pipeline';
const channelOptions = {
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': 16 * 1_048_576,
  'grpc-node.flow_control_window': 4 * 1_048_576,
};

/** What became of operations. */
export interface StreamCounts {
  /** By `Reason`; 0 is an answer that is no error. */
  readonly byReason: number[];
  /** Of those without an error: answered after their deadline, which nobody waits for any more. */
  late: number;
}

/** One message, at most once on its way. */
interface Slot {
  readonly bytes: Buffer;
  dueAt: number;
  left: number;
  ok: number;
}

export interface StreamEvents {
  /** All operations of a message are answered; `ok` of them without an error. */
  readonly answered: (dueAt: number, ok: number) => void;
  readonly failed: (error: Error) => void;
}

const asIs = (bytes: Buffer): Buffer => bytes;

/** One Pipeline stream over a connection of its own, as of one client among many. */
export class LoadStream {
  readonly #client: Client;
  readonly #stream: ClientDuplexStream<Buffer, Buffer>;
  readonly #shape: MessageShape;
  readonly #slots: readonly Slot[];
  readonly #free: Slot[];
  readonly #events: StreamEvents;
  #blocked = false;

  constructor(address: string, slots: number, shape: MessageShape, events: StreamEvents) {
    this.#client = new Client(address, credentials.createInsecure(), channelOptions);
    this.#stream = this.#client.makeBidiStreamRequest(PIPELINE, asIs, asIs);
    this.#shape = shape;
    this.#events = events;
    this.#slots = Array.from({ length: slots }, (_, slot) => ({
      bytes: messageOf(slot, shape),
      dueAt: 0,
      left: 0,
      ok: 0,
    }));
    this.#free = [...this.#slots];
    this.#stream.on('data', (bytes: Buffer) => this.#received(bytes));
    this.#stream.on('drain', () => {
      this.#blocked = false;
    });
    this.#stream.on('error', (error: Error) => events.failed(error));
  }

  readonly counts: StreamCounts = { byReason: [], late: 0 };

  /** Messages on their way. */
  get inFlight(): number {
    return this.#slots.length - this.#free.length;
  }

  /** False when every message is on its way, or the server does not read: nothing was sent then. */
  send(dueAt: number): boolean {
    if (this.#blocked) return false;
    const slot = this.#free.pop();
    if (slot === undefined) return false;
    slot.dueAt = dueAt;
    slot.left = this.#shape.operations;
    slot.ok = 0;
    this.#blocked = !this.#stream.write(slot.bytes);
    return true;
  }

  close(): void {
    this.#stream.on('error', () => {});
    this.#stream.cancel();
    this.#client.close();
  }

  #received(bytes: Buffer): void {
    const now = performance.now();
    const { byReason } = this.counts;
    const { operations, timeoutMs } = this.#shape;
    forEachResult(bytes, (id, reason) => {
      const slot = this.#slots[Math.floor(id / operations)];
      if (slot === undefined) throw new Error(`an answer to ${id}, which was not asked`);
      if (reason === 0 && now - slot.dueAt > timeoutMs) this.counts.late++;
      else byReason[reason] = (byReason[reason] ?? 0) + 1;
      if (reason === 0) slot.ok++;
      slot.left--;
      if (slot.left > 0) return;
      this.#free.push(slot);
      this.#events.answered(slot.dueAt, slot.ok);
    });
  }
}
