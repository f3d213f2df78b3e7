import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DropReason, EdgeMetrics, RequestMethod } from './edge-metrics.ts';
import type { Abandonment, HostMetrics } from './host/host-metrics.ts';
import { observeProcess, sampled } from './process-metrics.ts';
import { RequestHistogram } from './request-histogram.ts';
import { directions, tallies, tally } from './tally.ts';
import { WatchCounts } from './watch/watch-counts.ts';

const syncBuckets = [
  0.00025, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.5, 1, 4,
];

/**
 * All metrics of a node, under `ringkv_`, with etcd's names where etcd has the same thing. Durations come in as
 * milliseconds and go out as seconds.
 */
export class NodeMetrics implements HostMetrics, EdgeMetrics {
  readonly #registry = new Registry();
  readonly #requests = new RequestHistogram(
    'ringkv_request_duration_seconds',
    'Operations answered, by gRPC code; forwarded ones count at both nodes',
    ['method', 'consistency', 'code'],
  );
  readonly #groups = this.#gauge('ringkv_server_groups', 'Replicas on this node');
  readonly #hasLeader = this.#gauge('ringkv_server_has_leader', 'Replicas that know a leader');
  readonly #isLeader = this.#gauge('ringkv_server_is_leader', 'Replicas that lead');
  readonly #suspects = this.#gauge(
    'ringkv_suspect_replicas',
    'Replicas that lost a part of their log and count in no quorum',
  );
  readonly #leaderChanges = this.#counter(
    'ringkv_server_leader_changes_seen_total',
    'New leaders seen by replicas of this node',
  );
  readonly #committed = tally(
    this.#registry,
    'ringkv_server_proposals_committed_total',
    'Log entries committed',
  );
  readonly #applied = tally(
    this.#registry,
    'ringkv_server_proposals_applied_total',
    'Commands applied',
  );
  readonly #proposalsPending = this.#gauge(
    'ringkv_server_proposals_pending',
    'Operations waiting in the host',
  );
  readonly #proposalsFailed = this.#labelled(
    'ringkv_server_proposals_failed_total',
    'Operations that the host failed',
    ['reason'],
  );
  readonly #messagesDropped = this.#labelled(
    'ringkv_raft_messages_dropped_total',
    'Raft messages that no replica took',
    ['reason'],
  );
  readonly #dedupHits = this.#counter(
    'ringkv_dedup_hits_total',
    'Commands answered from the exactly-once table',
  );
  readonly #casConflicts = this.#counter(
    'ringkv_cas_conflicts_total',
    'Writes whose expectation failed, transactions whose comparisons did not all hold',
  );
  readonly watches = new WatchCounts(this.#registry);
  readonly #expired = this.#counter('ringkv_expired_keys_total', 'Keys removed by their TTL');
  readonly #diskFree = this.#gauge(
    'ringkv_disk_free_bytes',
    'Free space beside the data directory',
  );
  readonly #databaseFull = this.#counter(
    'ringkv_disk_backend_out_of_space_total',
    'Times that LevelDB ran out of space',
  );
  readonly #databaseReopened = this.#counter(
    'ringkv_disk_backend_reopens_total',
    'Times that LevelDB was reopened after it ran out of space',
  );
  readonly #walSync = this.#histogram(
    'ringkv_disk_wal_fsync_duration_seconds',
    'One durable write of the log',
  );
  readonly #walBytes = tally(
    this.#registry,
    'ringkv_disk_wal_write_bytes_total',
    'Bytes written to the log',
  );
  readonly #walCopied = this.#counter(
    'ringkv_disk_wal_copied_bytes_total',
    'Entry data repeated in the log to free old segments',
  );
  readonly #flush = this.#histogram(
    'ringkv_disk_backend_commit_duration_seconds',
    'One synced LevelDB batch',
  );
  readonly #flushRows = this.#counter('ringkv_disk_backend_rows_total', 'Rows flushed to LevelDB');
  readonly #readConfirmed = this.#histogram(
    'ringkv_read_index_duration_seconds',
    'From a linearizable read to its confirmed and applied index',
  );
  readonly #snapshotBytes = this.#counter(
    'ringkv_snapshot_installed_bytes_total',
    'Bytes of installed snapshots',
  );
  readonly #snapshotsSending = this.#gauge(
    'ringkv_network_snapshot_send_inflights_total',
    'Snapshots being sent',
  );
  readonly #snapshotsReceiving = this.#gauge(
    'ringkv_network_snapshot_receive_inflights_total',
    'Snapshots being received',
  );
  readonly #snapshotTraffic = this.#labelled(
    'ringkv_network_snapshot_bytes_total',
    'Bytes of chunks of snapshots',
    ['direction'],
  );
  readonly #snapshotsResumed = this.#counter(
    'ringkv_network_snapshot_resumed_total',
    'Snapshots received further where their stream had broken off',
  );
  readonly #snapshotsRefused = this.#labelled(
    'ringkv_network_snapshot_refused_total',
    'Snapshots that peers asked for and did not get',
    ['reason'],
  );
  readonly #stalls = this.#counter(
    'ringkv_event_loop_stalls_total',
    'Times that the event loop stood still for longer than a heartbeat',
  );
  readonly #peerBytes = directions(
    this.#registry,
    'ringkv_network_peer_bytes_total',
    'Frame bytes',
  );
  readonly #peerFrames = directions(this.#registry, 'ringkv_network_peer_frames_total', 'Frames');
  readonly #peerDropped = this.#labelled(
    'ringkv_network_peer_dropped_total',
    'Frames and messages dropped',
    ['direction', 'reason'],
  );
  readonly #replicasLost = this.#counter(
    'ringkv_replicas_lost_total',
    'Replicas whose state turned out to be damaged, missing or different',
  );
  readonly #differing = this.#gauge(
    'ringkv_groups_differing',
    'Groups of this node whose replicas had different records at one index when they were last compared',
  );
  readonly #scrubbed = this.#counter(
    'ringkv_scrubbed_bytes_total',
    'Rows read again and found whole',
  );
  readonly #rebuilding = this.#gauge(
    'ringkv_replicas_rebuilding',
    'Replicas without a state, waiting for a snapshot',
  );
  readonly #activePeers = this.#gauge('ringkv_network_active_peers', 'Peers that can be sent to');
  readonly #forwarded = this.#counter(
    'ringkv_forwarded_operations_total',
    'Operations sent on to other nodes',
  );
  readonly #abandoned = tallies(
    this.#registry,
    'ringkv_abandoned_operations_total',
    'Operations dropped before they began, because nobody waited for them any more',
    'why',
    { cancelled: 0, deadline: 0 },
  );
  /** Set for every operation: a field costs less than a gauge. */
  #pending = 0;
  #admissionLimit = 0;
  readonly #stopSampling: () => void;

  constructor() {
    const gc = this.#histogram('ringkv_gc_pause_seconds', 'Garbage collection pauses');
    this.#stopSampling = observeProcess(this.#registry, (pauseMs) => gc.observe(pauseMs / 1_000));
    const limit = (): number => this.#admissionLimit;
    sampled(
      this.#registry,
      'ringkv_admission_limit',
      'What ringkv_pending_operations may come to',
      limit,
    );
    const pending = (): number => this.#pending;
    sampled(this.#registry, 'ringkv_pending_operations', 'Admitted and unanswered', pending);
  }

  /** In the text format of Prometheus. */
  get registry(): Registry {
    return this.#registry;
  }

  async render(): Promise<string> {
    return `${await this.#registry.metrics()}\n${this.#requests.render()}`;
  }

  close(): void {
    this.#stopSampling();
  }

  leaderChanged(_group: number): void {
    this.#leaderChanges.inc();
  }

  groups(total: number, led: number, withLeader: number): void {
    this.#groups.set(total);
    this.#isLeader.set(led);
    this.#hasLeader.set(withLeader);
  }

  suspects(count: number): void {
    this.#suspects.set(count);
  }

  proposalsPending(count: number): void {
    this.#proposalsPending.set(count);
  }

  diskFree(bytes: number): void {
    this.#diskFree.set(bytes);
  }

  databaseFull(): void {
    this.#databaseFull.inc();
  }

  databaseReopened(): void {
    this.#databaseReopened.inc();
  }

  proposalsFailed(reason: string, count: number): void {
    this.#proposalsFailed.inc({ reason }, count);
  }

  messageDropped(reason: string): void {
    this.#messagesDropped.inc({ reason });
  }

  committed(entries: number): void {
    this.#committed.count += entries;
  }

  applied(commands: number): void {
    this.#applied.count += commands;
  }

  dedupHits(count: number): void {
    this.#dedupHits.inc(count);
  }

  casConflicts(count: number): void {
    this.#casConflicts.inc(count);
  }

  expiredKeys(count: number): void {
    this.#expired.inc(count);
  }

  walSync(durationMs: number, bytes: number): void {
    this.#walSync.observe(durationMs / 1_000);
    this.#walBytes.count += bytes;
  }

  walCopied(bytes: number): void {
    this.#walCopied.inc(bytes);
  }

  flush(durationMs: number, rows: number): void {
    this.#flush.observe(durationMs / 1_000);
    this.#flushRows.inc(rows);
  }

  readConfirmed(durationMs: number): void {
    this.#readConfirmed.observe(durationMs / 1_000);
  }

  snapshotInstalled(bytes: number): void {
    this.#snapshotBytes.inc(bytes);
  }

  replicaLost(): void {
    this.#replicasLost.inc();
  }

  scrubbed(bytes: number): void {
    this.#scrubbed.inc(bytes);
  }

  replicasDiffer(groups: number): void {
    this.#differing.set(groups);
  }

  lostReplicas(count: number): void {
    this.#rebuilding.set(count);
  }

  snapshotsSending(count: number): void {
    this.#snapshotsSending.set(count);
  }

  snapshotsReceiving(count: number): void {
    this.#snapshotsReceiving.set(count);
  }

  snapshotSent(bytes: number): void {
    this.#snapshotTraffic.inc({ direction: 'sent' }, bytes);
  }

  snapshotReceived(bytes: number): void {
    this.#snapshotTraffic.inc({ direction: 'received' }, bytes);
  }

  snapshotResumed(): void {
    this.#snapshotsResumed.inc();
  }

  snapshotRefused(reason: string): void {
    this.#snapshotsRefused.inc({ reason });
  }

  stalled(_durationMs: number): void {
    this.#stalls.inc();
  }

  request(method: RequestMethod, consistency: string, code: string, durationMs: number): void {
    this.#requests.observe(method, consistency, code, durationMs / 1_000);
  }

  peerSent(bytes: number, frames: number): void {
    this.#peerBytes.sent += bytes;
    this.#peerFrames.sent += frames;
  }

  peerReceived(bytes: number, frames: number): void {
    this.#peerBytes.received += bytes;
    this.#peerFrames.received += frames;
  }

  peerDropped(direction: 'sent' | 'received', reason: DropReason, count: number): void {
    this.#peerDropped.inc({ direction, reason }, count);
  }

  peerConnections(up: number): void {
    this.#activePeers.set(up);
  }

  forwarded(count: number): void {
    this.#forwarded.inc(count);
  }

  abandoned(why: Abandonment, count: number): void {
    this.#abandoned[why] += count;
  }

  pending(count: number, limit: number): void {
    this.#pending = count;
    this.#admissionLimit = limit;
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.#registry] });
  }

  #labelled<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.#registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: syncBuckets, registers: [this.#registry] });
  }
}
