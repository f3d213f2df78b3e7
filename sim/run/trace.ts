import type { Cause } from '../watch/watcher.ts';
import type { VirtualTime } from '../world/time.ts';

const kinds = [
  'boot',
  'take',
  'tick',
  'stalled',
  'message',
  'propose',
  'read',
  'leaseRead',
  'followerRead',
  'changeConf',
  'priority',
  'transfer',
  'campaign',
  'persisted',
  'applied',
  'compacted',
  'fetched',
  'snapshotMade',
  'installed',
  'unreachable',
  'suspect',
  'stateLost',
] as const satisfies readonly (Cause['type'] | 'boot')[];
/** All of them: a kind of input that is missing here does not compile where it is traced. */
type Kind = (typeof kinds)[number];
const numbers = new Map<Kind, number>(kinds.map((kind, i) => [kind, i]));

/** One event of a run, as it is compared with that of another run. */
export interface TraceEvent {
  readonly time: number;
  readonly node: number;
  readonly group: number;
  readonly kind: string;
  readonly digest: number;
}

/**
 * A rolling hash over everything that the cores did and what became of them: two runs of one schedule must agree on
 * it. Keeps the events themselves when two runs are to be compared one by one.
 */
export class Trace {
  readonly #time: VirtualTime;
  readonly #events: TraceEvent[] | null;
  #high = 0x9e3779b9;
  #low = 0x811c9dc5;
  #count = 0;

  constructor(time: VirtualTime, keep: boolean) {
    this.#time = time;
    this.#events = keep ? [] : null;
  }

  get events(): readonly TraceEvent[] {
    return this.#events ?? [];
  }

  /** Events so far. */
  get count(): number {
    return this.#count;
  }

  /** 52 bits. */
  get digest(): number {
    return (this.#high & 0xf_ffff) * 0x1_0000_0000 + this.#low;
  }

  event({ node, group }: { node: number; group: number }, kind: Kind, digest: number): void {
    const time = this.#time.now;
    this.#count++;
    // Microseconds: what a fraction of one would tell, the digests tell too.
    const stamp = Math.round(time * 1_000);
    this.#mix(stamp | 0);
    this.#mix((node << 24) | (group << 8) | (numbers.get(kind) ?? 0xff));
    this.#mix(digest | 0);
    this.#events?.push({ time, node, group, kind, digest });
  }

  /** Something else that the run must repeat, such as what a client was answered. */
  add(value: number): void {
    this.#mix(value | 0);
  }

  #mix(value: number): void {
    this.#low = Math.imul(this.#low ^ value, 0x01000193) >>> 0;
    this.#high = (Math.imul(this.#high ^ this.#low, 0x85ebca6b) ^ (this.#high >>> 13)) >>> 0;
  }
}
