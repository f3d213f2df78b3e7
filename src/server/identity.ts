import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from '../storage/index.ts';
import { fromUtf8, utf8 } from '../util/bytes.ts';
import { crc32 } from '../util/hash.ts';
import { StartError } from './start-error.ts';

/** `identity.json` of a data directory (R15): who this is, for ever. Written once, when the cluster has formed. */
export interface Identity {
  readonly format: 1;
  /** Hexadecimal, 16 bytes. */
  readonly clusterId: string;
  readonly member: number;
  readonly name: string;
  /** Hexadecimal, 16 bytes; of this directory. */
  readonly incarnation: string;
  /** The initial nodes in their order; ids count from 1. */
  readonly members: readonly IdentityMember[];
  readonly partitions: number;
  readonly replicas: number;
  /** Absent in directories of before there were leases: none. */
  readonly leaseMs?: number;
}

export interface IdentityMember {
  readonly id: number;
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  readonly weight: number;
  readonly incarnation: string;
}

/** The cluster id is a hash of the initial nodes, in order, and a token (R11): other flags, other cluster. */
export function clusterIdOf(
  members: readonly { readonly name: string; readonly address: string }[],
  token: string,
): string {
  const hash = createHash('sha256');
  for (const { name, address } of members) hash.update(`${name}=${address}\n`);
  return hash.update(`token ${token}`).digest('hex').slice(0, 32);
}

export function newIncarnation(): string {
  return randomBytes(16).toString('hex');
}

/** A safe integer above 0: drawn anew at every process start (R5). */
export function newEpoch(): number {
  return randomBytes(6).readUIntBE(0, 6) + 1;
}

/** The files of a data directory that say whose it is. */
export class IdentityFiles {
  readonly #disk: Disk;
  readonly #identity: string;
  readonly #forming: string;

  constructor(disk: Disk, dataDir: string) {
    this.#disk = disk;
    this.#identity = join(dataDir, 'identity.json');
    this.#forming = join(dataDir, 'forming.json');
  }

  read(): Identity | null {
    if (!this.#disk.exists(this.#identity)) return null;
    const sealed = parse(this.#disk.readAll(this.#identity), this.#identity);
    const identity = sealed as Partial<Identity>;
    if (identity.format !== 1 || typeof identity.clusterId !== 'string') {
      throw new StartError(
        `${this.#identity} has format ${String(identity.format)}, this kvd knows 1: it is damaged or of a newer ` +
          'kvd; restore it, or run that version',
      );
    }
    return unseal(sealed, this.#identity) as Identity;
  }

  write(identity: Identity): void {
    this.#disk.replaceNow(this.#identity, utf8(`${JSON.stringify(seal(identity), null, 2)}\n`));
  }

  /**
   * What an empty directory has before the cluster forms: its incarnation, so that a crash in between does not make it
   * look like a wiped node to those who heard of it, and the token, if it had to be drawn.
   */
  forming(token: string | null): { incarnation: string; token: string } {
    if (this.#disk.exists(this.#forming)) {
      const found = unseal(parse(this.#disk.readAll(this.#forming), this.#forming), this.#forming);
      const { incarnation, token: drawn } = found as { incarnation: string; token: string };
      return { incarnation, token: token ?? drawn };
    }
    const drawn = {
      incarnation: newIncarnation(),
      token: token ?? randomBytes(16).toString('hex'),
    };
    this.#disk.replaceNow(this.#forming, utf8(`${JSON.stringify(seal(drawn))}\n`));
    return drawn;
  }
}

/**
 * With a checksum over everything else: one flipped bit can make member 3 of member 1, or another cluster's incarnation
 * of this one's, and all of it would still be JSON.
 */
function seal(content: object): object {
  return { ...content, crc: checksum(content) };
}

function unseal(sealed: object, path: string): object {
  const { crc, ...content } = sealed as { readonly crc?: unknown };
  if (crc === checksum(content)) return content;
  throw new StartError(
    `${path} does not match its checksum: it is damaged or was edited; restore it from a backup`,
  );
}

/** Of the fields in their order, which JSON keeps. */
function checksum(content: object): string {
  return crc32(utf8(JSON.stringify(content)))
    .toString(16)
    .padStart(8, '0');
}

function parse(bytes: Uint8Array, path: string): object {
  try {
    return JSON.parse(fromUtf8(bytes)) as object;
  } catch (error) {
    throw new StartError(`${path} is not readable as JSON; restore it from a backup`, error);
  }
}
