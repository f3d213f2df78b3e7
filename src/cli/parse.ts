import { unitMs } from '../util/duration.ts';
import { requestLimits } from '../util/limits.ts';
import { CliError, exitCodes } from './errors.ts';

/**
 * Words of the command line as values. Every parser takes the name of what it parses (`--ttl`, `KVD_NAME`),
 * because a message that does not say where the bad value came from cannot be acted on.
 */
export function usage(message: string): CliError {
  return new CliError(message, exitCodes.usage);
}

/** How a rejected value appears in a message: quoted, and cut so that one line stays one line. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return `'${short.replace(/[\r\n\t]/g, ' ')}'`;
}

/** A decimal integer from `min` to `max`, both within 2^53 - 1; nothing is rounded (R33). */
export function parseInteger(name: string, text: string, min: number, max: number): number {
  const value = /^[+-]?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value + 0;
  throw usage(`${name}: expected an integer from ${min} to ${max}, got ${quoted(text)}`);
}

/** `500ms`, `30s`, `1.5h`, `7d` in milliseconds, from 1 ms to `maxMs`. A bare number has no unit and is refused. */
export function parseDuration(name: string, text: string, maxMs: number): number {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)(ms|s|m|h|d)$/.exec(text);
  const unit = unitMs[match?.[2] ?? ''];
  if (match === null || unit === undefined) {
    throw usage(
      `${name}: expected a duration such as 500ms, 30s, 5m, 2h or 1d, got ${quoted(text)}`,
    );
  }
  const ms = Number(match[1]) * unit;
  // 1.1s is 1100.0000000000002 in binary: what rounds to a whole number of microseconds is meant as it reads.
  const whole = Math.round(ms);
  if (Math.abs(ms - whole) > 0.001 || whole < 1) {
    throw usage(`${name}: expected at least 1ms in whole milliseconds, got ${quoted(text)}`);
  }
  if (whole > maxMs) throw usage(`${name}: at most ${formatDuration(maxMs)}, got ${quoted(text)}`);
  return whole;
}

/** The largest unit that divides it: 90000 is `90s`, 86400000 is `1d`. */
export function formatDuration(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = unitMs[unit] ?? 1;
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}

/** A time to live in milliseconds; `none` (where `allowNone`) is 0: no expiry. */
export function parseTtl(name: string, text: string, allowNone = false): number {
  if (allowNone && text === 'none') return 0;
  return parseDuration(name, text, requestLimits.ttlMs);
}

export interface HostPort {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

/** `host:port`; an IPv6 host stands in brackets. Null when it is not one. */
export function splitHostPort(text: string): HostPort | null {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port < 1 || port > 65_535) return null;
  return { host, port };
}

export function parseHostPort(name: string, text: string): HostPort {
  const address = splitHostPort(text);
  if (address !== null) return address;
  throw usage(`${name}: expected HOST:PORT, got ${quoted(text)}`);
}

export function formatHostPort({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** `127.0.0.1:7401,7402,n3:7401`: a bare port takes the host before it. */
export function parseEndpoints(name: string, text: string): string[] {
  const endpoints: string[] = [];
  let previous: HostPort | null = null;
  for (const word of text.split(',').map((part) => part.trim())) {
    const spelled: string =
      previous !== null && /^\d+$/.test(word)
        ? formatHostPort({ ...previous, port: Number(word) })
        : word;
    previous = splitHostPort(spelled);
    if (previous === null) {
      throw usage(`${name}: expected HOST:PORT[,HOST:PORT...], got ${quoted(word)}`);
    }
    endpoints.push(formatHostPort(previous));
  }
  return [...new Set(endpoints)];
}

/** One of `served`. */
export function parseChoice<T extends string>(name: string, text: string, served: readonly T[]): T {
  const choice = served.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw usage(`${name}: expected ${served.join(' or ')}, got ${quoted(text)}`);
}
