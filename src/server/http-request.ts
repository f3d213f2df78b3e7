import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ringkv } from '#proto';
import { unitMs } from '../util/duration.ts';
import { requestLimits } from '../util/limits.ts';
import type { Refusal } from './errors.ts';
import { invalid, quote } from './validate.ts';

type RequestHeader = ringkv.v1.RequestHeader.$Properties;

const { Priority, ReadConsistency, ReplicaPreference, WriteAck } = ringkv.v1;

const levels: Readonly<Record<string, ringkv.v1.ReadConsistency>> = {
  linearizable: ReadConsistency.LINEARIZABLE,
  'leader-lease': ReadConsistency.LEADER_LEASE,
  session: ReadConsistency.SESSION,
  eventual: ReadConsistency.EVENTUAL,
};

const priorities: Readonly<Record<string, ringkv.v1.Priority>> = {
  normal: Priority.PRIORITY_NORMAL,
  low: Priority.PRIORITY_LOW,
};

const replicas: Readonly<Record<string, ringkv.v1.ReplicaPreference>> = {
  leader: ReplicaPreference.PREFER_LEADER,
  local: ReplicaPreference.PREFER_LOCAL,
};

const acks: Readonly<Record<string, ringkv.v1.WriteAck>> = {
  quorum: WriteAck.QUORUM,
  all: WriteAck.ALL,
  accepted: WriteAck.ACCEPTED,
};

/** What cannot be said in HTTP as it was said; thrown while a request is read, and answered with 400. */
export class BadRequest extends Error {
  readonly refusal: Refusal;

  constructor(message: string) {
    super(message);
    this.refusal = invalid(message);
  }
}

/**
 * Headers of HTTP as those of a request of ours. What they mean, and which combinations are refused, is decided where it is for
 * gRPC; here only the words are read.
 */
export function requestHeaderOf(headers: IncomingHttpHeaders): RequestHeader {
  const header: RequestHeader = {
    requestId: textOf(headers, 'x-request-id'),
    traceparent: textOf(headers, 'traceparent'),
    timeoutMs: durationOf(headers, 'ringkv-timeout'),
    // Node shows the bytes of a header as latin1: they are the key, whatever they mean.
    idempotencyKey: Buffer.from(textOf(headers, 'idempotency-key'), 'latin1'),
    priority: choiceOf(headers, 'ringkv-priority', priorities),
    replica: choiceOf(headers, 'ringkv-replica', replicas),
    ack: choiceOf(headers, 'ringkv-ack', acks),
    strictAll: flagOf(headers, 'ringkv-strict-all'),
    direct: flagOf(headers, 'ringkv-direct'),
  };
  const level = textOf(headers, 'ringkv-consistency');
  const bound = /^bounded:(.*)$/.exec(level)?.[1];
  if (bound !== undefined) {
    header.consistency = ReadConsistency.BOUNDED_STALENESS;
    header.maxStalenessMs = duration('ringkv-consistency', bound);
  } else if (level !== '') header.consistency = choice('ringkv-consistency', level, levels);
  const session = textOf(headers, 'ringkv-session');
  if (session === 'new') header.consistency ??= ReadConsistency.SESSION;
  else if (session !== '') {
    header.consistency ??= ReadConsistency.SESSION;
    header.sessionToken = tokenBytes('ringkv-session', session);
  }
  return header;
}

/** `If-None-Match: *` wants no record there, `If-Match: "REVISION"` this one. */
export function expectationOf(headers: IncomingHttpHeaders): ringkv.v1.IExpectation | null {
  const noneMatch = textOf(headers, 'if-none-match');
  const match = textOf(headers, 'if-match');
  if (noneMatch !== '' && match !== '')
    throw new BadRequest('if-match and if-none-match exclude each other');
  if (noneMatch === '*') return { absent: true };
  if (noneMatch !== '') throw new BadRequest('if-none-match: only * is known');
  if (match === '') return null;
  const revision = /^"(\d{1,16})"$/.exec(match)?.[1];
  if (revision === undefined)
    throw new BadRequest('if-match: a revision in quotes, as ETag names it');
  return { revision: Number(revision) };
}

/** The time to live of what is written, 0 for none. */
export function ttlOf(headers: IncomingHttpHeaders): number {
  return durationOf(headers, 'ringkv-ttl');
}

/** The bytes that a percent-encoded path names; no text need be behind them. */
export function percentDecoded(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x25) {
      if (code > 0x7f) throw new BadRequest('the path has a character that is not percent-encoded');
      bytes.push(code);
      continue;
    }
    const hex = text.slice(i + 1, i + 3);
    if (!/^[0-9a-f]{2}$/i.test(hex)) throw new BadRequest(`%${hex} is no percent-encoding`);
    bytes.push(Number.parseInt(hex, 16));
    i += 2;
  }
  return Uint8Array.from(bytes);
}

/** A token as text: base64url, of which the decoder would skip what it does not know. */
export function tokenBytes(name: string, text: string): Uint8Array {
  if (/^[A-Za-z0-9_-]*$/.test(text)) return Buffer.from(text, 'base64url');
  throw new BadRequest(`${name}: not a token that was given: ${quote(text)}`);
}

export function countOf(query: URLSearchParams, name: string): number {
  const text = query.get(name);
  if (text === null || text === '') return 0;
  return count(name, text);
}

/** The body, if it is no longer than a value may be; else null. Reads no further then. */
export function readBody(
  request: IncomingMessage,
  done: (body: Buffer | null, error: Error | null) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let ended = false;
  const end = (body: Buffer | null, error: Error | null): void => {
    if (ended) return;
    ended = true;
    done(body, error);
  };
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > requestLimits.valueBytes) {
      chunks.length = 0;
      end(null, null);
    } else if (!ended) chunks.push(chunk);
  });
  request.on('end', () => end(Buffer.concat(chunks), null));
  request.on('error', (error) => end(null, error));
  request.on('close', () => end(null, new Error('the request ended early')));
}

function textOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : '';
}

function durationOf(headers: IncomingHttpHeaders, name: string): number {
  const text = textOf(headers, name);
  return text === '' ? 0 : duration(name, text);
}

function duration(name: string, text: string): number {
  const match = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text);
  const ms = Number(match?.[1]) * (unitMs[match?.[2] ?? ''] ?? Number.NaN);
  if (Number.isSafeInteger(ms) && ms > 0) return ms;
  throw new BadRequest(`${name}: a duration such as 500ms, 30s or 2h, not ${quote(text)}`);
}

function count(name: string, text: string): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new BadRequest(`${name}: a whole number, not ${quote(text)}`);
}

function flagOf(headers: IncomingHttpHeaders, name: string): boolean {
  const text = textOf(headers, name);
  if (text === '' || text === 'false') return false;
  if (text === 'true') return true;
  throw new BadRequest(`${name}: true or false, not ${quote(text)}`);
}

function choiceOf<T>(
  headers: IncomingHttpHeaders,
  name: string,
  choices: Readonly<Record<string, T>>,
): T | null {
  const text = textOf(headers, name);
  return text === '' ? null : choice(name, text, choices);
}

function choice<T>(name: string, text: string, choices: Readonly<Record<string, T>>): T {
  const chosen = choices[text];
  if (chosen !== undefined) return chosen;
  throw new BadRequest(`${name}: ${Object.keys(choices).join(', ')}, not ${quote(text)}`);
}
