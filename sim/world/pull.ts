import type { SnapshotReader } from '../../src/server/host/host-api.ts';
import type { SnapshotReceiver, SnapshotTransfer } from '../../src/server/host/net.ts';
import type { Random } from '../../src/util/random.ts';
import type { Latency } from '../schedule.ts';
import { draw } from './device.ts';
import type { LinkRules } from './link-rules.ts';
import type { HostNode } from './node.ts';
import type { ProcessClock } from './process-clock.ts';
import type { VirtualTime } from './time.ts';

/** A transfer without a word for this long has failed. */
const stallMs = 1_000;

interface Wire {
  readonly time: VirtualTime;
  readonly rules: LinkRules;
  readonly random: Random;
  readonly latency: Latency;
}

/** A snapshot on its way, chunk by chunk. Each end stays with the process that it began in. */
export class Pull implements SnapshotTransfer {
  readonly #wire: Wire;
  readonly #receiver: HostNode;
  readonly #source: HostNode;
  readonly #here: ProcessClock;
  readonly #there: ProcessClock;
  readonly #sink: SnapshotReceiver;
  #reader: SnapshotReader | null = null;
  #ended = false;
  #progress = 0;
  #chunks = 0;

  constructor(
    wire: Wire,
    { receiver, source }: { receiver: HostNode; source: HostNode },
    group: number,
    index: number,
    sink: SnapshotReceiver,
  ) {
    this.#wire = wire;
    this.#receiver = receiver;
    this.#source = source;
    this.#here = receiver.clock;
    this.#there = source.clock;
    this.#sink = sink;
    this.#later(() => this.#open(group, index));
    this.#watch();
  }

  #open(group: number, index: number): void {
    if (this.#ended || this.#cut) return;
    if (!this.#source.alive) {
      this.#deliver(() => this.#fail('refused'));
      return;
    }
    this.#there.run(() => {
      if (this.#ended) return;
      this.#reader = this.#source.host.openSnapshot(group, index);
      const meta = this.#reader?.meta;
      if (meta === undefined) this.#deliver(() => this.#fail('not available'));
      else {
        this.#deliver(() => this.#sink.meta(meta));
        this.resume();
      }
    });
  }

  /** Asks for the next chunk. */
  resume(): void {
    this.#later(() => {
      if (this.#ended || this.#cut) return;
      this.#there.run(() => this.#read());
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
    if (this.#ended) return;
    const limit = this.#wire.rules.pullsEnd(this.#source.member, this.#receiver.member);
    if (limit !== undefined && this.#chunks >= limit.afterChunks) {
      if (limit.how === 'fails') this.#deliver(() => this.#fail('the source closed the stream'));
      return;
    }
    this.#reader?.next((error, chunk) => {
      if (error !== null) this.#deliver(() => this.#fail(error.message));
      else if (chunk === null) this.#deliver(() => this.#end(() => this.#sink.end()));
      else {
        this.#chunks++;
        this.#deliver(() => this.#sink.chunk(chunk));
      }
    });
  }

  /** Lost on a cut link; then nobody says so until the transfer stalls. */
  #deliver(action: () => void): void {
    this.#progress++;
    this.#later(() => {
      if (this.#ended || this.#cut) return;
      this.#here.run(() => this.#ended || action());
    });
  }

  #fail(reason: string): void {
    this.#end(() => this.#sink.failed(reason));
  }

  #end(action: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#there.run(() => this.#reader?.close());
    this.#here.run(action);
  }

  #watch(): void {
    const seen = this.#progress;
    this.#wire.time.after(stallMs, () => {
      if (this.#ended) return;
      if (this.#progress === seen || !this.#receiver.alive) this.#fail('no chunk');
      else this.#watch();
    });
  }

  #later(action: () => void): void {
    const { time, latency, random } = this.#wire;
    time.after(draw(latency, random), action);
  }
}
