/** Limits of a local cluster; tests pass smaller ones. */
export interface LocalLimits {
  /** From the start of a node to its first positive `/readyz`. */
  readonly readyMs: number;
  /** How often a node that is starting is asked. */
  readonly readyPollMs: number;
  readonly readyRequestMs: number;
  /** From SIGTERM to SIGKILL: longer than a node needs to give its leaders away and flush. */
  readonly drainMs: number;
  /** For the system to show a process as stopped or gone after a signal. */
  readonly signalMs: number;
  /** What the guard grants nodes that lost their launcher. */
  readonly orphanMs: number;
}

export const localLimits: LocalLimits = {
  readyMs: 60_000,
  readyPollMs: 50,
  readyRequestMs: 2_000,
  drainMs: 15_000,
  signalMs: 5_000,
  orphanMs: 15_000,
};

/** A local cluster is for one machine: more processes than this would only measure its scheduler. */
export const NODES_MAX = 32;

/** The HTTP port of a node is its gRPC port plus this. */
export const HTTP_PORT_OFFSET = 1_000;
