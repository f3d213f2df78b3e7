import { ringkv } from '#proto';
import { utf8 } from '../util/bytes.ts';
import { invalidRequest } from './errors.ts';
import { groupPrefix } from './group-prefix.ts';
import { type Key, keyBytes } from './keys.ts';
import type { Check, Relation } from './txn.ts';

type Target = Check['target'];
type Compare = ringkv.v1.Compare.$Properties;

/**
 * The conditions of transactions. What is there stands on the left, what is given on the right.
 *
 * @example
 * await kv.txn({
 *   if: [check.absent('lock'), check.version('config', '>=', 3)],
 *   then: [kv.ops.put('lock', 'me', { ttl: '10s' })],
 * });
 */
export const check = {
  /** The key does not exist. */
  absent: (key: Key): Check =>
    new BuiltCheck('exists', () => ({ key: keyBytes(key), exists: false })),

  exists: (key: Key): Check =>
    new BuiltCheck('exists', () => ({ key: keyBytes(key), exists: true })),

  /** How often the key was written since it was created; 0 for a key that does not exist. */
  version: (key: Key, relation: Relation, version: number): Check =>
    new BuiltCheck('version', () => ({
      relation: relationOf(relation),
      key: keyBytes(key),
      version: count(version, 'version'),
    })),

  /** The record's `modRevision`; 0 for a key that does not exist. */
  revision: (key: Key, relation: Relation, modRevision: number): Check =>
    new BuiltCheck('revision', () => ({
      relation: relationOf(relation),
      key: keyBytes(key),
      modRevision: count(modRevision, 'revision'),
    })),

  /** The stored bytes, compared one by one; text as UTF-8. False for a key that does not exist, whatever the relation. */
  value: (key: Key, relation: Relation, value: string | Uint8Array): Check =>
    new BuiltCheck('value', () => ({
      relation: relationOf(relation),
      key: keyBytes(key),
      value: valueBytes(value),
    })),

  /**
   * How many keys have the prefix, which holds a whole `{group}` as `colocated` makes them; those of one transaction together
   * at most 1000.
   */
  count: (prefix: Key, relation: Relation, keys: number): Check =>
    new BuiltCheck('count', () => ({
      relation: relationOf(relation),
      prefix: groupPrefix(prefix),
      count: count(keys, 'count'),
    })),

  /** As `version`, of every key with the prefix; true where there is none. */
  everyVersion: (prefix: Key, relation: Relation, version: number): Check =>
    new BuiltCheck('version', () => ({
      relation: relationOf(relation),
      prefix: groupPrefix(prefix),
      version: count(version, 'version'),
    })),

  /** As `revision`, of every key with the prefix: with `<=`, that nobody wrote there since. True where there is none. */
  everyRevision: (prefix: Key, relation: Relation, modRevision: number): Check =>
    new BuiltCheck('revision', () => ({
      relation: relationOf(relation),
      prefix: groupPrefix(prefix),
      modRevision: count(modRevision, 'revision'),
    })),

  /** As `value`, of every key with the prefix; true where there is none. */
  everyValue: (prefix: Key, relation: Relation, value: string | Uint8Array): Check =>
    new BuiltCheck('value', () => ({
      relation: relationOf(relation),
      prefix: groupPrefix(prefix),
      value: valueBytes(value),
    })),

  /** The partition's clock, milliseconds since 1970: what expiries are compared with. */
  time: (relation: Relation, ms: number): Check =>
    new BuiltCheck('time', () => ({
      relation: relationOf(relation),
      partitionTimeMs: count(ms, 'time'),
    })),
} as const;

/** A condition as the wire has it, or what was wrong with its arguments. */
export class BuiltCheck implements Check {
  readonly target: Target;
  readonly #compare: Compare | null = null;
  readonly #problem: unknown = null;

  constructor(target: Target, build: () => Compare) {
    this.target = target;
    try {
      this.#compare = build();
    } catch (error) {
      this.#problem = error;
    }
  }

  /** Throws InvalidRequestError or LimitError. */
  compare(): Compare {
    if (this.#compare === null) throw this.#problem;
    return this.#compare;
  }
}

const { EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL } = ringkv.v1.Relation;

const RELATIONS: Readonly<Record<Relation, ringkv.v1.Relation>> = {
  '=': EQUAL,
  '!=': NOT_EQUAL,
  '<': LESS,
  '<=': LESS_OR_EQUAL,
  '>': GREATER,
  '>=': GREATER_OR_EQUAL,
};

function relationOf(relation: Relation): ringkv.v1.Relation {
  const found: ringkv.v1.Relation | undefined = RELATIONS[relation];
  if (found !== undefined) return found;
  const known = Object.keys(RELATIONS).join(' ');
  throw invalidRequest(`Unknown relation "${String(relation)}"; use one of ${known}`);
}

function count(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw invalidRequest(
    `A ${name} is compared with a whole number from 0 to 2^53 - 1, not ${value}`,
  );
}

/** A copy: the caller may reuse the array. */
function valueBytes(value: string | Uint8Array): Uint8Array {
  if (typeof value === 'string') return utf8(value);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  throw invalidRequest(`A value is compared with text or bytes, not ${typeof value}`);
}
