import { BenchError } from '../errors.ts';
import { samplesOf } from '../h2load/counters.ts';
import type { Measured } from '../load/protocol.ts';
import type { FloorLoad } from './cells.ts';

/** Of all nodes together, from their start on. */
export interface NodeCounters {
  /** Commands, at every replica. */
  readonly applied: number;
  /** Log entries, at every replica. */
  readonly entries: number;
  readonly logFrames: number;
  readonly logBytes: number;
  readonly flushes: number;
  readonly rows: number;
  readonly peerFrames: number;
}

/** How the work on operations of one load is batched, and how large it is. What is of no use for a get is NaN there. */
export interface Shape {
  readonly opsPerMessage: number;
  readonly opsPerAnswer: number;
  /** Of one operation in its message, and in the answer. */
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly putsPerEntry: number;
  readonly putsPerFrame: number;
  /** Of one put in one log. */
  readonly logBytes: number;
  readonly rowsPerFlush: number;
  readonly rowsPerPut: number;
  /** Between nodes, for one operation. */
  readonly peerFrames: number;
}

/** From the text of `/metrics` of every node. */
export function countersOf(metrics: readonly string[]): NodeCounters {
  const sum = (metric: string, labels: Readonly<Record<string, string>> = {}): number => {
    let total = 0;
    for (const text of metrics) {
      for (const sample of samplesOf(metric, text)) {
        const fits = Object.entries(labels).every(([name, value]) => sample.labels[name] === value);
        if (fits) total += sample.value;
      }
    }
    return total;
  };
  return {
    applied: sum('ringkv_server_proposals_applied_total'),
    entries: sum('ringkv_server_proposals_committed_total'),
    logFrames: sum('ringkv_disk_wal_fsync_duration_seconds_count'),
    logBytes: sum('ringkv_disk_wal_write_bytes_total'),
    flushes: sum('ringkv_disk_backend_commit_duration_seconds_count'),
    rows: sum('ringkv_disk_backend_rows_total'),
    peerFrames: sum('ringkv_network_peer_frames_total', { direction: 'sent' }),
  };
}

/** Of a turn between two looks at the counters. Throws a {@link BenchError} when something was not seen at all. */
export function shapeOf(
  { workload }: FloorLoad,
  { ops: inTime, lateOps, traffic }: Measured,
  before: NodeCounters,
  after: NodeCounters,
): Shape {
  const ops = inTime + lateOps;
  if (traffic === undefined || traffic.sent === 0 || traffic.received === 0 || ops === 0) {
    throw new BenchError(`${workload}: the streams of the client carried nothing`);
  }
  const grown = (name: keyof NodeCounters): number => after[name] - before[name];
  const puts = workload === 'put' ? grown('applied') : Number.NaN;
  const flushes = workload === 'put' ? grown('flushes') : Number.NaN;
  if (puts === 0 || flushes === 0) {
    throw new BenchError('put: no flush was seen in a turn: a longer --turn-ms');
  }
  return {
    opsPerMessage: ops / traffic.sent,
    opsPerAnswer: ops / traffic.received,
    requestBytes: traffic.sentBytes / ops,
    answerBytes: traffic.receivedBytes / ops,
    putsPerEntry: puts / grown('entries'),
    putsPerFrame: puts / grown('logFrames'),
    logBytes: grown('logBytes') / puts,
    rowsPerFlush: grown('rows') / flushes,
    rowsPerPut: grown('rows') / puts,
    peerFrames: grown('peerFrames') / ops,
  };
}
