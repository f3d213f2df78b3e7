import type { LatencyMs } from '../latencies.ts';

/** The argument of a generator. */
export interface GeneratorJob {
  readonly endpoints: readonly string[];
  /** Connections to each node, of one stream each. */
  readonly streams: number;
  /** Messages that may be on their way on each. */
  readonly slots: number;
  /** Operations of a message. */
  readonly operations: number;
  readonly valueBytes: number;
  readonly timeoutMs: number;
  readonly low: boolean;
}

/** To a generator: load for so many seconds, then tell. */
export type Order = { readonly seconds: number } & (
  | { readonly kind: 'closed'; readonly inFlight: number }
  /** Messages in a second. */
  | { readonly kind: 'open'; readonly rate: number }
);

/** Operations, unless named otherwise. */
export interface Offered {
  /** Sent within the time. */
  readonly sent: number;
  /** Were due, and not sent: flow control held them back, or all messages were on their way. */
  readonly heldBack: number;
  /** Answered within the time and their deadline, without an error. */
  readonly good: number;
  /** The same after their deadline. */
  readonly late: number;
  /** By reason. */
  readonly errors: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Of messages of which an operation was done, from when they were due to their last answer. */
  readonly latencyMs: LatencyMs;
  readonly cpuSeconds: number;
  /** Where messages are few: what each was like. */
  readonly windows: readonly Window[];
}

/** What messages were like that came due within a tenth of a second. */
export interface Window {
  /** On the clock that all processes of the machine share, in ms. */
  readonly startsAt: number;
  readonly messages: number;
  /** Of these, with all operations done. */
  readonly good: number;
  readonly slowestMs: number;
}

export type GeneratorReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'offered'; readonly offered: Offered }
  | { readonly kind: 'failed'; readonly message: string };
