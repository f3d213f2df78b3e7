import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Disk,
  type Engine,
  EngineError,
  NodeDisk,
  openLevelEngine,
  type RecoveredWal,
  recoverWal,
  WalCorruptError,
  WalForeignError,
  walDefaults,
} from '../storage/index.ts';
import { fromHex } from '../util/bytes.ts';
import type { DiskWatchdog } from './disk-watchdog.ts';
import { type Identity, IdentityFiles } from './identity.ts';
import type { NodeConfig } from './node-config.ts';
import { StartError } from './start-error.ts';

/** The directory of one node (R15), held by this process: LevelDB's lock on `db/` guards everything in it. */
export interface DataDirectory {
  readonly disk: Disk;
  readonly engine: Engine;
  readonly files: IdentityFiles;
  /** Null in a directory that has not been part of a cluster yet. */
  readonly identity: Identity | null;
  /** Opens the log; `create` only where there cannot be one yet (R24). */
  openWal(incarnation: string, create: boolean): RecoveredWal;
  /** Removes the pid file; the engine and the log are closed by whoever uses them. */
  release(): void;
}

/** Opens `db/` first: until its lock is ours nothing else may be touched. */
export async function openDataDirectory(
  config: NodeConfig,
  watchdog: DiskWatchdog,
): Promise<DataDirectory> {
  const { dataDir } = config;
  const disk = watchdog.disk(new NodeDisk());
  const pidFile = join(dataDir, 'kvd.pid');
  let engine: Engine;
  try {
    disk.makeDirectory(dataDir);
    engine = await openLevelEngine(join(dataDir, 'db'));
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'locked') {
      const pid = readPid(pidFile);
      const holder = pid === null ? 'another kvd' : `another kvd (pid ${pid})`;
      throw new StartError(`the data directory ${dataDir} is in use by ${holder}; stop it first`);
    }
    if (error instanceof EngineError && error.kind === 'corrupt') {
      throw new StartError(
        `the database in ${join(dataDir, 'db')} is damaged: ${error.message}`,
        error,
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`the data directory ${dataDir} cannot be opened: ${reason}`, error);
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  const files = new IdentityFiles(disk, dataDir);
  return {
    disk,
    engine,
    files,
    identity: files.read(),
    openWal: (incarnation, create) => openWal(config, disk, incarnation, create),
    release: () => rmSync(pidFile, { force: true }),
  };
}

function openWal(
  { dataDir, walSegmentBytes, walRecovery }: NodeConfig,
  disk: Disk,
  incarnation: string,
  create: boolean,
): RecoveredWal {
  const options = {
    ...walDefaults,
    segmentBytes: walSegmentBytes,
    walId: fromHex(incarnation),
    create,
    recovery: walRecovery,
  };
  try {
    return recoverWal(disk, join(dataDir, 'wal'), options);
  } catch (error) {
    if (error instanceof WalForeignError) throw new StartError(error.message, error);
    if (!(error instanceof WalCorruptError)) throw error;
    const next =
      walRecovery === 'strict' ? waysOut(dataDir) : 'nothing before the damage can be used';
    throw new StartError(`${error.message}; ${next}`, error);
  }
}

/** As long as the peers have a majority nothing is lost but this copy. */
function waysOut(dataDir: string): string {
  return (
    'if the other replicas have a majority, start once with --wal-recovery suspect; ' +
    `if they have not, see what is left with: kvctl debug wal ${dataDir} --salvage OUT_DIR`
  );
}

function readPid(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8').trim());
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** A directory belongs to one node of one cluster, for ever: what was asked for has to fit what is there (R15). */
export function checkIdentity(
  config: NodeConfig,
  identity: Identity,
  clusterId: string | null,
): void {
  const mismatch = (what: string, found: string, wanted: string): StartError =>
    new StartError(
      `the data directory ${config.dataDir} belongs to ${what} ${found}, not ${wanted}; ` +
        'use its own directory, or an empty one for a new node',
    );
  if (identity.name !== config.name) throw mismatch('node', identity.name, config.name);
  if (clusterId !== null && identity.clusterId !== clusterId) {
    throw mismatch('cluster', identity.clusterId, clusterId);
  }
}
