import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { ringkv } from '#proto';
import { hex } from '../util/bytes.ts';
import { loadHash } from '../util/hash.ts';
import { requestLimits } from '../util/limits.ts';
import { ClientTls, type TlsOptions } from './client-tls.ts';
import {
  type ClusterSettings,
  type ClusterStatus,
  changeSettings,
  hashesOf,
  type KeyLocation,
  type LeaderMove,
  locate,
  moveLeader,
  type PartitionHashes,
  statusOf,
  type TopologyInfo,
  topologyOf,
} from './cluster-info.ts';
import { type Codec, text } from './codec.ts';
import type { Core } from './core.ts';
import { Dispatcher } from './dispatcher.ts';
import { AbortError, invalidRequest, UnavailableError } from './errors.ts';
import { tlsErrorOf } from './handshake-fault.ts';
import type { Key } from './keys.ts';
import { CodecKeyspace } from './keyspace.ts';
import { type ClientTuning, defaultTuning } from './limits.ts';
import type { CallOptions } from './options.ts';
import { nextBackoff } from './retry-policy.ts';
import type { RingKv } from './ring-kv.ts';
import { SeenRevisions, type Session } from './session.ts';
import type { ClientStats } from './stats.ts';
import type { TxnOpList, TxnOptions, TxnRequest, TxnResult } from './txn.ts';
import { runTxn } from './txn-call.ts';
import { Watches } from './watches.ts';

/** Normal is what nodes take for granted. */
const priorities = {
  normal: ringkv.v1.Priority.PRIORITY_UNSPECIFIED,
  low: ringkv.v1.Priority.PRIORITY_LOW,
} as const;

export interface ConnectOptions {
  /** host:port of some nodes; the others are learned from them. */
  readonly endpoints: readonly string[];
  /** Deadline of calls that name none, and of connecting. Default 2 s. */
  readonly timeoutMs?: number;
  /** TLS: `true` with the authorities that Node.js trusts and no certificate. Default: plain connections. */
  readonly tls?: TlsOptions | boolean | undefined;
  /**
   * `low`: of everything that this client asks. Nodes under load refuse it while they still take the rest (OverloadedError). For work
   * that can wait, in a client of its own. Default `normal`.
   */
  readonly priority?: 'normal' | 'low' | undefined;
  /** Ends connecting early. */
  readonly signal?: AbortSignal;
  /** Bounds and delays other than the defaults, which suit a cluster in one region. */
  readonly tuning?: Partial<ClientTuning>;
}

export async function connect(options: ConnectOptions): Promise<RingKv> {
  const dispatcher = dispatcherOf(options);
  try {
    // Loads beside the first round trip; later calls route without waiting.
    const [hash] = await Promise.all([loadHash(), firstTopology(dispatcher, options.signal)]);
    return new Connection({ dispatcher, hash, watches: new Watches(dispatcher) });
  } catch (error) {
    await dispatcher.close(0);
    throw error;
  }
}

function dispatcherOf({
  endpoints,
  timeoutMs,
  tuning,
  tls,
  priority = 'normal',
}: ConnectOptions): Dispatcher {
  if (endpoints.length === 0) throw invalidRequest('Name at least one endpoint, as host:port');
  for (const endpoint of endpoints) {
    if (!/^[^\s,]+:[0-9]{1,5}$/.test(endpoint)) {
      throw invalidRequest(`"${endpoint}" is not an endpoint; write host:port`);
    }
  }
  if (timeoutMs !== undefined && !(timeoutMs > 0)) {
    throw invalidRequest(`timeoutMs must be positive, not ${timeoutMs}`);
  }
  const wirePriority = priorities[priority];
  if (wirePriority === undefined) {
    throw invalidRequest(`priority must be normal or low, not ${String(priority)}`);
  }
  return new Dispatcher({
    priority: wirePriority,
    endpoints: [...endpoints],
    tuning: {
      ...defaultTuning,
      ...tuning,
      ...(timeoutMs !== undefined && { timeoutMs: Math.min(timeoutMs, requestLimits.deadlineMs) }),
    },
    now: () => performance.now(),
    draw: Math.random,
    tag: hex(randomBytes(4)),
    tls: tls ? new ClientTls(tls === true ? {} : tls) : null,
  });
}

/** Round after round over all endpoints, until one answers or time is up. */
async function firstTopology(dispatcher: Dispatcher, signal?: AbortSignal): Promise<void> {
  const { topology, links, tuning, now } = dispatcher;
  const startedAt = now();
  const deadline = startedAt + tuning.timeoutMs;
  let backoffMs = 0;
  for (;;) {
    if (signal?.aborted) throw new AbortError(signal.reason, null);
    const problem = await topology.load(deadline - now(), signal);
    if (problem === null) return;
    await links.settled(deadline - now());
    const fault = links.fault(topology.endpoints);
    if (fault !== null) throw tlsErrorOf(fault);
    backoffMs = nextBackoff(backoffMs, now() - startedAt, tuning, dispatcher.draw);
    if (now() + backoffMs >= deadline) throw unreachable(problem, tuning.timeoutMs);
    await new Promise((resolve) => setTimeout(resolve, backoffMs));
  }
}

/** The root object: text values, and what concerns the cluster as a whole. */
class Connection extends CodecKeyspace<string, string> implements RingKv {
  readonly #core: Core;

  constructor(core: Core) {
    super(core, text);
    this.#core = core;
  }

  keyspace<Out, In>(codec: Codec<Out, In>): CodecKeyspace<Out, In> {
    return new CodecKeyspace(this.#core, codec);
  }

  txn<Then extends TxnOpList, Else extends TxnOpList>(
    request: TxnRequest<Then, Else>,
    options?: TxnOptions,
  ): Promise<TxnResult<Then, Else>> {
    return runTxn(this.#core, request, options);
  }

  session(token?: string): Session {
    return new SeenRevisions(this.#core.dispatcher.topology.view.clusterId, token);
  }

  stats(): ClientStats {
    return { ...this.#core.dispatcher.stats };
  }

  topology(options?: CallOptions): Promise<TopologyInfo> {
    return topologyOf(this.#core.dispatcher, options);
  }

  status(options?: CallOptions): Promise<ClusterStatus> {
    return statusOf(this.#core.dispatcher, options);
  }

  hashes(options?: CallOptions): Promise<readonly PartitionHashes[]> {
    return hashesOf(this.#core.dispatcher, options);
  }

  locate(key: Key, options?: CallOptions): Promise<KeyLocation> {
    return locate(this.#core, key, options);
  }

  changeSettings(
    change: Partial<ClusterSettings>,
    options?: CallOptions,
  ): Promise<ClusterSettings> {
    return changeSettings(this.#core.dispatcher, change, options);
  }

  moveLeader(partition: number, member: number, options?: CallOptions): Promise<LeaderMove> {
    return moveLeader(this.#core.dispatcher, partition, member, options);
  }

  close(options?: { readonly graceMs?: number }): Promise<void> {
    const { dispatcher, watches } = this.#core;
    watches.close();
    return dispatcher.close(options?.graceMs ?? dispatcher.tuning.timeoutMs);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function unreachable(problem: string, timeoutMs: number): UnavailableError {
  return new UnavailableError(`No endpoint reachable within ${timeoutMs} ms: ${problem}`, {
    code: 'UNAVAILABLE',
    reason: 'UNREACHABLE',
    outcome: 'not_executed',
    retryable: true,
  });
}
