import type { Relation } from '../client/index.ts';
import { requestLimits } from '../util/limits.ts';
import { parseInteger, parseTtl, quoted, usage } from './parse.ts';
import type { TxnCondition, TxnOperation, TxnScript } from './txn-script.ts';
import { splitWords, WordReader } from './txn-words.ts';

const safe = Number.MAX_SAFE_INTEGER;

/** What conditions and operations look like: for messages, and for the help. */
export const conditionForms = {
  absent: 'absent KEY',
  exists: 'exists KEY',
  version: 'version KEY = N',
  revision: 'revision KEY = N',
  value: 'value KEY = TEXT',
  count: 'count PREFIX = N',
  time: 'time < 2026-12-01T00:00:00Z',
} as const;

export const operationForms = {
  get: 'get KEY',
  put: 'put KEY VALUE [ttl=30s]',
  del: 'del KEY',
  delrange: 'delrange PREFIX',
  incr: 'incr KEY DELTA [min=N] [max=N] [ttl=30s]',
  touch: 'touch KEY 30s|never',
} as const;

/** One condition; `name` says where it came from. */
export function parseCondition(name: string, line: string): TxnCondition {
  const words = splitWords(name, line);
  const target = firstOf(name, words, conditionForms, 'a condition');
  const reader = new WordReader(name, words, conditionForms[target]);
  const condition = conditionOf(target, reader);
  reader.end();
  return condition;
}

function conditionOf(target: keyof typeof conditionForms, reader: WordReader): TxnCondition {
  switch (target) {
    case 'absent':
    case 'exists':
      return { target, key: reader.take('KEY') };
    case 'version':
    case 'revision': {
      const [key, relation] = [reader.take('KEY'), relationOf(reader)];
      const text = reader.take('N');
      return { target, key, relation, number: parseInteger(reader.place, text, 0, safe) };
    }
    case 'count': {
      const [prefix, relation] = [reader.take('PREFIX'), relationOf(reader)];
      const text = reader.take('N');
      return { target, prefix, relation, number: parseInteger(reader.place, text, 0, safe) };
    }
    case 'value':
      return {
        target,
        key: reader.take('KEY'),
        relation: relationOf(reader),
        text: reader.take('TEXT'),
      };
    case 'time': {
      const relation = relationOf(reader);
      const text = reader.take('a time');
      return { target, relation, ms: parseTime(reader.place, text) };
    }
  }
}

const relations: readonly Relation[] = ['=', '!=', '<', '<=', '>', '>='];

function relationOf(reader: WordReader): Relation {
  const word = reader.take('a relation');
  const relation = relations.find((one) => one === word);
  if (relation !== undefined) return relation;
  throw usage(`${reader.place}: expected one of ${relations.join(' ')}, got ${quoted(word)}`);
}

/** Milliseconds since 1970, or a date with time and zone: without a zone it would mean another time elsewhere. */
function parseTime(name: string, text: string): number {
  if (/^\d{1,16}$/.test(text)) return parseInteger(name, text, 0, safe);
  const full = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = full ? Date.parse(text) : Number.NaN;
  if (ms >= 0) return ms;
  const forms = 'a time such as 2026-12-01T00:00:00Z or milliseconds since 1970';
  throw usage(`${name}: expected ${forms}, got ${quoted(text)}`);
}

/** One operation; `name` says where it came from. */
export function parseOperation(name: string, line: string): TxnOperation {
  const words = splitWords(name, line);
  const verb = firstOf(name, words, operationForms, 'an operation');
  const reader = new WordReader(name, words, operationForms[verb]);
  const operation = operationOf(verb, name, reader);
  reader.end();
  return operation;
}

function operationOf(
  verb: keyof typeof operationForms,
  name: string,
  reader: WordReader,
): TxnOperation {
  const key = reader.take(verb === 'delrange' ? 'PREFIX' : 'KEY');
  switch (verb) {
    case 'get':
      return { kind: 'get', key };
    case 'del':
      return { kind: 'delete', key };
    case 'delrange':
      return { kind: 'deleteRange', key };
    case 'put': {
      const value = reader.take('VALUE');
      const ttl = reader.options(['ttl']).get('ttl');
      return { kind: 'put', key, value, ttlMs: optionalTtl(name, ttl) };
    }
    case 'incr': {
      const text = reader.take('DELTA');
      const delta = parseInteger(reader.place, text, -safe, safe);
      const options = reader.options(['min', 'max', 'ttl']);
      const min = optionalInteger(`${name}: min`, options.get('min'));
      const max = optionalInteger(`${name}: max`, options.get('max'));
      if (min !== null && max !== null && min > max) {
        throw usage(`${name}: min=${min} is above max=${max}`);
      }
      return {
        kind: 'increment',
        key,
        delta,
        min,
        max,
        ttlMs: optionalTtl(name, options.get('ttl')),
      };
    }
    case 'touch': {
      const text = reader.take('a time to live');
      return { kind: 'touch', key, ttlMs: text === 'never' ? 0 : parseTtl(reader.place, text) };
    }
  }
}

function optionalTtl(name: string, text: string | undefined): number | null {
  return text === undefined ? null : parseTtl(`${name}: ttl`, text);
}

function optionalInteger(name: string, text: string | undefined): number | null {
  return text === undefined ? null : parseInteger(name, text, -safe, safe);
}

function firstOf<Forms extends object>(
  name: string,
  words: readonly string[],
  forms: Forms,
  what: string,
): keyof Forms & string {
  const known = Object.keys(forms) as (keyof Forms & string)[];
  const found = known.find((one) => one === words[0]);
  if (found !== undefined) return found;
  const choices = known.join(', ');
  if (words[0] === undefined) throw usage(`${name}: empty, expected ${what}: ${choices}`);
  throw usage(`${name}: word 1: expected ${what} (${choices}), got ${quoted(words[0])}`);
}

/**
 * A file of lines `if CONDITION`, `then OPERATION` and `else OPERATION`, in any order. Empty lines and those that
 * begin with # count for nothing.
 */
export function parseTxnFile(name: string, text: string): TxnScript {
  const script = {
    if: [] as TxnCondition[],
    then: [] as TxnOperation[],
    else: [] as TxnOperation[],
  };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const place = `${name} line ${index + 1}`;
    const [, part = '', rest = ''] = /^(if|then|else)(?:\s+(.*))?$/.exec(line) ?? [];
    if (part === 'if') script.if.push(parseCondition(place, rest));
    else if (part === 'then') script.then.push(parseOperation(place, rest));
    else if (part === 'else') script.else.push(parseOperation(place, rest));
    else
      throw usage(`${place}: expected if, then or else, got ${quoted(line.split(/\s/)[0] ?? '')}`);
  }
  return script;
}

/** Longer than any transaction that the servers take, quotes and comments included. */
export const txnFileBytes = 2 * requestLimits.requestBytes;
