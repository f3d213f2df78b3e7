import type { EventType, HistoryEvent } from './event.ts';
import { complain } from './history-error.ts';
import { MISMATCH } from './operations.ts';

/** The only register that such a history is about. */
const KEY = 'register';
/** In the place of a value, with `:info` and `:fail`. */
const TIMED_OUT = ':timed-out';

/**
 * Logs of Jepsen's etcd test as porcupine keeps them: one register, nil at first. Fields stand apart by tabs in some
 * files and by spaces in others. Time is the number of the line.
 *
 *     INFO  jepsen.util - 4 :invoke :cas [0 2]
 *     INFO  jepsen.util - 4 :fail   :cas [0 2]        evaluated: the register did not hold 0
 *     INFO  jepsen.util - 2 :info   :write :timed-out unknown: the operation stays open
 *     INFO  jepsen.util - 3 :fail   :read :timed-out  tells nothing
 *     INFO  jepsen.util - 4 :fail   :cas :timed-out   unknown as well, whatever the log calls it: a timeout is no answer
 */
export function parsePorcupineJepsen(text: string): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `line ${index + 1}`;
    const found = /^INFO\s+jepsen\.util\s+-\s+(\d+)\s+:(\w+)\s+:(\w+)\s+(\S.*?)\s*$/.exec(line);
    const [, process, type, f, argument] = found ?? [];
    if (process === undefined || f === undefined || argument === undefined) {
      complain(where, `not a line of a Jepsen log: ${JSON.stringify(line.slice(0, 80))}`);
    }
    const logged = typeOf(type, where);
    const isTimeout = argument === TIMED_OUT;
    if (isTimeout && (logged === 'invoke' || logged === 'ok')) {
      complain(where, `:${logged} cannot have ${TIMED_OUT}`);
    }
    const isUnknown = logged === 'fail' && isTimeout && f !== 'read';
    events.push({
      i: events.length,
      t: index,
      p: Number(process),
      type: isUnknown ? 'info' : logged,
      f,
      k: KEY,
      ...argumentOf(f, argument, where),
      ...(logged === 'fail' && f === 'cas' && !isTimeout ? { err: MISMATCH } : {}),
    });
  }
  return events;
}

function typeOf(text: string | undefined, where: string): EventType {
  if (text === 'invoke' || text === 'ok' || text === 'fail' || text === 'info') return text;
  return complain(where, `no type :${text}`);
}

function argumentOf(f: string, argument: string, where: string): { v: unknown } | { err: string } {
  if (argument === TIMED_OUT) return { err: 'timed-out' };
  if (f === 'read' && argument === 'nil') return { v: null };
  const pair = /^\[\s*(-?\d+)\s+(-?\d+)\s*\]$/.exec(argument);
  if (f === 'cas' && pair !== null) return { v: [Number(pair[1]), Number(pair[2])] };
  if ((f === 'read' || f === 'write') && /^-?\d+$/.test(argument)) return { v: Number(argument) };
  return complain(where, `:${f} cannot have ${argument}`);
}
