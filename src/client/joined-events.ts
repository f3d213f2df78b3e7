import type { ringkv } from '#proto';

type WatchEvents = ringkv.v1.WatchEvents.$Properties;
type WatchedEvent = ringkv.v1.WatchedEvent.$Properties;

/** Events of one partition, all of them up to `revision`. */
export interface WholeEvents {
  readonly partition: number;
  readonly revision: number;
  readonly events: readonly WatchedEvent[];
}

/** What an event takes besides its key and value. */
export const EVENT_OVERHEAD_BYTES = 128;

/** Puts together what a stream had to send in parts: events of one revision are handed on together or not at all (R30). */
export class JoinedEvents {
  readonly #bytesMax: number;
  /** By partition: what there is of a revision whose rest has not come. */
  readonly #begun = new Map<number, WatchedEvent[]>();

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** What is whole now; null for nothing. */
  add(message: WatchEvents): WholeEvents | 'too_large' | null {
    const partition = message.partition ?? 0;
    const begun = this.#begun.get(partition);
    const arrived = message.events ?? [];
    const events = begun === undefined ? arrived : [...begun, ...arrived];
    this.#begun.delete(partition);
    if (!message.more) return { partition, revision: message.revision ?? 0, events };
    const last = revisionOf(events.at(-1));
    const from = events.findIndex((event) => revisionOf(event) === last);
    const rest = events.slice(from);
    if (bytesOf(rest) > this.#bytesMax) return 'too_large';
    this.#begun.set(partition, rest);
    const whole = events.slice(0, from);
    if (whole.length === 0) return null;
    return { partition, revision: revisionOf(whole.at(-1)), events: whole };
  }

  clear(): void {
    this.#begun.clear();
  }
}

function revisionOf(watched: WatchedEvent | undefined): number {
  return watched?.event?.revision ?? 0;
}

function bytesOf(events: readonly WatchedEvent[]): number {
  let bytes = 0;
  for (const { event } of events) bytes += eventBytes(event?.key, event?.value);
  return bytes;
}

export function eventBytes(
  key: Uint8Array | null | undefined,
  value: Uint8Array | null | undefined,
): number {
  return EVENT_OVERHEAD_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
}
