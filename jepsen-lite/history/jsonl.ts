import type { Ask, EventType, HistoryEvent, ReadLevel, ServedFrom } from './event.ts';
import { complain } from './history-error.ts';

/** One event per line, in order. */
export function formatJsonl(history: readonly HistoryEvent[]): string {
  return history.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/**
 * The inverse of {@link formatJsonl}, for files from anywhere: every field of every line is looked at, and a
 * HistoryError names the first line that is not an event. A file that was cut off in the middle of a line is one.
 */
export function parseJsonl(text: string): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let t = 0;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const where = `line ${index + 1}`;
    const event = eventOf(parsed(line, where), where);
    if (event.i !== index) complain(where, `"i" is ${event.i}, not its place ${index}`);
    if (event.t < t) complain(where, `"t" falls from ${t} to ${event.t}`);
    t = event.t;
    events.push(event);
  }
  return events;
}

type Fields = Readonly<Record<string, unknown>>;

const known = new Set(['i', 't', 'p', 'type', 'f', 'k', 'v', 'ask', 'at', 'err']);

function parsed(line: string, where: string): Fields {
  try {
    const value: unknown = JSON.parse(line);
    if (isObject(value)) return value;
  } catch {
    complain(where, `not JSON: ${JSON.stringify(line.slice(0, 80))}`);
  }
  return complain(where, 'not an object');
}

function eventOf(fields: Fields, where: string): HistoryEvent {
  for (const name of Object.keys(fields)) {
    if (!known.has(name)) complain(where, `no field ${JSON.stringify(name)}`);
  }
  const { k, v, ask, at, err } = fields;
  if (k !== undefined && typeof k !== 'string') complain(where, '"k" is not a string');
  if (err !== undefined && typeof err !== 'string') complain(where, '"err" is not a string');
  const p = fields['p'] === 'nemesis' ? 'nemesis' : count(fields, 'p', where);
  if (p !== 'nemesis' && k === undefined) complain(where, 'a client has "k"');
  return {
    i: count(fields, 'i', where),
    t: count(fields, 't', where),
    p,
    type: typeOf(fields['type'], where),
    f: textOf(fields['f'], where),
    ...(k === undefined ? {} : { k }),
    ...(v === undefined ? {} : { v }),
    ...(ask === undefined ? {} : { ask: askOf(ask, where) }),
    ...(at === undefined ? {} : { at: servedFrom(at, where) }),
    ...(err === undefined ? {} : { err }),
  };
}

function typeOf(type: unknown, where: string): EventType {
  if (type === 'invoke' || type === 'ok' || type === 'fail' || type === 'info') return type;
  return complain(where, '"type" is not invoke, ok, fail or info');
}

function textOf(f: unknown, where: string): string {
  if (typeof f === 'string' && f !== '') return f;
  return complain(where, '"f" is not a name');
}

function servedFrom(at: unknown, where: string): ServedFrom {
  if (!isObject(at)) complain(where, '"at" is not an object');
  const names = ['partition', 'revision', 'term', 'node', 'modRevision', 'level', 'stalenessMs'];
  onlyThese(at, names, 'at', where);
  const { level, stalenessMs } = at;
  if (stalenessMs !== undefined && !Number.isSafeInteger(stalenessMs)) {
    complain(where, '"at.stalenessMs" is not a whole number');
  }
  return {
    partition: count(at, 'partition', where),
    revision: count(at, 'revision', where),
    term: count(at, 'term', where),
    node: count(at, 'node', where),
    modRevision: count(at, 'modRevision', where),
    ...(level !== undefined && { level: level === 'linearizable' ? level : levelOf(level, where) }),
    ...(typeof stalenessMs === 'number' && { stalenessMs }),
  };
}

function askOf(ask: unknown, where: string): Ask {
  if (!isObject(ask)) complain(where, '"ask" is not an object');
  onlyThese(ask, ['level', 'session', 'boundMs'], 'ask', where);
  return {
    ...(ask['level'] !== undefined && { level: levelOf(ask['level'], where) }),
    ...(ask['session'] !== undefined && { session: count(ask, 'session', where) }),
    ...(ask['boundMs'] !== undefined && { boundMs: count(ask, 'boundMs', where) }),
  };
}

const levels: readonly ReadLevel[] = ['leader_lease', 'session', 'bounded_staleness', 'eventual'];

function levelOf(level: unknown, where: string): ReadLevel {
  return (
    levels.find((one) => one === level) ?? complain(where, `no level ${JSON.stringify(level)}`)
  );
}

function onlyThese(fields: Fields, names: readonly string[], of: string, where: string): void {
  for (const name of Object.keys(fields)) {
    if (!names.includes(name)) complain(where, `no field ${JSON.stringify(`${of}.${name}`)}`);
  }
}

function count(fields: Fields, name: string, where: string): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  return complain(where, `"${name}" is not a whole number from 0 on`);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
