import { createHmac, timingSafeEqual } from 'node:crypto';
import { ByteReader, ByteWriter, startsWith } from '../util/bytes.ts';
import { requestLimits } from '../util/limits.ts';
import { type Refusal, refuse } from './errors.ts';

/** Signs page tokens; lives in the meta group (R36). */
export interface PageKey {
  readonly id: number;
  readonly secret: Uint8Array;
}

export interface PageKeys {
  /** The last one signs, all of them verify; empty while none are known. */
  readonly pageKeys: readonly PageKey[];
}

/** What must stay the same from page to page. */
export interface ScanShape {
  readonly prefix: Uint8Array;
  readonly reverse: boolean;
  readonly keysOnly: boolean;
  readonly countOnly: boolean;
}

export interface PagePosition {
  readonly type: 'position';
  /** The next page begins behind this key, in the direction of the scan; empty begins with the prefix. */
  readonly key: Uint8Array;
  /** A count goes through one partition after the other; 0 for pages of records. */
  readonly partition: number;
}

export const pageSecretBytes = 32;
const macBytes = 16;
const tokenVersion = 2;

/**
 * Where a scan goes on: for its client a word without meaning, good at every node, after restarts and when partitions
 * have moved, and worth nothing once a bit of it was changed (R36).
 *
 *   [version u8][key id u32][options u8][partition][prefix length][prefix and key, with its length][MAC, 16 bytes]
 *
 * The MAC is HMAC-SHA256, cut to 16 bytes, over the cluster's id and what stands before it.
 */
export class PageTokens {
  readonly #keys: PageKeys;
  readonly #cluster: { readonly clusterId: Uint8Array };

  constructor(keys: PageKeys, cluster: { readonly clusterId: Uint8Array }) {
    this.#keys = keys;
    this.#cluster = cluster;
  }

  sign(shape: ScanShape, key: Uint8Array, partition = 0): Uint8Array | Refusal {
    const signer = this.#keys.pageKeys.at(-1);
    if (signer === undefined) return noKey;
    const { prefix } = shape;
    const writer = new ByteWriter(48 + key.length);
    writer.u8(tokenVersion).u32(signer.id).u8(optionsOf(shape)).varint(partition);
    writer.varint(prefix.length).bytes(key.length === 0 ? prefix : key);
    writer.u8(key.length === 0 ? 0 : 1);
    const mac = this.#mac(signer, writer.view());
    return writer.raw(mac).finish();
  }

  /** The position that a token of this very scan names, or why it names none. */
  read(token: Uint8Array, shape: ScanShape): PagePosition | Refusal {
    if (this.#keys.pageKeys.length === 0) return noKey;
    if (token.length > requestLimits.keyBytes + 64) return forged;
    const [version] = token;
    if (version !== tokenVersion) return bad(`page_token of unknown version ${version}`);
    const macAt = token.length - macBytes;
    if (macAt < 6) return forged;
    const id = new ByteReader(token, 1).u32();
    const signer = this.#keys.pageKeys.find((known) => known.id === id);
    if (signer === undefined) return forged;
    const body = token.subarray(0, macAt);
    if (!timingSafeEqual(this.#mac(signer, body), token.subarray(macAt))) return forged;
    return positionIn(new ByteReader(body, 5), shape);
  }

  #mac({ secret }: PageKey, body: Uint8Array): Uint8Array {
    const hmac = createHmac('sha256', secret).update(this.#cluster.clusterId).update(body);
    return hmac.digest().subarray(0, macBytes);
  }
}

/** Of a token that this cluster has signed. */
function positionIn(body: ByteReader, shape: ScanShape): PagePosition | Refusal {
  const options = body.u8();
  const partition = body.varint();
  const prefixLength = body.varint();
  const key = body.bytes();
  const begun = body.u8() === 1;
  const { prefix } = shape;
  if (prefixLength !== prefix.length || !startsWith(key, prefix)) {
    return bad('page_token belongs to another prefix');
  }
  if (options !== optionsOf(shape)) {
    return bad('reverse, keys_only and count_only stay as they were on the first page');
  }
  return { type: 'position', key: begun ? key : new Uint8Array(0), partition };
}

function optionsOf({ reverse, keysOnly, countOnly }: ScanShape): number {
  return (reverse ? 1 : 0) + (keysOnly ? 2 : 0) + (countOnly ? 4 : 0);
}

function bad(message: string): Refusal {
  return refuse('BAD_PAGE_TOKEN', message);
}

const forged = bad('page_token was changed, cut, or not issued by this cluster');
const noKey = refuse('NOT_READY', 'this node has no key for page tokens yet');
