import { WalCorruptError } from '../../src/storage/index.ts';
import { parseSegmentFileName } from '../../src/storage/wal-format.ts';
import { recordsOf } from '../../src/storage/wal-inspect.ts';
import { type ScannedFrame, type ScannedSegment, scanSegment } from '../../src/storage/wal-scan.ts';
import { assert } from '../../src/util/assert.ts';
import { Random } from '../../src/util/random.ts';
import type { HostNode } from '../world/node.ts';
import type { FaultContext } from './context.ts';
import type { DiskFault } from './events.ts';
import { down } from './process-faults.ts';

type LogLoss = DiskFault & { readonly kind: 'logLoss' };

/**
 * The log of a node is damaged in its middle while it is down. Its start refuses that; then an operator starts it in
 * suspect mode, and what lies behind the damage is lost.
 */
export function loseLog(context: FaultContext, node: HostNode, fault: LogLoss): boolean {
  if (!maySuspect(context, node)) return false;
  const place = placeOf(node, fault);
  if (place === null) return false;
  const { path, offset, lsn } = place;
  node.kill();
  node.disk.damage(path, (content) => {
    content[offset] = (content[offset] ?? 0) ^ 1;
    return content;
  });
  try {
    node.start();
    assert(false, () => `n${node.member} starts on a log whose frame ${lsn} is damaged`);
  } catch (error) {
    if (!(error instanceof WalCorruptError)) throw error;
  }
  node.settings.walRecovery = 'suspect';
  context.note(`n${node.member} loses its log from frame ${lsn} on`);
  down(context, node, fault.downMs);
  return true;
}

/**
 * Only as long as a majority of every group, in both halves, is left that has lost nothing: where it is lost, so is the
 * group (docs/adr/0005).
 */
function maySuspect({ cluster }: FaultContext, node: HostNode): boolean {
  const isSuspect = (other: HostNode, group: number): boolean =>
    other === node ||
    other.settings.walRecovery === 'suspect' ||
    (other.alive && other.host.group(group)?.raft.suspect === true);
  // Of one that is down nobody knows.
  if (cluster.nodes.some(({ alive }) => !alive)) return false;
  return [0, ...cluster.groups].every((group) => {
    const leader = cluster.leaderOf(group)?.host.group(group);
    const conf = leader?.raft.conf;
    if (conf === undefined) return false;
    return [conf.voters, conf.outgoing].every((voters) => {
      const lost = cluster.nodes.filter((other) => {
        const id = other.host.group(group)?.raft.id;
        return id !== undefined && voters.includes(id) && isSuspect(other, group);
      });
      return voters.length === 0 || lost.length <= (voters.length - 1) >> 1;
    });
  });
}

/** A frame that a later one proves to have been durable, in the part that the fault is about. */
function placeOf(
  { disk, member }: HostNode,
  { part, salt }: LogLoss,
): { path: string; offset: number; lsn: number } | null {
  const walId = new Uint8Array(16).fill(member);
  const segments = disk
    .list('wal')
    .map(parseSegmentFileName)
    .filter((seq) => seq > 0)
    .map((seq) => {
      const path = `wal/${String(seq).padStart(16, '0')}.log`;
      return scanSegment(path, disk.readAll(path), walId, seq);
    });
  const [first, ...others] = segments.flatMap((segment) =>
    segment.frames.map((frame) => ({ segment, frame })),
  );
  const proven = Math.max(0, ...segments.map(({ provenLsn }) => provenLsn));
  const durable = others.filter(({ frame }) => frame.lsn <= proven);
  if (first === undefined || durable.length === 0) return null;
  const random = new Random(salt + member);
  const at = indexOf(
    durable.map(({ frame }) => frame),
    part,
    random,
  );
  const found = durable[at] as { segment: ScannedSegment; frame: ScannedFrame };
  const { path } = found.segment;
  return { path, offset: found.frame.offset + random.between(0, 39), lsn: found.frame.lsn };
}

/** `vote`: the last frame in which a term changed. */
function indexOf(frames: readonly ScannedFrame[], part: LogLoss['part'], random: Random): number {
  const last = frames.length - 1;
  if (part === 'any') return random.between(0, last);
  if (part === 'end') return random.between(Math.max(0, last - 30), last);
  const terms = new Map<number, number>();
  let at = last;
  frames.forEach((frame, i) => {
    for (const record of recordsOf(frame)) {
      if (record.kind !== 'hardState') continue;
      const { group, hardState } = record;
      if ((terms.get(group) ?? 0) < hardState.term) at = i;
      terms.set(group, hardState.term);
    }
  });
  return at;
}
