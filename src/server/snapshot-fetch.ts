import { Client, type ClientReadableStream, type ServiceError, status } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { channelOptions, peerService } from '../rpc/index.ts';
import type { Clock, Timer } from '../util/clock.ts';
import { decodeSnapshotMeta, decodeSnapshotPoint, encodeSnapshotPoint } from './frame-codec.ts';
import type { PullFailure, SnapshotAsk, SnapshotReceiver, SnapshotTransfer } from './host/net.ts';
import type { CallTarget } from './peer-calls.ts';
import type { PeerDialer } from './peer-dialer.ts';
import type { NodeIdentity } from './topology-view.ts';
import { plainBytes } from './validate.ts';

export interface SnapshotFetch {
  /** Null when the member is unknown: the pull fails in the next turn. */
  readonly target: CallTarget | null;
  readonly dialer: PeerDialer;
  readonly identity: NodeIdentity;
  readonly ask: SnapshotAsk;
  readonly receiver: SnapshotReceiver;
  readonly clock: Clock;
  /** Without a sign of life for this long, while not paused, the stream is broken. */
  readonly stallMs: number;
}

/** A connection of its own: a bulk transfer must neither delay heartbeats nor share their flow-control window. */
const bulkOptions = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };

/** What the sender itself says; everything else happened on the way, and may be gone at the next try. */
const answers: ReadonlyMap<status, PullFailure> = new Map([
  [status.RESOURCE_EXHAUSTED, 'busy'],
  [status.FAILED_PRECONDITION, 'refused'],
  [status.PERMISSION_DENIED, 'refused'],
  [status.ABORTED, 'refused'],
]);

/** Pulls a snapshot, one chunk at a time; `resume` asks for the next. */
export function fetchSnapshot(fetch: SnapshotFetch): SnapshotTransfer {
  return new Transfer(fetch);
}

class Transfer implements SnapshotTransfer {
  readonly #fetch: SnapshotFetch;
  readonly #client: Client | null = null;
  readonly #stream: ClientReadableStream<ringkv.v1.SnapshotChunk.$Properties> | null = null;
  #finished = false;
  #hasMeta = false;
  /** All data was read, and the call ended well: both are needed, in any order. */
  #drained = false;
  #succeeded = false;
  #stall: Timer | null = null;

  constructor(fetch: SnapshotFetch) {
    this.#fetch = fetch;
    const { target, dialer } = fetch;
    if (target === null) {
      fetch.clock.defer(() => this.#fail('refused', 'the member is unknown'));
      return;
    }
    const { path, requestSerialize, responseDeserialize } = peerService.fetchSnapshot;
    const { clusterId, member, incarnation } = fetch.identity;
    const { group, index, resume } = fetch.ask;
    this.#client = new Client(target.address, dialer.credentials(target.name), bulkOptions);
    this.#stream = this.#client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      {
        clusterId,
        fromMember: member,
        incarnation,
        group,
        index,
        resume: resume === null ? null : encodeSnapshotPoint(resume),
      },
    );
    this.#stream.on('data', (chunk: ringkv.v1.SnapshotChunk.$Properties) => this.#receive(chunk));
    this.#stream.on('end', () => {
      this.#drained = true;
      this.#endWhenComplete();
    });
    this.#stream.on('error', (error: ServiceError) =>
      this.#fail(answers.get(error.code) ?? 'broken', error.message),
    );
    this.#stream.on('status', ({ code }: { code: number }) => {
      this.#succeeded = code === 0;
      this.#endWhenComplete();
    });
    this.#watchStall();
  }

  resume(): void {
    if (this.#finished) return;
    this.#watchStall();
    this.#stream?.resume();
  }

  cancel(): void {
    this.#release();
  }

  #receive(chunk: ringkv.v1.SnapshotChunk.$Properties): void {
    if (this.#finished) return;
    this.#watchStall();
    if (chunk.meta && !this.#begin(chunk)) {
      this.#fail('refused', 'the peer sent a malformed snapshot');
      return;
    }
    const data = plainBytes(chunk.data);
    if (!this.#hasMeta) {
      this.#fail('refused', 'the peer sent data before the description of the snapshot');
      return;
    }
    // The receiver may have cancelled on seeing the description.
    if (data.length === 0 || this.#finished) return;
    this.#stall?.cancel();
    this.#stream?.pause();
    this.#fetch.receiver.chunk(data);
  }

  #begin(chunk: ringkv.v1.SnapshotChunk.$Properties): boolean {
    const meta = chunk.meta ? decodeSnapshotMeta(chunk.meta) : null;
    const at = chunk.point ? decodeSnapshotPoint(chunk.point) : null;
    if (meta === null || this.#hasMeta || (chunk.point && at === null)) return false;
    this.#hasMeta = true;
    this.#fetch.receiver.meta(meta, at);
    return true;
  }

  #endWhenComplete(): void {
    if (this.#finished || !this.#drained || !this.#succeeded) return;
    if (!this.#hasMeta) {
      this.#fail('broken', 'the peer sent nothing');
      return;
    }
    this.#release();
    this.#fetch.receiver.end();
  }

  #fail(why: PullFailure, reason: string): void {
    if (this.#finished) return;
    this.#release();
    this.#fetch.receiver.failed(why, reason);
  }

  #watchStall(): void {
    const { clock, stallMs } = this.#fetch;
    this.#stall?.cancel();
    this.#stall = clock.timer(stallMs, () =>
      this.#fail('broken', `no sign of life within ${stallMs} ms`),
    );
  }

  #release(): void {
    this.#finished = true;
    this.#stall?.cancel();
    this.#stream?.cancel();
    this.#client?.close();
  }
}
