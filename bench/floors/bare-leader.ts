import { Latencies } from '../latencies.ts';
import { ACK_BYTES, frameHeader, HEADER_BYTES, majority } from './log-frames.ts';
import type { LogTurn, TurnFigures } from './protocol.ts';

/** The disk of the leader. */
export interface FrameDisk {
  append(buffers: readonly Uint8Array[], bytes: number, done: () => void): void;
}

/** What it needs of a socket to a follower. */
export interface FollowerLine {
  write(bytes: Uint8Array): unknown;
  cork(): void;
  uncork(): void;
  on(event: 'data', listener: (bytes: Buffer) => void): unknown;
}

interface Frame {
  readonly number: number;
  /** When each of its puts was asked for. */
  readonly askedAt: readonly number[];
}

/**
 * The least that a replicated log can do for a put. A frame takes all that wait, up to a limit, goes to both followers while it
 * is written and synced here, and is acknowledged when two of the three disks have it:
 *
 *     puts wait ─▶ frame n ─┬─▶ writev, fdatasync ─────────▶ ┐
 *                           ├─▶ follower 1 ─▶ the same ─▶ ack ├─ two of three ─▶ its puts are followed by the next ones
 *                           └─▶ follower 2 ─▶ the same ─▶ ack ┘
 *
 * Frame n + 1 begins when n is durable here.
 */
export class BareLeader {
  readonly #disk: FrameDisk;
  readonly #followers: readonly FollowerLine[];
  /** By disk, the leader's first: the last frame that is durable on it. */
  readonly #reached: number[];
  #number = 0;
  #isWriting = false;
  #waiting: number[] = [];
  readonly #unacknowledged: Frame[] = [];
  #turn: Turn | null = null;

  constructor(disk: FrameDisk, followers: readonly FollowerLine[]) {
    this.#disk = disk;
    this.#followers = followers;
    this.#reached = [0, ...followers.map(() => 0)];
    for (const [i, follower] of followers.entries()) {
      const reader = new AckReader((number) => this.#durable(i + 1, number));
      follower.on('data', (bytes) => reader.push(bytes));
    }
  }

  /** Ends when every put is acknowledged and the disk is at rest. */
  turn(asked: LogTurn): Promise<TurnFigures> {
    return new Promise((resolve) => {
      this.#turn = new Turn(asked, resolve);
      const now = performance.now();
      this.#waiting = Array.from({ length: asked.inFlight }, () => now);
      this.#writeNext();
    });
  }

  #writeNext(): void {
    const turn = this.#turn;
    if (this.#isWriting || turn === null || this.#waiting.length === 0) return;
    const askedAt = this.#waiting.splice(0, turn.asked.framePuts);
    const number = ++this.#number;
    const bytes = askedAt.length * turn.asked.putBytes;
    const parts = [frameHeader(number, bytes), turn.puts.subarray(0, bytes)];
    this.#isWriting = true;
    this.#unacknowledged.push({ number, askedAt });
    turn.frames++;
    for (const follower of this.#followers) {
      follower.cork();
      for (const part of parts) follower.write(part);
      follower.uncork();
    }
    this.#disk.append(parts, HEADER_BYTES + bytes, () => {
      this.#isWriting = false;
      this.#durable(0, number);
      this.#writeNext();
      this.#endIfDone();
    });
  }

  #durable(disk: number, number: number): void {
    this.#reached[disk] = number;
    const acknowledged = majority(this.#reached);
    const now = performance.now();
    for (let first = this.#unacknowledged[0]; first !== undefined; ) {
      if (first.number > acknowledged) break;
      this.#unacknowledged.shift();
      this.#acknowledge(first, now);
      first = this.#unacknowledged[0];
    }
    this.#writeNext();
    this.#endIfDone();
  }

  #acknowledge({ askedAt }: Frame, now: number): void {
    const turn = this.#turn;
    if (turn === null) return;
    turn.answered(askedAt, now);
    if (now < turn.end) for (const _ of askedAt) this.#waiting.push(now);
  }

  #endIfDone(): void {
    const isBusy = this.#isWriting || this.#waiting.length + this.#unacknowledged.length > 0;
    const turn = this.#turn;
    if (isBusy || turn === null) return;
    this.#turn = null;
    turn.finish();
  }
}

class Turn {
  readonly asked: LogTurn;
  readonly end: number;
  readonly puts: Buffer;
  readonly #resolve: (figures: TurnFigures) => void;
  readonly #latencies = new Latencies();
  #late = 0;
  frames = 0;

  constructor(asked: LogTurn, resolve: (figures: TurnFigures) => void) {
    this.asked = asked;
    this.puts = Buffer.alloc(Math.min(asked.inFlight, asked.framePuts) * asked.putBytes, 'x');
    this.#resolve = resolve;
    this.end = performance.now() + asked.seconds * 1_000;
  }

  answered(askedAt: readonly number[], now: number): void {
    if (now > this.end) this.#late += askedAt.length;
    else for (const at of askedAt) this.#latencies.record((now - at) * 1_000);
  }

  finish(): void {
    this.#resolve({
      ops: this.#latencies.count,
      lateOps: this.#late,
      errors: 0,
      seconds: this.asked.seconds,
      p50Ms: this.#latencies.summary().p50,
      batches: this.frames,
    });
  }
}

/** Of a follower's answers the last one counts: it stands for those before. */
class AckReader {
  #rest: Buffer = Buffer.alloc(0);
  readonly #acked: (number: number) => void;

  constructor(acked: (number: number) => void) {
    this.#acked = acked;
  }

  push(bytes: Buffer): void {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % ACK_BYTES);
    this.#rest = all.subarray(whole);
    if (whole > 0) this.#acked(all.readUInt32LE(whole - ACK_BYTES));
  }
}
