import { describe, expect, it } from 'vitest';
import { ClusterKeys, clusterKeysKey } from '../../src/server/cluster-keys.ts';
import type { Host } from '../../src/server/host/host.ts';
import { Liveness, type LivenessHost } from '../../src/server/host/liveness.ts';
import { emptyFrame, type Frame, type SharedKeys } from '../../src/server/host/net.ts';
import type { Operation } from '../../src/server/host/operation.ts';
import type { Topology } from '../../src/server/host/topology.ts';
import { CorruptionError, type RecordView } from '../../src/storage/index.ts';
import { equalBytes } from '../../src/util/bytes.ts';
import { type Logger, silentLogger } from '../../src/util/logger.ts';
import { failed } from './fake-host.ts';

/** The meta group as one record that is there or not, and the proposals that it got. */
class MetaGroup {
  record: RecordView | null = null;
  serving = true;
  readable = true;
  readonly now = 0;
  readonly proposed: Operation[] = [];

  readonly host = this as unknown as Host;

  group(id: number): unknown {
    return id === 0 ? this : undefined;
  }

  find(key: Uint8Array): RecordView | null {
    return equalBytes(key, clusterKeysKey) ? this.record : null;
  }

  submitMeta(operation: Operation): void {
    this.proposed.push(operation);
  }

  /** The proposal applies, as an entry behind which the record has this revision. */
  apply(place: number, revision: number): void {
    const { body } = this.proposed[place] as Operation;
    if (body.type !== 'write' || body.command.body.kind !== 'put') throw new Error('no put');
    const { key, value, expect: condition } = body.command.body;
    expect(condition).toEqual({ type: 'absent' });
    const head = { version: 1, createRevision: revision, modRevision: revision, expiresAt: 0 };
    this.record ??= { key, value, ...head };
  }
}

class Rows {
  readonly rows = new Map<string, Uint8Array>();
  damaged = false;

  getNodeRow(name: string): Uint8Array | null {
    if (this.damaged) throw new CorruptionError('row', 'damaged');
    return this.rows.get(name) ?? null;
  }

  putNodeRow(name: string, value: Uint8Array): void {
    this.rows.set(name, value);
  }
}

function secretsOf(keys: ClusterKeys): string[] {
  return keys.pageKeys.map(({ secret }) => Buffer.from(secret).toString('hex'));
}

describe('the keys of a cluster (R36)', () => {
  it('are proposed once by whoever leads the meta group, also of a cluster that is older than they are', () => {
    const meta = new MetaGroup();
    const leader = new ClusterKeys(new Rows(), silentLogger);
    leader.attach(meta.host);
    leader.metaChanged();
    expect(meta.proposed.length).toBe(1);
    expect(leader.pageKeys).toEqual([]);
    meta.apply(0, 3);
    leader.metaChanged();
    expect([leader.revision, leader.pageKeys.length]).toEqual([3, 1]);
    expect(meta.proposed.length).toBe(1);
  });

  it('are not proposed by a node that only follows, and proposed again when a proposal is lost', () => {
    const meta = new MetaGroup();
    meta.serving = false;
    const node = new ClusterKeys(new Rows(), silentLogger);
    node.attach(meta.host);
    expect(meta.proposed.length).toBe(0);
    meta.serving = true;
    node.metaChanged();
    const lost = failed({ reason: 'LEADER_CHANGED', outcome: 'unknown' });
    meta.proposed[0]?.sink.reply(0, lost);
    node.metaChanged();
    expect(meta.proposed.length).toBe(2);
  });

  it('are those of the meta group where two leaders drew their own', () => {
    const meta = new MetaGroup();
    const [one, two] = [0, 1].map(() => new ClusterKeys(new Rows(), silentLogger));
    one?.attach(meta.host);
    two?.attach(meta.host);
    meta.apply(1, 4);
    meta.apply(0, 5);
    one?.metaChanged();
    two?.metaChanged();
    expect(secretsOf(one as ClusterKeys)).toEqual(secretsOf(two as ClusterKeys));
  });

  it('survive a restart, and are learned anew where the copy is damaged', () => {
    const meta = new MetaGroup();
    const rows = new Rows();
    const before = new ClusterKeys(rows, silentLogger);
    before.attach(meta.host);
    meta.apply(0, 3);
    before.metaChanged();
    const after = new ClusterKeys(rows, silentLogger);
    expect([after.revision, secretsOf(after)]).toEqual([3, secretsOf(before)]);
    rows.damaged = true;
    const without = new ClusterKeys(rows, silentLogger);
    expect(without.pageKeys).toEqual([]);
    without.attach(meta.host);
    expect(secretsOf(without)).toEqual(secretsOf(before));
  });

  it('go to a peer that has none, and an older copy never replaces a newer one', () => {
    const meta = new MetaGroup();
    const holder = new ClusterKeys(new Rows(), silentLogger);
    holder.attach(meta.host);
    meta.apply(0, 3);
    holder.metaChanged();
    const rows = new Rows();
    const other = new ClusterKeys(rows, silentLogger);
    other.received(holder.encoded as Uint8Array);
    expect(secretsOf(other)).toEqual(secretsOf(holder));
    expect(new ClusterKeys(rows, silentLogger).revision).toBe(3);
    const stale = new ClusterKeys(new Rows(), silentLogger);
    const meta2 = new MetaGroup();
    stale.attach(meta2.host);
    meta2.apply(0, 2);
    stale.metaChanged();
    other.received(stale.encoded as Uint8Array);
    expect(secretsOf(other)).toEqual(secretsOf(holder));
  });

  it('appear in no line of the log', () => {
    const lines: string[] = [];
    const write = (fields: object, message: string): void => {
      lines.push(JSON.stringify({ ...fields, message }));
    };
    const logger: Logger = { ...silentLogger, info: write, warn: write, error: write };
    const meta = new MetaGroup();
    const keys = new ClusterKeys(new Rows(), logger);
    keys.attach(meta.host);
    meta.apply(0, 3);
    keys.metaChanged();
    const [secret = ''] = secretsOf(keys);
    const base64 = Buffer.from(secret, 'hex').toString('base64');
    expect(lines.length).toBe(1);
    for (const word of [secret, base64]) expect(lines.join('\n')).not.toContain(word);
  });
});

