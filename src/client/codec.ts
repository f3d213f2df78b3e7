import { fromUtf8, utf8 } from '../util/bytes.ts';
import { ValidationError } from './errors.ts';
import { ownCopy, requestMemory } from './memory.ts';
import type {
  SchemaInput,
  SchemaOutput,
  StandardIssue,
  StandardSchema,
} from './standard-schema.ts';

/**
 * How values of one type are stored. `encode` takes what callers put, `decode` makes what they get; both throw
 * {@link ValidationError}. Neither may keep the array that it is given.
 */
export interface Codec<Out, In = Out> {
  readonly name: string;
  encode(value: In): Uint8Array | Promise<Uint8Array>;
  decode(bytes: Uint8Array): Out | Promise<Out>;
}

/** A codec whose values the server can count with. */
export interface CounterCodec extends Codec<number> {
  readonly name: 'counter';
}

/** UTF-8 text. */
export const text: Codec<string> = {
  name: 'text',
  encode: (value) => {
    if (typeof value !== 'string') throw mismatch('text', typeof value);
    return requestMemory.utf8(value);
  },
  decode: (bytes) => {
    try {
      return fromUtf8(bytes);
    } catch (error) {
      throw new ValidationError('The stored value is not UTF-8 text; read it as bytes', [], error);
    }
  },
};

/** Bytes as they are. Copied both ways, so that later changes of the caller's array change nothing. */
export const bytes: Codec<Uint8Array> = {
  name: 'bytes',
  encode: (value) => {
    if (!(value instanceof Uint8Array)) throw mismatch('bytes', typeof value);
    return requestMemory.copyOf(value);
  },
  decode: ownCopy,
};

/** Whole numbers up to 2^53 - 1 either way, stored as ASCII decimals: what `increment` counts with (R33). */
export const counter: CounterCodec = {
  name: 'counter',
  encode: (value) => {
    if (!Number.isSafeInteger(value)) throw mismatch('counter', String(value));
    // -0 would be stored as "0" anyway; say so explicitly.
    return utf8(String(value === 0 ? 0 : value));
  },
  decode: (stored) => {
    const digits = Buffer.from(stored.buffer, stored.byteOffset, stored.length).toString('latin1');
    const value = Number(digits);
    if (!/^(0|-?[1-9][0-9]{0,15})$/.test(digits) || !Number.isSafeInteger(value)) {
      throw new ValidationError('The stored value is not a counter', []);
    }
    return value;
  },
};

/**
 * JSON, checked by any Standard Schema v1 on its way in and out. What is stored is the value as it was put, so that a
 * schema that transforms sees the same input at every read. Without a schema `T` is a promise of the caller's.
 *
 * @example
 * const stock = kv.keyspace(json(StockSchema)); // StockSchema of zod, valibot, arktype, ...
 * await stock.put('sku-1', { onHand: 10 });
 * (await stock.get('sku-1'))?.value.onHand; // number
 */
export function json<S extends StandardSchema>(schema: S): Codec<SchemaOutput<S>, SchemaInput<S>>;
export function json<T>(): Codec<T>;
export function json(schema?: StandardSchema): Codec<unknown> {
  if (schema === undefined) return { name: 'json', encode: stringify, decode: parse };
  const check = (value: unknown): unknown => {
    const result = schema['~standard'].validate(value);
    return result instanceof Promise ? result.then(accept) : accept(result);
  };
  return {
    name: 'json',
    encode: (value) => {
      // Taken before an asynchronous check: what is checked is what is stored.
      const stored = stringify(value);
      const checked = check(value);
      return checked instanceof Promise ? checked.then(() => stored) : stored;
    },
    decode: (stored) => check(parse(stored)),
  };
}

function accept(result: {
  value?: unknown;
  issues?: readonly StandardIssue[] | undefined;
}): unknown {
  const { issues } = result;
  if (issues === undefined) return result.value;
  throw new ValidationError(
    `The value does not fit its schema: ${issues.map(describe).join('; ')}`,
    issues,
  );
}

function describe({ message, path }: StandardIssue): string {
  if (path === undefined || path.length === 0) return message;
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
  return `${keys.join('.')}: ${message}`;
}

function stringify(value: unknown): Uint8Array {
  let encoded: string | undefined;
  try {
    encoded = JSON.stringify(value);
  } catch (error) {
    throw new ValidationError('The value cannot be written as JSON', [], error);
  }
  if (encoded === undefined) throw mismatch('json', typeof value);
  return requestMemory.utf8(encoded);
}

function parse(stored: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(stored));
  } catch (error) {
    throw new ValidationError('The stored value is not JSON', [], error);
  }
}

function mismatch(codec: string, actual: string): ValidationError {
  return new ValidationError(`A ${codec} value cannot be ${actual}`, []);
}
