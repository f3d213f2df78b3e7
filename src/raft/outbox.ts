import type {
  Dropped,
  FetchRequest,
  Message,
  Output,
  ReplicaId,
  SnapshotMeta,
  SoftState,
} from './types.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** What has piled up since the last output, write, apply and soft state excepted: those are derived when taken. */
export class Outbox {
  #send: Message[] = [];
  /** Leave once everything that is in the log and the hard state now is durable. */
  #held: Message[] = [];
  #fetch: FetchRequest[] = [];
  #snapshot: { ticket: number; to: ReplicaId }[] = [];
  #reads: Mutable<Output['reads']> = [];
  #accepted: Mutable<Output['accepted']> = [];
  #dropped: Dropped[] = [];
  #transferred: number[] = [];
  #install: { from: ReplicaId; meta: SnapshotMeta } | null = null;
  #contradiction: string | null = null;
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  send(message: Message): void {
    this.#send.push(message);
    this.#count++;
  }

  hold(message: Message): void {
    this.#held.push(message);
    this.#count++;
  }

  fetch(request: FetchRequest): void {
    this.#fetch.push(request);
    this.#count++;
  }

  snapshot(ticket: number, to: ReplicaId): void {
    this.#snapshot.push({ ticket, to });
    this.#count++;
  }

  install(from: ReplicaId, meta: SnapshotMeta): void {
    this.#install = { from, meta };
    this.#count++;
  }

  read(id: number, index: number): void {
    this.#reads.push({ id, index });
    this.#count++;
  }

  accept(accepted: Output['accepted'][number]): void {
    this.#accepted.push(accepted);
    this.#count++;
  }

  drop(dropped: Dropped): void {
    this.#dropped.push(dropped);
    this.#count++;
  }

  transferred(id: number): void {
    this.#transferred.push(id);
    this.#count++;
  }

  contradict(text: string): void {
    this.#contradiction = text;
    this.#count++;
  }

  /**
   * Held messages wait for the newest write that was ever handed out, the one of this output included: coarser than
   * needed, and right whatever they depend on.
   */
  take(
    derived: { write: Output['write']; apply: Output['apply']; soft: SoftState | null },
    lastSeq: number,
    persistedSeq: number,
  ): Output {
    const durable = lastSeq === persistedSeq;
    const output: Output = {
      write: derived.write,
      send: durable && this.#held.length > 0 ? [...this.#send, ...this.#held] : this.#send,
      after: durable ? [] : this.#held.map((message) => ({ seq: lastSeq, message })),
      apply: derived.apply,
      install: this.#install,
      fetch: this.#fetch,
      snapshot: this.#snapshot,
      reads: this.#reads,
      accepted: this.#accepted,
      dropped: this.#dropped,
      transferred: this.#transferred,
      contradiction: this.#contradiction,
      soft: derived.soft,
    };
    this.#send = [];
    this.#held = [];
    this.#fetch = [];
    this.#snapshot = [];
    this.#reads = [];
    this.#accepted = [];
    this.#dropped = [];
    this.#transferred = [];
    this.#install = null;
    this.#contradiction = null;
    this.#count = 0;
    return output;
  }
}
