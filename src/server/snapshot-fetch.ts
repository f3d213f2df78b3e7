import { Client, type ClientReadableStream, credentials } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { channelOptions, peerService } from '../rpc/index.ts';
import type { Clock, Timer } from '../util/clock.ts';
import { decodeSnapshotMeta } from './frame-codec.ts';
import type { SnapshotReceiver, SnapshotTransfer } from './host/net.ts';
import type { NodeIdentity } from './topology-view.ts';
import { plainBytes } from './validate.ts';

export interface SnapshotFetch {
  /** Null when the member is unknown: the transfer fails in the next turn. */
  readonly address: string | null;
  readonly identity: NodeIdentity;
  readonly group: number;
  readonly index: number;
  readonly sink: SnapshotReceiver;
  readonly clock: Clock;
  /** Without a chunk for this long, while not paused, the transfer has failed. */
  readonly stallMs: number;
}

/** A connection of its own: a bulk transfer must neither delay heartbeats nor share their flow-control window. */
const bulkOptions = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };

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
    if (fetch.address === null) {
      fetch.clock.defer(() => this.#fail('the member is unknown'));
      return;
    }
    const { path, requestSerialize, responseDeserialize } = peerService.fetchSnapshot;
    const { clusterId, member, incarnation } = fetch.identity;
    const { group, index } = fetch;
    this.#client = new Client(fetch.address, credentials.createInsecure(), bulkOptions);
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
      },
    );
    this.#stream.on('data', (chunk: ringkv.v1.SnapshotChunk.$Properties) => this.#receive(chunk));
    this.#stream.on('end', () => {
      this.#drained = true;
      this.#endWhenComplete();
    });
    this.#stream.on('error', (error) => this.#fail(error.message));
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
    if (chunk.meta) {
      const meta = decodeSnapshotMeta(chunk.meta);
      if (meta === null || this.#hasMeta) {
        this.#fail('the peer sent a malformed snapshot');
        return;
      }
      this.#hasMeta = true;
      this.#fetch.sink.meta(meta);
    }
    const data = plainBytes(chunk.data);
    if (!this.#hasMeta) {
      this.#fail('the peer sent data before the description of the snapshot');
      return;
    }
    // The sink may have cancelled on seeing the description.
    if (data.length === 0 || this.#finished) return;
    this.#stall?.cancel();
    this.#stream?.pause();
    this.#fetch.sink.chunk(data);
  }

  #endWhenComplete(): void {
    if (this.#finished || !this.#drained || !this.#succeeded) return;
    if (!this.#hasMeta) {
      this.#fail('the peer sent nothing');
      return;
    }
    this.#release();
    this.#fetch.sink.end();
  }

  #fail(reason: string): void {
    if (this.#finished) return;
    this.#release();
    this.#fetch.sink.failed(reason);
  }

  #watchStall(): void {
    const { clock, stallMs } = this.#fetch;
    this.#stall?.cancel();
    this.#stall = clock.timer(stallMs, () => this.#fail(`no chunk within ${stallMs} ms`));
  }

  #release(): void {
    this.#finished = true;
    this.#stall?.cancel();
    this.#stream?.cancel();
    this.#client?.close();
  }
}
