import type { Ask, EventType, ServedFrom } from '../history/event.ts';
import type { RegisterAnswer, RegisterRequest } from '../workloads/guarded-registers.ts';

/**
 * What the runner and a client process say to each other over IPC:
 *
 *     runner                     client process
 *       ── setup ─────────────────▶  connects
 *       ◀───────────────── ready ──
 *       ── go ────────────────────▶  operates
 *       ◀──────────────── events ──  every 100 ms
 *       ◀───────────────── rotate ─  "this key has had enough operations"
 *       ── rotate ────────────────▶  to all: the slot's next key
 *       ◀─────────────── register ─  "may I, with this token?" (workload lock)
 *       ── register ──────────────▶
 *       ── stop ──────────────────▶  ends what is under way (also by itself, when its share of the work is done)
 *       ◀───────────── done, gone ─
 */
export type ToClient =
  | { readonly kind: 'setup'; readonly setup: ClientSetup }
  | { readonly kind: 'go' }
  | { readonly kind: 'rotate'; readonly slot: number; readonly epoch: number }
  | { readonly kind: 'register'; readonly id: number; readonly answer: RegisterAnswer }
  | { readonly kind: 'stop' };

export type FromClient =
  | { readonly kind: 'ready' }
  | { readonly kind: 'events'; readonly events: readonly ClientEvent[] }
  | { readonly kind: 'rotate'; readonly slot: number; readonly epoch: number }
  | { readonly kind: 'register'; readonly id: number; readonly request: RegisterRequest }
  | { readonly kind: 'done'; readonly figures: Readonly<Record<string, number>> }
  | { readonly kind: 'failed'; readonly message: string };

export interface ClientSetup {
  readonly workload: string;
  /** Nanoseconds on the system's monotonic clock, in decimal. */
  readonly origin: string;
  readonly seed: number;
  /** Which of how many client processes this is, from 0. */
  readonly index: number;
  readonly of: number;
  readonly endpoints: readonly string[];
  /** In front of every key. */
  readonly prefix: string;
  /** Operations in all client processes together, for workloads that end by themselves. */
  readonly work: number;
}

/** A history line before it has its place in the whole. */
export interface ClientEvent {
  /** Nanoseconds since the run began, rising within one client process. */
  readonly ns: number;
  readonly p: number;
  readonly type: EventType;
  readonly f: string;
  readonly k: string;
  readonly v?: unknown;
  readonly ask?: Ask;
  readonly at?: ServedFrom;
  readonly err?: string;
}
