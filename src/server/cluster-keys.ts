import { randomBytes } from 'node:crypto';
import { ringkv } from '#proto';
import { utf8 } from '../util/bytes.ts';
import type { Logger } from '../util/logger.ts';
import type { Host } from './host/host.ts';
import type { SharedKeys } from './host/net.ts';
import type { ReplySink } from './host/operation.ts';
import { type NodeRowStore, proposeFirst, savedRow } from './meta-records.ts';
import { type PageKey, type PageKeys, pageSecretBytes } from './page-token.ts';

/** The meta group's record that holds the keys; its modRevision is their revision. */
export const clusterKeysKey: Uint8Array = utf8('cluster-keys');

/** The node row of the last copy. */
const nodeRow = 'cluster-keys';

/**
 * The secrets of the cluster (R36), drawn once, by whoever leads a meta group that has none: at its birth, or when a
 * cluster of an older release is upgraded.
 *
 *   meta record ─▶ replicas of the meta group ─▶ heartbeats ─▶ the other nodes          each keeps a copy in a node row
 *
 * They leave a node in frames to its peers and in snapshots of the meta group alone: no client message, status, log line
 * or debug command names them.
 */
export class ClusterKeys implements SharedKeys, PageKeys, ReplySink {
  readonly #rows: NodeRowStore;
  readonly #logger: Logger;
  #host: Host | null = null;
  #encoded: Uint8Array | null = null;
  #revision = 0;
  #pageKeys: readonly PageKey[] = [];
  #proposing = false;

  constructor(rows: NodeRowStore, logger: Logger) {
    this.#rows = rows;
    this.#logger = logger;
    const saved = savedRow(rows, nodeRow, logger);
    if (saved !== null) this.#take(decode(saved));
  }

  /** 0 while none are known. */
  get revision(): number {
    return this.#revision;
  }

  /** As peers get them. */
  get encoded(): Uint8Array | null {
    return this.#encoded;
  }

  /** The last one signs; empty while none are known. */
  get pageKeys(): readonly PageKey[] {
    return this.#pageKeys;
  }

  attach(host: Host): void {
    this.#host = host;
    this.metaChanged();
  }

  /** Something was applied in the meta group, or its leadership changed. */
  metaChanged(): void {
    const host = this.#host;
    const meta = host?.group(0);
    if (host === null || meta === undefined || !host.readable) return;
    const record = meta.find(clusterKeysKey);
    if (record !== null) {
      if (record.modRevision > this.#revision) {
        const keys = decode(record.value);
        keys.revision = record.modRevision;
        this.#adopt(keys);
      }
    } else if (meta.serving && !this.#proposing) {
      this.#proposing = true;
      proposeFirst(host, clusterKeysKey, encode(firstKeys()), this);
    }
  }

  /** Of a peer. */
  received(encoded: Uint8Array): void {
    const keys = decode(encoded);
    if (keys.revision > this.#revision) this.#adopt(keys);
  }

  /** Into a new database. */
  saveAgain(): void {
    if (this.#encoded !== null) this.#rows.putNodeRow(nodeRow, this.#encoded);
  }

  /** Whatever came of the proposal, the meta group's own state tells; a lost one is made again. */
  reply(): void {
    this.#proposing = false;
  }

  #adopt(keys: ringkv.v1.ClusterKeys): void {
    this.#take(keys);
    this.saveAgain();
    this.#logger.info({ revision: keys.revision, keys: keys.pageKeys.length }, 'cluster keys');
  }

  #take(keys: ringkv.v1.ClusterKeys): void {
    this.#revision = keys.revision;
    this.#encoded = encode(keys);
    this.#pageKeys = keys.pageKeys.map(({ id, secret }) => ({
      id: id ?? 0,
      secret: new Uint8Array(secret ?? []),
    }));
  }
}

function firstKeys(): ringkv.v1.ClusterKeys {
  const pageKeys = [{ id: 1, secret: new Uint8Array(randomBytes(pageSecretBytes)) }];
  return ringkv.v1.ClusterKeys.create({ revision: 0, pageKeys });
}

function encode(keys: ringkv.v1.ClusterKeys): Uint8Array {
  return ringkv.v1.ClusterKeys.encode(keys).finish();
}

function decode(bytes: Uint8Array): ringkv.v1.ClusterKeys {
  // A copy: decoded byte fields are views, and these live long.
  return ringkv.v1.ClusterKeys.decode(bytes.slice());
}
