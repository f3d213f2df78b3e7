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
    const found = parse(this.#disk.readAll(this.#identity), this.#identity);
    const identity = found as Partial<Identity>;
    if (identity.format !== 1 || typeof identity.clusterId !== 'string') {
      throw new StartError(
        `${this.#identity} has format ${String(identity.format)}, this kvd knows 1: it is damaged or of a newer ` +
          'kvd; restore it, or run that version',
      );
    }
    return verified(found, this.#identity) as Identity;
  }

  write(identity: Identity): void {
    this.#disk.replaceNow(this.#identity, sealed(identity));
  }

  /**
   * What an empty directory has before the cluster forms: its incarnation, so that a crash in between does not make it
   * look like a wiped node to those who heard of it, and the token, if it had to be drawn.
   */
  forming(token: string | null): { incarnation: string; token: string } {
    if (this.#disk.exists(this.#forming)) {
      const found = parse(this.#disk.readAll(this.#forming), this.#forming);
      const fields = verified(found, this.#forming);
      const { incarnation, token: drawn } = fields as { incarnation: string; token: string };
      return { incarnation, token: token ?? drawn };
    }
    const drawn = {
      incarnation: newIncarnation(),
      token: token ?? randomBytes(16).toString('hex'),
    };
    this.#disk.replaceNow(this.#forming, sealed(drawn));
    return drawn;
  }
}

/** With a checksum over all else, as the last field (R20): a flipped bit could make it another node's. */
function sealed(fields: object): Uint8Array {
  return utf8(`${JSON.stringify({ ...fields, crc32: checksumOf(fields) }, null, 2)}\n`);
}

function checksumOf(fields: object): string {
  return crc32(utf8(JSON.stringify(fields)))
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

function verified(found: object, path: string): object {
  const { crc32: stored, ...fields } = found as { readonly crc32?: string };
  const computed = checksumOf(fields);
  if (stored === computed) return fields;
  throw new StartError(
    `${path} is damaged: its checksum is ${String(stored)} and should be ${computed}; restore it from a backup`,
  );
}
