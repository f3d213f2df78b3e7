import type { SnapshotReader } from '../../src/server/host/host-api.ts';
import type {
  PullFailure,
  SnapshotAsk,
  SnapshotReceiver,
  SnapshotTransfer,
} from '../../src/server/host/net.ts';
import type { Random } from '../../src/util/random.ts';
import type { Latency } from '../schedule.ts';
import { draw } from './device.ts';
import type { LinkRules } from './link-rules.ts';
import type { HostNode } from './node.ts';
import type { ProcessClock } from './process-clock.ts';
import type { VirtualTime } from './time.ts';

/** A stream without a word for this long is broken. */
const stallMs = 1_000;
/** How often a source says that it lives, while its budget is spent. */
const signMs = 250;
/** Chunks that are on their way before the receiver has asked for them: all of them are lost when the stream breaks. */
const windowChunks = 3;

interface Wire {
  readonly time: VirtualTime;
  readonly rules: LinkRules;
  readonly random: Random;
  readonly latency: Latency;
}

/** One stream of a snapshot, chunk by chunk and in order. Each end stays with the process that it began in. */
export class Pull implements SnapshotTransfer {
  readonly #wire: Wire;
  readonly #receiver: HostNode;
  readonly #source: HostNode;
  readonly #here: ProcessClock;
  readonly #there: ProcessClock;
  readonly #sink: SnapshotReceiver;
  #reader: SnapshotReader | null = null;
  #ended = false;
  /** What has arrived, of any kind. */
  #progress = 0;
  #lastArrival = 0;
  #chunks = 0;
  /** Chunks that may leave before another one is asked for. */
  #credit = windowChunks;
  #reading = false;
  /** Arrived, and not yet taken by a receiver that is still busy with the one before. */
  #inbox: (() => void)[] = [];
  #receiverBusy = false;
  #willSign = false;

  constructor(
    wire: Wire,
    { receiver, source }: { receiver: HostNode; source: HostNode },
    ask: SnapshotAsk,
    sink: SnapshotReceiver,
  ) {
    this.#wire = wire;
    this.#receiver = receiver;
    this.#source = source;
    this.#here = receiver.clock;
    this.#there = source.clock;
    this.#sink = sink;
    this.#later(() => this.#open(ask));
    this.#watch();
  }

  #open(ask: SnapshotAsk): void {
    if (this.#ended || this.#cut) return;
    if (!this.#source.alive) {
      this.#deliver(() => this.#fail('broken', 'connection refused'));
      return;
    }
    this.#there.run(() => {
      if (this.#ended) return;
      const opened = this.#source.host.openSnapshot(this.#receiver.member, ask);
      if (opened === 'busy') this.#deliver(() => this.#fail('busy', opened));
      else if (opened === 'absent') this.#deliver(() => this.#fail('refused', opened));
      else {
        this.#reader = opened;
        const { meta, at } = opened;
        this.#deliver(() => this.#sink.meta(meta, at));
        this.#read();
      }
    });
  }

  /** Takes the next chunk, and asks for another one. */
  resume(): void {
    this.#receiverBusy = false;
    this.#wire.time.after(0, () => this.#here.run(() => this.#take()));
    this.#later(() => {
      if (this.#ended || this.#cut) return;
      this.#there.run(() => {
        this.#credit++;
        this.#read();
      });
    });
  }

  cancel(): void {
    this.#end(() => {});
  }

  get #cut(): boolean {
    const { rules } = this.#wire;
    const [here, there] = [this.#receiver.member, this.#source.member];
    return rules.cut(here, there) || rules.cut(there, here);
  }

  #read(): void {
    if (this.#ended || this.#reading || this.#credit === 0) return;
    const limit = this.#wire.rules.pullsEnd(this.#source.member, this.#receiver.member);
    if (limit !== undefined && this.#chunks >= limit.afterChunks) {
      if (limit.how === 'fails') this.#deliver(() => this.#fail('broken', 'a reset'));
      return;
    }
    this.#reading = true;
    this.#signWhileReading();
    this.#reader?.next((error, chunk) => {
      this.#reading = false;
      if (error !== null) this.#deliver(() => this.#fail('refused', error.message));
      else if (chunk === null) this.#deliver(() => this.#arrived(() => this.#finish()));
      else {
        this.#chunks++;
        this.#credit--;
        this.#deliver(() => this.#arrived(() => this.#sink.chunk(chunk)));
        this.#read();
      }
    });
  }

  #signWhileReading(): void {
    if (this.#willSign) return;
    this.#willSign = true;
    this.#wire.time.after(signMs, () => {
      this.#willSign = false;
      this.#there.run(() => {
        if (this.#ended || !this.#reading) return;
        this.#deliver(() => {});
        this.#signWhileReading();
      });
    });
  }

  #arrived(what: () => void): void {
    this.#inbox.push(what);
    this.#take();
  }

  #take(): void {
    if (this.#ended || this.#receiverBusy) return;
    const next = this.#inbox.shift();
    if (next === undefined) return;
    this.#receiverBusy = true;
    next();
  }

  /** Lost on a cut link; then nobody says so until the stream stalls. */
  #deliver(action: () => void): void {
    const { time, latency, random } = this.#wire;
    this.#lastArrival = Math.max(this.#lastArrival, time.now + draw(latency, random));
    time.at(this.#lastArrival, () => {
      if (this.#ended || this.#cut) return;
      this.#here.run(() => {
        if (this.#ended) return;
        this.#progress++;
        action();
      });
    });
  }

  #finish(): void {
    this.#end(() => this.#sink.end());
  }

  #fail(why: PullFailure, reason: string): void {
    this.#end(() => this.#sink.failed(why, reason));
  }

  #end(action: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#there.run(() => this.#reader?.close());
    this.#here.run(action);
  }

  /** A receiver that is still busy waits for nothing. */
  #watch(): void {
    const seen = this.#progress;
    this.#wire.time.after(stallMs, () => {
      if (this.#ended) return;
      const stalled = this.#progress === seen && !this.#receiverBusy;
      if (stalled || this.#receiver.clock !== this.#here || !this.#receiver.alive) {
        this.#fail('broken', 'no sign of life');
      } else this.#watch();
    });
  }

  #later(action: () => void): void {
    const { time, latency, random } = this.#wire;
    time.after(draw(latency, random), action);
  }
}
