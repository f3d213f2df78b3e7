/** What the processes of the floors are told and tell, over the IPC channel. */

/** Of one turn, as the process that made the load saw it. */
export interface TurnFigures {
  /** Answered within the time. */
  readonly ops: number;
  /** Begun within it and answered after: no throughput, but part of the CPU. */
  readonly lateOps: number;
  /** Operations that failed; floors end instead. */
  readonly errors: number;
  readonly seconds: number;
  /** Of an operation; of bare LevelDB of a batch. */
  readonly p50Ms: number;
  /** Messages, frames or batches that carried the operations. */
  readonly batches: number;
}

export type FloorReport =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'measured'; readonly figures: TurnFigures }
  | { readonly kind: 'failed'; readonly message: string };

/** To the client of the echo. */
export interface EchoTurn {
  readonly seconds: number;
  /** In flight at a time. */
  readonly messages: number;
  readonly opsPerMessage: number;
  /** Of a message and of its answer. */
  readonly requestBytes: number;
  readonly answerBytes: number;
}

/** To the leader of the bare log. */
export interface LogTurn {
  readonly seconds: number;
  /** Puts, each followed by the next when it is acknowledged. */
  readonly inFlight: number;
  /** Of one put in the log. */
  readonly putBytes: number;
  /** In one frame, at most. */
  readonly framePuts: number;
}

/** To bare LevelDB. */
export interface LevelTurn {
  readonly seconds: number;
  readonly batchRows: number;
}

export interface EchoClientJob {
  readonly port: number;
}

export interface LogFollowerJob {
  readonly file: string;
}

export interface LogLeaderJob {
  readonly file: string;
  readonly followers: readonly number[];
}

export interface LevelJob {
  readonly directory: string;
  /** Of each row. */
  readonly keyBytes: number;
  readonly rowBytes: number;
  readonly keys: number;
}
