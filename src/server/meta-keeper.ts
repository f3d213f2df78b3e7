import type { ringkv } from '#proto';
import type { Hash32 } from '../util/hash.ts';
import type { Logger } from '../util/logger.ts';
import type { Host } from './host/host.ts';
import type { ReplySink } from './host/operation.ts';
import type { Identity } from './identity.ts';
import { type NodeRowStore, proposeFirst, savedRow } from './meta-records.ts';
import { changeSettings, type SettingsDone } from './meta-settings.ts';
import {
  decodeTopology,
  encodeTopology,
  hostTopology,
  initialTopology,
  plannedTopology,
  settingsOf,
  topologyKey,
} from './meta-topology.ts';
import {
  type ClusterSettings,
  initialSettings,
  type MemberView,
  type TopologyView,
} from './topology-view.ts';

/** The node row under which the last topology is kept, so that a restarted node can answer at once (R13). */
const nodeRow = 'topology';

/**
 * Follows the topology: from this node's last copy, from the meta group when it holds a replica of it, from peers
 * otherwise; and proposes the first one when it leads a meta group that has none.
 */
export class MetaKeeper implements TopologyView, ReplySink {
  readonly #identity: Identity;
  readonly #hash: Hash32;
  readonly #rows: NodeRowStore;
  readonly #logger: Logger;
  #host: Host | null = null;
  #message: ringkv.v1.Topology;
  #clusterId: Uint8Array;
  #members: readonly MemberView[] = [];
  #settings: ClusterSettings = initialSettings;
  #replicas: readonly (readonly number[])[] = [];
  #proposing = false;

  constructor(identity: Identity, hash: Hash32, rows: NodeRowStore, logger: Logger) {
    this.#identity = identity;
    this.#hash = hash;
    this.#rows = rows;
    this.#logger = logger;
    const saved = savedRow(rows, nodeRow, logger);
    this.#message = saved === null ? initialTopology(identity) : decodeTopology(saved);
    this.#clusterId = this.#message.clusterId;
    this.#index();
  }

  /** Hands the known topology to the host, and every newer one from now on. */
  attach(host: Host): void {
    this.#host = host;
    host.setTopology(hostTopology(this.#message));
    this.metaChanged();
  }

  /** Something was applied in the meta group, or its leadership changed. */
  metaChanged(): void {
    const meta = this.#host?.group(0);
    // Nothing can be looked up while the database is being reopened: the host asks again (R23).
    if (meta === undefined || this.#host?.readable === false) return;
    const record = meta.find(topologyKey);
    if (record === null) {
      if (meta.serving && !this.#proposing) this.#propose();
    } else if (record.modRevision > this.epoch) {
      const message = decodeTopology(record.value);
      message.epoch = record.modRevision;
      this.#adopt(message);
    }
  }

  received(encoded: Uint8Array): void {
    const message = decodeTopology(encoded);
    if (message.epoch > this.epoch) this.#adopt(message);
  }

  #adopt(message: ringkv.v1.Topology): void {
    this.#message = message;
    this.#index();
    this.#rows.putNodeRow(nodeRow, encodeTopology(message));
    this.#host?.setTopology(hostTopology(message));
    this.#logger.info(
      { epoch: message.epoch, members: message.members.length, partitions: message.partitions },
      'topology',
    );
  }

  /** Into a new database. */
  saveAgain(): void {
    if (this.epoch > 0) this.#rows.putNodeRow(nodeRow, encodeTopology(this.#message));
  }

  #index(): void {
    this.#settings = settingsOf(this.#message);
    this.#members = this.#message.members.map(({ id, name, address }) => ({
      id: id ?? 0,
      name: name ?? '',
      address: address ?? '',
    }));
    this.#replicas = this.#message.placements.map(({ replicas }) =>
      (replicas ?? []).map(({ memberId }) => memberId ?? 0),
    );
  }

  /** Only if there is none yet: a second proposal by the next leader finds the first one's record (R9). */
  #propose(): void {
    const host = this.#host;
    if (host === null) return;
    this.#proposing = true;
    proposeFirst(
      host,
      topologyKey,
      encodeTopology(plannedTopology(this.#identity, this.#hash)),
      this,
    );
  }

  /** `timeoutMs` from now; only where the meta group is led. */
  changeSettings(change: Partial<ClusterSettings>, timeoutMs: number, done: SettingsDone): void {
    const host = this.#host;
    const message = 'the node is starting';
    if (host !== null) changeSettings(host, change, host.now + timeoutMs, done);
    else done({ type: 'failed', reason: 'NOT_READY', outcome: 'not_executed', message });
  }

  /** Whatever came of the proposal, the meta group's own state tells; a lost one is made again. */
  reply(): void {
    this.#proposing = false;
  }

  get epoch(): number {
    return this.#message.epoch;
  }

  get clusterId(): Uint8Array {
    return this.#clusterId;
  }

  get partitions(): number {
    return this.#message.partitions;
  }

  get self(): number {
    return this.#identity.member;
  }

  get members(): readonly MemberView[] {
    return this.#members;
  }

  get settings(): ClusterSettings {
    return this.#settings;
  }

  address(member: number): string | null {
    return this.#members.find(({ id }) => id === member)?.address ?? null;
  }

  replicasOf(partition: number): readonly number[] {
    return this.#replicas[partition] ?? [];
  }

  message(): ringkv.v1.Topology {
    return this.#message;
  }
}
