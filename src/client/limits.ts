import { clientLimits, requestLimits, sessionLimits } from '../util/limits.ts';

/** Every bound and delay of a client, in one place so that tests can choose small ones. Milliseconds unless named. */
export interface ClientTuning {
  /** Deadline of a call that names none. */
  readonly timeoutMs: number;
  /** Operations sent or about to be; further calls wait within their deadline. */
  readonly inflightOperations: number;
  /** Calls that wait for a free place; beyond it a call is refused as overload before any work. */
  readonly waitingOperations: number;
  /** Operations and bytes in one pipeline message. */
  readonly messageOperations: number;
  readonly messageBytes: number;
  readonly retryBackoffMinMs: number;
  readonly retryBackoffMaxMs: number;
  /** While a call is young its backoff stays below this: most failures are elections, and those end soon. */
  readonly electionBackoffMs: number;
  /** Tokens earned per call: retries add at most this share to the load ... */
  readonly retryShare: number;
  /** ... beside a floor, so that a lone client can still fail over ... */
  readonly retryFloorPerSecond: number;
  /** ... and a reserve, so that everything in flight survives the death of a node. */
  readonly retryReserve: number;
  /** A connection attempt that takes longer counts as failed. */
  readonly connectTimeoutMs: number;
  readonly reconnectMinMs: number;
  readonly reconnectMaxMs: number;
  /** A node of which nothing arrived for so long while operations wait, not even a sign of life, is taken for dead. */
  readonly silenceMs: number;
  /** One that lives and answers no operation for so long is given up as well: longer than most elections take. */
  readonly standstillMs: number;
  /** Between two measurements of the way to a node, for reads that go to the nearest. */
  readonly measureMs: number;
  /** How long a silent node, or one that stands still, is avoided. */
  readonly avoidMs: number;
  /** At most one topology request per so much time. */
  readonly refreshIntervalMs: number;
  /** A topology request that takes longer is given up for the next node. */
  readonly refreshTimeoutMs: number;
  /** The floor of an identity may lag so far behind its next sequence (R31). */
  readonly sequencesAhead: number;
  /** Idle window asked for identities; 0 is the server's default. */
  readonly identityWindowMs: number;
  /** Identities kept per partition; several are needed only when one is full of unanswered writes. */
  readonly identitiesPerPartition: number;
  /** What has arrived for a watch and was not taken: beyond either it is not read any more until half is gone. */
  readonly watchQueueItems: number;
  readonly watchQueueBytes: number;
  /** Events of one partition that arrive in parts, until the last part is there. */
  readonly watchBatchBytes: number;
  /** A node that has not said anything on a new stream for so long is left. */
  readonly watchOpenMs: number;
  /** Later: three times what nodes let pass at the most. */
  readonly watchSilenceMs: number;
  /** Between two tries to have a partition of a watch served. */
  readonly watchBackoffMaxMs: number;
  /** What a deadline is rounded up to: one coarse timer serves all calls. */
  readonly timerTickMs: number;
}

export const defaultTuning: ClientTuning = {
  timeoutMs: clientLimits.timeoutMs,
  inflightOperations: clientLimits.inflightOperations,
  waitingOperations: 65_536,
  messageOperations: requestLimits.pipelineOperations,
  messageBytes: requestLimits.requestBytes,
  retryBackoffMinMs: clientLimits.retryBackoffMinMs,
  retryBackoffMaxMs: clientLimits.retryBackoffMaxMs,
  electionBackoffMs: 50,
  retryShare: 0.2,
  retryFloorPerSecond: 500,
  retryReserve: 4_096,
  connectTimeoutMs: 500,
  reconnectMinMs: 50,
  reconnectMaxMs: 1_000,
  silenceMs: 500,
  standstillMs: 1_500,
  measureMs: 5_000,
  avoidMs: 1_000,
  refreshIntervalMs: 100,
  refreshTimeoutMs: 500,
  sequencesAhead: sessionLimits.sequencesAhead,
  identityWindowMs: 0,
  identitiesPerPartition: 32,
  watchQueueItems: clientLimits.watchQueueItems,
  watchQueueBytes: clientLimits.watchQueueBytes,
  watchBatchBytes: clientLimits.watchBatchBytes,
  watchOpenMs: 2_000,
  watchSilenceMs: 15_000,
  watchBackoffMaxMs: 1_000,
  timerTickMs: 8,
};
