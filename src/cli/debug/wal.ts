import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { NodeDisk } from '../../storage/node-disk.ts';
import { WalForeignError } from '../../storage/wal-errors.ts';
import { type InspectedWal, inspectWal, recordsOf } from '../../storage/wal-inspect.ts';
import type { WalRecord } from '../../storage/wal-record.ts';
import { salvageWal } from '../../storage/wal-salvage.ts';
import type { ScannedFrame, ScannedSegment } from '../../storage/wal-scan.ts';
import { CliError, exitCodes } from '../errors.ts';
import { json, table } from '../output.ts';
import { type Cli, formatOf, refuseConnectionOptions } from '../session.ts';

export interface WalFlags {
  readonly frames?: boolean;
  readonly salvage?: string;
}

/** Says what the log of a data directory holds; a {@link CliError} when kvd would not start on it. */
export async function debugWal(
  dataDir: string,
  flags: WalFlags,
  command: Command,
  cli: Cli,
): Promise<void> {
  refuseConnectionOptions(command);
  const asJson = formatOf(command) === 'json';
  const disk = new NodeDisk();
  const wal = inspected(disk, dataDir);
  await cli.out.write(asJson ? `${json(walJson(wal, flags.frames === true))}\n` : textOf(wal));
  if (flags.frames === true && !asJson) await printFrames(cli, wal);
  if (flags.salvage !== undefined) await salvage(cli, wal, disk, flags.salvage);
  if (wal.problem !== null) throw new CliError(wal.problem.message, exitCodes.failure);
}

function inspected(disk: NodeDisk, dataDir: string): InspectedWal {
  const inside = join(dataDir, 'wal');
  try {
    return inspectWal(disk, existsSync(inside) ? inside : dataDir);
  } catch (error) {
    if (!(error instanceof WalForeignError)) throw error;
    throw new CliError(error.message, exitCodes.failure);
  }
}

async function salvage(cli: Cli, wal: InspectedWal, disk: NodeDisk, target: string): Promise<void> {
  try {
    const { frames, lastLsn, leftBehind, groupsLeftBehind, groupsGone } = salvageWal(
      wal,
      disk,
      target,
    );
    const left =
      leftBehind === 0
        ? 'nothing intact was left behind'
        : `${leftBehind} intact frames behind the damage were left, of groups ${groupsLeftBehind.join(', ')}`;
    const gone = groupsGone.length === 0 ? '' : `; groups ${groupsGone.join(', ')} are not in it`;
    await cli.err.write(
      `salvaged ${frames} frames, up to ${lastLsn}, into ${target}; ${left}${gone}\n` +
        'a replica on it may have forgotten votes and acknowledgements: read with it, do not let it vote\n',
    );
  } catch (error) {
    if (!(error instanceof WalForeignError)) throw error;
    throw new CliError(error.message, exitCodes.failure);
  }
}

function textOf({ segments, groups, notes, problem }: InspectedWal): string {
  const parts = [
    table(
      ['SEGMENT', 'FRAMES', 'FIRST', 'LAST', 'DURABLE', 'BYTES', 'BEHIND THEM'],
      segments.map((segment) => [
        segment.seq,
        segment.frames.length,
        segment.header?.firstLsn ?? '?',
        segment.frames.at(-1)?.lsn ?? '-',
        segment.provenLsn,
        segment.end,
        behind(segment),
      ]),
    ),
  ];
  if (groups.length > 0) {
    parts.push(
      table(
        ['GROUP', 'REPLICA', 'TERM', 'VOTE', 'COMMIT', 'FROM', 'TO', 'LAST TERM', 'TRUSTED'],
        groups.map(({ group, replica, suspect, hardState, boundary, lastIndex, runs }) => [
          group,
          replica,
          hardState.term,
          hardState.vote,
          hardState.commit,
          boundary.index + 1,
          lastIndex,
          runs.at(-1)?.term ?? boundary.term,
          suspect ? 'no' : 'yes',
        ]),
      ),
    );
  }
  for (const note of notes) parts.push(`a start would note: ${note}\n`);
  parts.push(problem === null ? 'kvd would start on it\n' : 'kvd would refuse to start on it\n');
  return parts.join('\n');
}

function behind({ header, torn, junk }: ScannedSegment): string {
  if (header === null) return 'the header is damaged';
  if (torn) return 'a write that was torn, or damage';
  return junk ? 'bytes of a former life, or damage' : 'nothing';
}

async function printFrames(cli: Cli, { segments }: InspectedWal): Promise<void> {
  for (const { seq, frames } of segments) {
    for (const frame of frames) {
      const { lsn, offset, durableLsn } = frame;
      await cli.out.write(`frame ${lsn} in segment ${seq} at ${offset}, durable ${durableLsn}\n`);
      for (const record of recordsOf(frame)) await cli.out.write(`  ${recordText(record)}\n`);
    }
  }
}

function recordText(record: WalRecord): string {
  const who = `${record.kind} group ${record.group} replica ${record.replica}`;
  switch (record.kind) {
    case 'entries':
    case 'copy': {
      const { first, entries } = record;
      const bytes = entries.reduce((sum, { data }) => sum + data.length, 0);
      const terms = [...new Set(entries.map(({ term }) => term))].join(', ');
      return `${who}: ${first}..${first + entries.length - 1} of term ${terms}, ${bytes} bytes`;
    }
    case 'hardState': {
      const { term, vote, commit } = record.hardState;
      return `${who}: term ${term}, vote ${vote}, commit ${commit}`;
    }
    case 'state': {
      const { hardState, boundary, lastIndex, suspect } = record;
      const { term, vote, commit } = hardState;
      return `${who}: term ${term}, vote ${vote}, commit ${commit}, log ${boundary.index + 1}..${lastIndex}${suspect ? ', suspect' : ''}`;
    }
    case 'snapshot':
    case 'compact':
      return `${who}: index ${record.meta.index}, term ${record.meta.term}`;
    case 'create':
      return `${who}: voters ${record.conf.voters.join(', ') || 'none'}`;
    case 'tombstone':
    case 'suspect':
    case 'trusted':
      return who;
    case 'loss':
      return 'loss: replicas created from here on are suspect';
  }
}

function walJson(wal: InspectedWal, withFrames: boolean): object {
  const { walId, segments, groups, notes, problem } = wal;
  return {
    walId: Buffer.from(walId).toString('hex'),
    segments: segments.map((segment) => segmentJson(segment, withFrames)),
    groups: groups.map(({ group, replica, suspect, hardState, boundary, lastIndex }) => ({
      group,
      replica,
      suspect,
      term: hardState.term,
      vote: hardState.vote,
      commit: hardState.commit,
      firstIndex: boundary.index + 1,
      lastIndex,
    })),
    notes,
    problem: problem?.message ?? null,
  };
}

function segmentJson(segment: ScannedSegment, withFrames: boolean): object {
  const { path, seq, header, frames, end, torn, provenLsn } = segment;
  return {
    path,
    seq,
    firstLsn: header?.firstLsn ?? null,
    lastLsn: frames.at(-1)?.lsn ?? null,
    durableLsn: provenLsn,
    bytes: end,
    torn,
    ...(withFrames ? { frames: frames.map(frameJson) } : {}),
  };
}

function frameJson(frame: ScannedFrame): object {
  const { lsn, offset, durableLsn } = frame;
  return { lsn, offset, durableLsn, records: recordsOf(frame).map(recordText) };
}
