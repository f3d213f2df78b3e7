import { connect, type Socket } from 'node:net';
import { LOOPBACK } from './ports.ts';

/** What happens to bytes that travel in one direction between two nodes. */
export type LinkMode =
  | { readonly kind: 'pass' }
  /** They vanish, as in a cut cable: nobody is told. */
  | { readonly kind: 'drop' }
  /** The connection is reset, as by a firewall. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** A narrow line: what is sent faster waits at the sender. */
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number };

/** The two directions of a link: towards the node that accepts, and back to the one that connects. */
export type Direction = 'there' | 'back';

/** What a connection asks of its proxy and tells it. */
export interface ConnectionHooks {
  mode(direction: Direction): LinkMode;
  dropped(direction: Direction, bytes: number): void;
  refused(): void;
  closed(): void;
}

/** Bytes of one direction held in a proxy; beyond it the sender is not read from any more. */
const HELD_BYTES_MAX = 4 * 1024 * 1024;

/**
 * A pair of sockets with a proxy in between, or a lone one whose connection never got through a cut.
 *
 * Once bytes of a direction are lost, the connection can never be repaired, since TCP promised them: that direction
 * swallows everything, also the end of the stream, until the proxy resets the connection when the link heals.
 */
export class ProxiedConnection {
  readonly #near: Socket;
  readonly #hooks: ConnectionHooks;
  readonly #broken: Record<Direction, boolean> = { there: false, back: false };
  #far: Socket | null = null;
  #isOver = false;

  constructor(near: Socket, hooks: ConnectionHooks) {
    this.#near = near;
    this.#hooks = hooks;
    near.setNoDelay(true);
    near.on('error', () => this.reset());
    near.on('close', () => this.#closed());
  }

  /** True when bytes were lost: it must not outlive the cut. */
  get isBroken(): boolean {
    return this.#broken.there || this.#broken.back;
  }

  /** A connection attempt into a cut link: neither refused nor established. */
  swallow(): void {
    this.#broken.there = true;
    this.#near.on('data', (chunk) => this.#hooks.dropped('there', chunk.length));
  }

  connect(port: number): void {
    const far = connect({ host: LOOPBACK, port, allowHalfOpen: true, noDelay: true });
    this.#far = far;
    let isConnected = false;
    far.on('connect', () => {
      isConnected = true;
    });
    far.on('error', () => {
      // R44: a target that refuses must look so from the other side of the proxy, and at once.
      if (!isConnected) this.#hooks.refused();
      this.reset();
    });
    far.on('close', () => this.#closed());
    this.#forward('there', this.#near, far);
    this.#forward('back', far, this.#near);
  }

  reset(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#near.resetAndDestroy();
    // A socket that is still connecting cannot be reset, only given up.
    if (this.#far?.connecting === true) this.#far.destroy();
    else this.#far?.resetAndDestroy();
    this.#hooks.closed();
  }

  /**
   *     source --data--> held (until due) --deliver--> sink
   *
   * Everything goes through one queue, so that a delay that is changed or taken away never reorders bytes. The mode
   * is asked at delivery: what is under way when the link is cut is lost as well.
   */
  #forward(direction: Direction, source: Socket, sink: Socket): void {
    const held: { readonly due: number; readonly chunk: Uint8Array | null }[] = [];
    let heldBytes = 0;
    let isTimerSet = false;
    /** When a throttled line will have carried what it was given. */
    let lineFreeAt = 0;
    const deliver = (chunk: Uint8Array | null): void => {
      if (this.#hooks.mode(direction).kind === 'drop') this.#broken[direction] = true;
      if (this.#broken[direction]) this.#hooks.dropped(direction, chunk?.length ?? 0);
      else if (chunk === null) sink.end();
      else sink.write(chunk);
    };
    const flush = (): void => {
      isTimerSet = false;
      if (this.#isOver) return;
      for (let next = held[0]; next !== undefined; next = held[0]) {
        const wait = next.due - performance.now();
        if (wait > 0) {
          isTimerSet = true;
          setTimeout(flush, wait);
          return;
        }
        held.shift();
        heldBytes -= next.chunk?.length ?? 0;
        deliver(next.chunk);
      }
      limitIntake();
    };
    const limitIntake = (): void => {
      const most = this.#hooks.mode(direction).kind === 'throttle' ? 0 : HELD_BYTES_MAX;
      if (heldBytes > most || sink.writableNeedDrain) source.pause();
      else source.resume();
    };
    const dueAt = (bytes: number): number => {
      const now = performance.now();
      const mode = this.#hooks.mode(direction);
      if (mode.kind === 'delay') return now + mode.ms;
      if (mode.kind !== 'throttle') return now;
      lineFreeAt = Math.max(now, lineFreeAt) + (bytes / mode.bytesPerSecond) * 1_000;
      return lineFreeAt;
    };
    const hold = (chunk: Uint8Array | null): void => {
      const bytes = chunk?.length ?? 0;
      held.push({ due: dueAt(bytes), chunk });
      heldBytes += bytes;
      if (!isTimerSet) flush();
      limitIntake();
    };
    source.on('data', hold);
    source.on('end', () => hold(null));
    sink.on('drain', limitIntake);
  }

  /** One side is gone. Its stream's end went through the queue; an end without one is passed on as a reset. */
  #closed(): void {
    if (this.#isOver) return;
    const isNearGone = this.#near.destroyed;
    const isFarGone = this.#far === null || this.#far.destroyed;
    if (isNearGone && isFarGone) {
      this.#isOver = true;
      this.#hooks.closed();
    } else if (!this.isBroken && !(isNearGone ? this.#near : this.#far)?.readableEnded) {
      this.reset();
    }
  }
}
