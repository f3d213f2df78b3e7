import { destination, type Logger as PinoLogger, pino } from 'pino';
import type { Clock } from '../util/clock.ts';
import type { Logger } from '../util/logger.ts';
import type { LogLevel } from './node-config.ts';

/** A logger whose lines can carry fixed fields. */
export interface NodeLogger extends Logger {
  child(fields: object): NodeLogger;
  /** Writes out what is buffered; before the process exits. */
  flush(): void;
}

/** JSON lines on stderr (data of the process goes to stdout), or into `write` for tests. */
export function createLogger(
  level: LogLevel | 'silent',
  fields: object = {},
  write?: (line: string) => void,
): NodeLogger {
  const stream = write === undefined ? destination({ dest: 2, sync: true }) : { write };
  return wrap(pino({ level, base: fields, timestamp: isoTime }, stream));
}

function isoTime(): string {
  return `,"time":"${new Date().toISOString()}"`;
}

function wrap(logger: PinoLogger): NodeLogger {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    child: (fields) => wrap(logger.child(fields)),
    flush: () => logger.flush(),
  };
}

/** Lets the same complaint through once in `repeatMs`, with the number of those held back. */
export class RateLimitedLog {
  readonly #clock: Clock;
  readonly #repeatMs: number;
  readonly #seen = new Map<string, { until: number; held: number }>();

  constructor(clock: Clock, repeatMs: number) {
    this.#clock = clock;
    this.#repeatMs = repeatMs;
  }

  /** `key` names the complaint; keys must come from a bounded set. */
  log(key: string, write: (held: number) => void): void {
    const now = this.#clock.now();
    const entry = this.#seen.get(key);
    if (entry !== undefined && now < entry.until) {
      entry.held++;
      return;
    }
    this.#seen.set(key, { until: now + this.#repeatMs, held: 0 });
    write(entry?.held ?? 0);
  }
}
