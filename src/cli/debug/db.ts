import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type InspectedGeneration, inspectDatabase } from '../../storage/db-inspect.ts';
import { type Restored, RestoreError, restoreAside } from '../../storage/db-restore.ts';
import { type Engine, EngineError } from '../../storage/engine.ts';
import { NodeDisk } from '../../storage/node-disk.ts';
import { CorruptionError, isDamage } from '../../storage/storage-errors.ts';
import { WalForeignError } from '../../storage/wal-errors.ts';
import { inspectWal } from '../../storage/wal-inspect.ts';
import { CliError, exitCodes } from '../errors.ts';
import { json, table } from '../output.ts';
import { parseInteger } from '../parse.ts';
import { type Cli, formatOf, refuseConnectionOptions } from '../session.ts';

export interface DbFlags {
  readonly restore?: string;
}

const groupsMax = 0xffff_fffe;

/** Lists the generations of a database, or restores one that was set aside. */
export async function debugDb(
  dataDir: string,
  flags: DbFlags,
  command: Command,
  cli: Cli,
): Promise<void> {
  refuseConnectionOptions(command);
  const asJson = formatOf(command) === 'json';
  const group =
    flags.restore === undefined ? null : parseInteger('--restore', flags.restore, 0, groupsMax);
  await withDatabase(dataDir, async (engine) => {
    const text =
      group === null ? await list(engine, asJson) : await restore(engine, group, dataDir, asJson);
    await cli.out.write(text);
  });
}

async function withDatabase(
  dataDir: string,
  use: (engine: Engine) => Promise<void>,
): Promise<void> {
  const inside = join(dataDir, 'db');
  const path = existsSync(inside) ? inside : dataDir;
  // LevelDB would make one.
  if (!existsSync(join(path, 'CURRENT'))) throw failure(`${path} holds no database`);
  // A native module: only when there is a database.
  const { openLevelEngine } = await import('../../storage/leveldb-engine.ts');
  let engine: Engine;
  try {
    engine = await openLevelEngine(path);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.kind === 'locked') throw failure(`${path} is in use; stop its node first`);
    throw failure(`${path} cannot be opened: ${error.message}`);
  }
  try {
    await use(engine);
  } finally {
    await new Promise<void>((resolve) => engine.close(() => resolve()));
  }
}

function failure(message: string): CliError {
  return new CliError(message, exitCodes.failure);
}

async function list(engine: Engine, asJson: boolean): Promise<string> {
  const found = await new Promise<readonly InspectedGeneration[]>((resolve, reject) => {
    inspectDatabase(engine, (error, generations) => {
      if (error === null) resolve(generations);
      else reject(isDamage(error) ? unreadable(error) : error);
    });
  });
  return asJson ? `${json(databaseJson(found))}\n` : textOf(found);
}

function unreadable(error: Error): CliError {
  const isOurs = error instanceof CorruptionError;
  return failure(
    `${isOurs ? 'kvd would set this database aside' : 'the database cannot be read'}: ${error.message}`,
  );
}

async function restore(
  engine: Engine,
  group: number,
  dataDir: string,
  asJson: boolean,
): Promise<string> {
  const { generation, appliedIndex } = await new Promise<Restored>((resolve, reject) => {
    restoreAside(engine, group, (error, restored) => {
      if (restored !== null) resolve(restored);
      else if (error instanceof RestoreError)
        reject(failure(`${error.message}; nothing was changed`));
      else reject(isDamage(error) ? unreadable(error) : error);
    });
  });
  const log = logOf(dataDir, group);
  if (asJson) return `${json({ group, generation, appliedIndex, log })}\n`;
  return (
    `generation ${generation} of group ${group} is live again, as it was at index ${appliedIndex}\n` +
    `${logText(log, appliedIndex)}\n`
  );
}

interface Log {
  readonly firstIndex: number;
  readonly lastIndex: number;
}

/** What the next start adds to the rows. */
function logText(log: Log | null, appliedIndex: number): string {
  if (log === null) return 'its log cannot be read here: see kvctl debug wal';
  const { firstIndex, lastIndex } = log;
  if (firstIndex <= appliedIndex + 1) {
    return `its log goes on to index ${lastIndex}: the next start applies what is committed of that`;
  }
  return (
    `its log begins at index ${firstIndex}, and what lies between was purged: the replica is lost still, and its rows are ` +
    'kept until a leader sends a snapshot'
  );
}

function logOf(dataDir: string, group: number): Log | null {
  try {
    const { groups } = inspectWal(new NodeDisk(), join(dataDir, 'wal'));
    const log = groups.find((each) => each.group === group);
    if (log === undefined) return null;
    return { firstIndex: log.boundary.index + 1, lastIndex: log.lastIndex };
  } catch (error) {
    if (error instanceof WalForeignError) return null;
    throw error;
  }
}

const roleText = { live: 'live', aside: 'set aside', unused: 'unused' } as const;

function textOf(found: readonly InspectedGeneration[]): string {
  const rows = found.map(
    ({ group, generation, role, appliedIndex, rows: count, bytes, problem }) => [
      group,
      generation,
      roleText[role],
      appliedIndex ?? '?',
      count,
      bytes,
      role === 'unused' ? 'removed by the next start' : (problem ?? 'whole'),
    ],
  );
  const aside = found.filter(({ role }) => role === 'aside').map(({ group }) => group);
  const hint =
    aside.length === 0
      ? 'nothing is set aside\n'
      : `groups with rows that were set aside: ${aside.join(', ')}; --restore GROUP makes them live again\n`;
  const header = ['GROUP', 'GENERATION', 'IS', 'INDEX', 'ROWS', 'BYTES', 'ROWS ARE'];
  return `${table(header, rows)}\n${hint}`;
}

function databaseJson(found: readonly InspectedGeneration[]): object {
  const groups = new Map<number, object[]>();
  for (const { group, ...generation } of found) {
    groups.set(group, [...(groups.get(group) ?? []), generation]);
  }
  return { groups: Array.from(groups, ([group, generations]) => ({ group, generations })) };
}
