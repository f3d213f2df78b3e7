import type { OperationBody, Reply } from '../src/server/host/operation.ts';
import type { WatchMessage, WatchStream } from '../src/server/host/watch/watch-types.ts';

/** What clients have of the cluster: the ports of its nodes, and the time of the world. */
export interface ClusterPort {
  /** Milliseconds of true time; the same scale as in {@link at}. */
  readonly now: number;
  readonly nodes: number;
  readonly partitions: number;
  partitionOf(key: Uint8Array): number;
  /** Runs something of the client's later. Clients live as long as the world and see true time. */
  at(time: number, run: () => void): void;
  /**
   * Sends a request to a node, as over a connection without latency. False when nobody listens there: it was not
   * executed. Else `done` comes once, later or within this call: with the reply, or with `lost` when the process died
   * with the request, which says nothing about its outcome. A paused or hung node may keep a client waiting for ever.
   */
  submit(node: number, request: Request, done: (reply: Reply | 'lost') => void): boolean;
  /**
   * Opens a stream of watches at a node; null when nobody listens there. Its messages come later, as from another process;
   * `lost` comes once when the process dies, and nothing after it.
   */
  watch(node: number, client: WatchClient): WatchStream | null;
  /** Which start of the node runs now, another number after every start; 0 when none does. */
  processOf(node: number): number;
  /** Whether the node's replica of a partition belongs to its group, as the leader sees it: others get no news. */
  isMember(node: number, partition: number): boolean;
}

export interface WatchClient {
  /** It does not read; then it says so to its stream when it does again. */
  isBlocked(): boolean;
  message(message: WatchMessage): void;
  lost(): void;
}

export interface Request {
  readonly partition: number;
  readonly body: OperationBody;
  /** The node stops working on it this long after it came, by its own clock. */
  readonly timeoutMs: number;
}

/** All clients of a run. They draw from their plans only, and record what they saw. */
export interface Fleet {
  start(): void;
  /** Begins nothing new; what is under way goes on until it has ended. */
  stop(): void;
  /** Operations under way. */
  readonly busy: number;
  /** Operations that have begun. */
  readonly operations: number;
  /** Of a cluster that has healed: reads everything, on every one of these nodes. Ends when `busy` is 0. */
  readAll(nodes: readonly number[]): void;
  /** Every checker over the whole history; the first that fails. */
  check(): Violation | null;
}

/** A property that did not hold. */
export interface Violation {
  /** The checker's name: shrinking keeps what fails the same one. */
  readonly checker: string;
  readonly message: string;
}

/**
 * What the clients' folder gives:
 *
 *   clients/plan.ts    ClientPlan, with `operations`, a list any element of which can be left out
 *   clients/draw.ts    drawClients: ClientPlan[] from a seed
 *   clients/fleet.ts   createFleet: the clients of these plans at that cluster
 */
export interface ClientsShape {
  readonly nodes: number;
  readonly partitions: number;
  /** Operations begin between 0 and here. */
  readonly safetyMs: number;
  /** About as many operations, all clients together. */
  readonly operations: number;
  /** There are leases to read by. */
  readonly leases: boolean;
}
