import type { EventType, HistoryEvent } from './event.ts';
import { complain } from './history-error.ts';
import { MISMATCH } from './operations.ts';

/** The only register that such a history is about. */
const KEY = 'register';

/**
 * Logs of Jepsen's etcd test as porcupine keeps them: one register, nil at first. Fields stand apart by tabs in some
 * files and by spaces in others. Time is the number of the line.
 *
 *     INFO  jepsen.util - 4 :invoke :cas [0 2]
 *     INFO  jepsen.util - 4 :fail   :cas [0 2]        evaluated: the register did not hold 0
 *     INFO  jepsen.util - 2 :info   :write :timed-out unknown: the operation stays open
 *     INFO  jepsen.util - 3 :fail   :read :timed-out  tells nothing
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
    events.push({
      i: events.length,
      t: index,
      p: Number(process),
      type: typeOf(type, where),
      f,
      k: KEY,
      ...argumentOf(f, argument, where),
      ...(type === 'fail' && f === 'cas' ? { err: MISMATCH } : {}),
    });
  }
  return events;
}

function typeOf(text: string | undefined, where: string): EventType {
  if (text === 'invoke' || text === 'ok' || text === 'fail' || text === 'info') return text;
  return complain(where, `no type :${text}`);
}

function argumentOf(f: string, argument: string, where: string): { v: unknown } | { err: string } {
  if (argument === ':timed-out') return { err: 'timed-out' };
  if (f === 'read' && argument === 'nil') return { v: null };
  const pair = /^\[\s*(-?\d+)\s+(-?\d+)\s*\]$/.exec(argument);
  if (f === 'cas' && pair !== null) return { v: [Number(pair[1]), Number(pair[2])] };
  if ((f === 'read' || f === 'write') && /^-?\d+$/.test(argument)) return { v: Number(argument) };
  return complain(where, `:${f} cannot have ${argument}`);
}
