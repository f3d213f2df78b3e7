import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Disk,
  EngineError,
  NodeDisk,
  type RecoveredWal,
  type ReopenableEngine,
  recoverWal,
  WalCorruptError,
  WalForeignError,
  walDefaults,
} from '../storage/index.ts';
import { fromHex } from '../util/bytes.ts';
import type { PlantedBugs } from '../util/planted-bugs.ts';
import { Database } from './database.ts';
import type { DiskWatchdog } from './disk-watchdog.ts';
import { type Identity, IdentityFiles } from './identity.ts';
import type { NodeLogger } from './logger.ts';
import type { NodeConfig } from './node-config.ts';
import { StartError } from './start-error.ts';

/** The directory of one node (R15), held by this process: LevelDB's lock on `db/` guards everything in it. */
export interface DataDirectory {
  readonly disk: Disk;
  /** Another one after {@link DataDirectory.replaceDatabase}. */
  readonly engine: ReopenableEngine;
  readonly files: IdentityFiles;
  /** Null in a directory that has not been part of a cluster yet. */
  readonly identity: Identity | null;
  /** Opens the log; `create` only where there cannot be one yet (R24). */
  openWal(incarnation: string, create: boolean): RecoveredWal;
  /** A new database in place of a damaged one, whose replicas have to be rebuilt from peers (R24). */
  replaceDatabase(why: string): Promise<void>;
  /** As {@link Database.condemn}. */
  condemnDatabase(why: string): boolean;
  /** Removes the pid file; the engine and the log are closed by whoever uses them. */
  release(): void;
}

/** Opens `db/` first: until its lock is ours nothing else may be touched. */
export async function openDataDirectory(
  config: NodeConfig,
  watchdog: DiskWatchdog,
  logger: NodeLogger,
  planted: PlantedBugs,
): Promise<DataDirectory> {
  const { dataDir } = config;
  const disk = watchdog.disk(new NodeDisk());
  const pidFile = join(dataDir, 'kvd.pid');
  const files = new IdentityFiles(disk, dataDir);
  const database = new Database(disk, dataDir, files, logger);
  try {
    disk.makeDirectory(dataDir);
    await database.open();
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (error instanceof EngineError && error.kind === 'locked') {
      const pid = readPid(pidFile);
      const holder = pid === null ? 'another kvd' : `another kvd (pid ${pid})`;
      throw new StartError(`the data directory ${dataDir} is in use by ${holder}; stop it first`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`the data directory ${dataDir} cannot be opened: ${reason}`, error);
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    disk,
    get engine() {
      return database.engine;
    },
    files,
    identity: files.read(),
    replaceDatabase: (why) => database.replace(why),
    condemnDatabase: (why) => database.condemn(why),
    openWal: (incarnation, create) => openWal(config, disk, { incarnation, create, planted }),
    release: () => rmSync(pidFile, { force: true }),
  };
}

function openWal(
  { dataDir, walSegmentBytes, walRecovery }: NodeConfig,
  disk: Disk,
  how: { readonly incarnation: string; readonly create: boolean; readonly planted: PlantedBugs },
): RecoveredWal {
  const options = {
    ...walDefaults,
    segmentBytes: walSegmentBytes,
    walId: fromHex(how.incarnation),
    create: how.create,
    recovery: walRecovery,
    planted: how.planted,
  };
  try {
    return recoverWal(disk, join(dataDir, 'wal'), options);
  } catch (error) {
    // A log that must not be used is no bug of ours: its owner is told what to do.
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