describe('heartbeats', () => {
  const topology: Topology = {
    epoch: 1,
    members: [1, 2].map((id) => ({
      id,
      name: `n${id}`,
      address: '',
      zone: '',
      weight: 1,
      incarnation: '',
    })),
    partitions: 1,
    groups: [],
    encoded: new Uint8Array(0),
  };

  function livenessOf(keys: SharedKeys): { liveness: Liveness; sent: Partial<Frame>[] } {
    const sent: Partial<Frame>[] = [];
    const host: LivenessHost = {
      topology,
      groups: [],
      group: () => undefined,
      sendFrame: (_member, parts) => sent.push(parts),
      memberOf: () => 0,
      wallNow: () => 0,
      logger: silentLogger,
    };
    const options = { member: 1, epoch: 5, heartbeatMs: 100, electionTimeoutMinMs: 1_000 };
    const liveness = new Liveness(options, 0, host, keys);
    liveness.setTopology(topology);
    return { liveness, sent };
  }

  const beat = { sentAt: 0, wallMs: 0, claimsVersion: 0, claims: null, topologyEpoch: 1 };

  it('carry the keys to a peer until it tells that it has them', () => {
    const encoded = Uint8Array.of(1, 2, 3);
    const { liveness, sent } = livenessOf({ revision: 4, encoded, received: () => {} });
    liveness.beat(0);
    // Nobody knows yet what the peer has.
    expect(sent[0]?.keys).toBeNull();
    liveness.received(2, { ...emptyFrame, epoch: 9, heartbeat: { ...beat, keysRevision: 0 } }, 1);
    liveness.beat(100);
    expect(sent[1]).toMatchObject({ keys: encoded, heartbeat: { keysRevision: 4 } });
    liveness.received(2, { ...emptyFrame, epoch: 9, heartbeat: { ...beat, keysRevision: 4 } }, 101);
    liveness.beat(200);
    expect(sent[2]?.keys).toBeNull();
  });

  it('bring the keys of a peer', () => {
    const got: Uint8Array[] = [];
    const received = (encoded: Uint8Array): void => void got.push(encoded);
    const { liveness } = livenessOf({ revision: 0, encoded: null, received });
    const keys = Uint8Array.of(7);
    liveness.received(2, { ...emptyFrame, epoch: 9, keys }, 1);
    expect(got).toEqual([keys]);
  });
});
