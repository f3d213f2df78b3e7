import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Disk,
  type Engine,
  EngineError,
  openLevelEngine,
  ReopenableEngine,
} from '../storage/index.ts';
import { present } from '../util/assert.ts';
import { dropBallast } from './ballast.ts';
import type { IdentityFiles } from './identity.ts';
import type { NodeLogger } from './logger.ts';
import { StartError } from './start-error.ts';

const noteName = 'db.broken';
const asideName = 'db.damaged';

/**
 * The database of a node, which may be damaged as a whole while the log is intact (R24):
 *
 *   db/ ──fails while the node runs───────────────────────────────────┐
 *   db/ ──fails again soon──▶ db.broken (a note), the node ends ──start──┤
 *   db/ ──does not open, or does not say what is in it───────────────────┴▶ db.damaged/, and a new db/
 *
 * Every replica of the node is then rebuilt from its peers, and db.damaged/ goes when all of them are: until then it is
 * all that is left of this node's copy.
 */
export class Database {
  readonly #disk: Disk;
  readonly #dataDir: string;
  readonly #path: string;
  readonly #files: IdentityFiles;
  readonly #logger: NodeLogger;
  #engine: ReopenableEngine | null = null;
  /** Why it is to be set aside when it is opened the next time. */
  #damage: string | null = null;

  constructor(disk: Disk, dataDir: string, files: IdentityFiles, logger: NodeLogger) {
    this.#disk = disk;
    this.#dataDir = dataDir;
    this.#path = join(dataDir, 'db');
    this.#files = files;
    this.#logger = logger;
  }

  get engine(): ReopenableEngine {
    return present(this.#engine, 'open database');
  }

  async open(): Promise<void> {
    try {
      this.#engine = await this.#openWithRoom();
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind !== 'corrupt') throw error;
      if (this.#isUnborn) await this.#beginAnew();
      else await this.replace(error.message);
      return;
    }
    if (existsSync(join(this.#dataDir, noteName)))
      await this.replace('it failed while the node ran');
  }

  /** On a disk that is full the ballast goes, as it would have in the process that died on it (R23). */
  async #openWithRoom(): Promise<ReopenableEngine> {
    try {
      return await this.#openEngine();
    } catch (error) {
      const isFull = error instanceof EngineError && error.kind === 'no_space';
      if (!isFull || !dropBallast(this.#dataDir)) throw error;
      return this.#openEngine();
    }
  }

  /** Without an identity and a log nothing was ever written to it. */
  get #isUnborn(): boolean {
    const disk = this.#disk;
    const hasIdentity = disk.exists(join(this.#dataDir, 'identity.json'));
    return !hasIdentity && disk.list(join(this.#dataDir, 'wal')).length === 0;
  }

  /**
   * LevelDB names its first manifest before it has synced it, so a power loss in the first moments of a directory leaves a
   * database that cannot be opened.
   */
  async #beginAnew(): Promise<void> {
    rmSync(this.#path, { recursive: true });
    this.#engine = await this.#openEngine();
  }

  async #openEngine(): Promise<ReopenableEngine> {
    return new ReopenableEngine(await openLevelEngine(this.#path), (done) => {
      this.#openAgain().then(
        (engine) => done(null, engine),
        (error: EngineError) => done(error, null),
      );
    });
  }

  async #openAgain(): Promise<Engine> {
    const why = this.#damage;
    this.#damage = null;
    if (why !== null) this.#setAside(why);
    return openLevelEngine(this.#path);
  }

  /** When the open database is closed and opened again, an empty one comes back. False: nobody else holds the data. */
  condemn(why: string): boolean {
    if (!this.#isElsewhere) return false;
    this.#damage = why;
    return true;
  }

  get #isElsewhere(): boolean {
    const identity = this.#files.read();
    return identity !== null && identity.replicas > 1 && identity.members.length > 1;
  }

  /** Closes what is open, sets it aside and begins a new one. */
  async replace(why: string): Promise<void> {
    if (!this.#isElsewhere) {
      throw new StartError(
        `the database in ${this.#path} is damaged (${why}), and no other node holds its data; restore ${this.#dataDir} ` +
          'from a backup',
      );
    }
    const engine = this.#engine;
    this.#engine = null;
    if (engine !== null) await new Promise<void>((resolve) => engine.close(() => resolve()));
    this.#setAside(why);
    this.#engine = await this.#openEngine();
  }

  #setAside(why: string): void {
    const aside = join(this.#dataDir, asideName);
    rmSync(aside, { recursive: true, force: true });
    renameSync(this.#path, aside);
    rmSync(join(this.#dataDir, noteName), { force: true });
    this.#disk.makeDirectory(this.#path);
    this.#logger.error(
      { why, aside },
      'the database is damaged: all replicas are rebuilt from peers',
    );
  }
}

/** For the next start: the database opens, and fails as soon as it writes or compacts. */
export function noteBroken(dataDir: string, why: string): void {
  writeFileSync(join(dataDir, noteName), `${why}\n`, { flush: true });
}

/** Every replica has its state again. False when there was nothing to remove. */
export function discardAside(dataDir: string): boolean {
  const aside = join(dataDir, asideName);
  if (!existsSync(aside)) return false;
  rmSync(aside, { recursive: true, force: true });
  return true;
}
