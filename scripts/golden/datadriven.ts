/**
 * The datadriven format, in which etcd-raft keeps its cases:
 *
 *   # a comment
 *   command key key=value key=(value, value)      a directive; `\` at its end goes on in the next line
 *   input of the command, any number of lines
 *   ----
 *   expected output, up to the first blank line
 *
 * Output with blank lines stands between two doubled separators, `----` twice before it and twice after it.
 */

export interface Argument {
  readonly key: string;
  readonly values: readonly string[];
}

export interface Case {
  /** Of the directive, from 1. */
  readonly line: number;
  readonly directive: string;
  readonly command: string;
  readonly args: readonly Argument[];
  readonly input: string;
  /** Ends with a line break unless it is empty. */
  readonly expected: string;
  /** Why these lines are no case. It fails, for what stands there may be what was to be checked. */
  readonly malformed: string | null;
}

/** A case that cannot be run: etcd-raft's harness stops there with a fatal error. */
export class HarnessError extends Error {}

const SEPARATOR = '----';

export function parseCases(text: string): Case[] {
  const reader = new LineReader(text);
  const cases: Case[] = [];
  for (let line = reader.next(); line !== null; line = reader.next()) {
    const at = reader.line;
    const directive = wholeDirective(line.trim(), reader);
    if (directive === '' || directive.startsWith('#')) continue;
    const parsed = parseOrExplain(directive);
    // Groups cases by name; neither input nor output.
    if (parsed.command === 'subtest') continue;
    const input = readInput(reader);
    cases.push({
      line: at,
      directive,
      command: parsed.command,
      args: parsed.args,
      input: (input ?? '').trim(),
      expected: input === null ? '' : readExpected(reader),
      malformed: parsed.malformed ?? (input === null ? `no ${SEPARATOR} before the end` : null),
    });
  }
  return cases;
}

/** Splits a directive into its command and its arguments. Values may hold parentheses, nested. */
export function parseDirective(directive: string): { command: string; args: Argument[] } {
  let rest = directive;
  const until = (stops: RegExp): string => {
    const end = rest.search(stops);
    const head = end === -1 ? rest : rest.slice(0, end);
    rest = rest.slice(head.length);
    return head;
  };
  const command = until(/ /);
  const args: Argument[] = [];
  for (rest = rest.trimStart(); rest !== ''; rest = rest.trimStart()) {
    const key = until(/[ =]/);
    if (key === '') throw unparsed(directive, rest);
    if (!rest.startsWith('=')) {
      args.push({ key, values: [] });
    } else if (!rest.startsWith('=(')) {
      rest = rest.slice(1);
      args.push({ key, values: [until(/ /)] });
    } else {
      const end = closingParenthesis(rest, 1);
      if (end === -1) throw unparsed(directive, rest);
      args.push({ key, values: splitValues(rest.slice(2, end)) });
      rest = rest.slice(end + 1);
    }
  }
  return { command, args };
}

class LineReader {
  readonly #lines: readonly string[];
  /** The number of the line last read. */
  line = 0;

  constructor(text: string) {
    this.#lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  }

  next(): string | null {
    const line = this.#lines[this.line];
    if (line === undefined) return null;
    this.line++;
    return line;
  }
}

function wholeDirective(first: string, reader: LineReader): string {
  let directive = first;
  while (directive.endsWith('\\') && !directive.startsWith('#')) {
    const more = reader.next();
    if (more === null) break;
    directive = `${directive.slice(0, -1)} ${more.trim()}`;
  }
  return directive;
}

function parseOrExplain(directive: string): {
  command: string;
  args: Argument[];
  malformed: string | null;
} {
  try {
    return { ...parseDirective(directive), malformed: null };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { command: '', args: [], malformed: error.message };
  }
}

/** Null when the file ends before the separator. */
function readInput(reader: LineReader): string | null {
  const lines: string[] = [];
  for (let line = reader.next(); line !== null; line = reader.next()) {
    if (line === SEPARATOR) return lines.join('\n');
    lines.push(line);
  }
  return null;
}

function readExpected(reader: LineReader): string {
  const lines: string[] = [];
  let line = reader.next();
  if (line === SEPARATOR) {
    for (line = reader.next(); line !== null; line = reader.next()) {
      const after = line === SEPARATOR ? reader.next() : null;
      if (after === SEPARATOR) break;
      lines.push(line);
      if (after !== null) lines.push(after);
    }
  } else {
    for (; line !== null && line.trim() !== ''; line = reader.next()) lines.push(line);
  }
  return lines.map((each) => `${each}\n`).join('');
}

/** Where the parenthesis that opens at `from` closes, or -1. */
function closingParenthesis(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    else if (text[at] === ',' && depth === 0) {
      values.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...values, text.slice(from).trim()];
}

function unparsed(directive: string, rest: string): HarnessError {
  const column = directive.length - rest.length + 1;
  return new HarnessError(`cannot parse directive at column ${column}: ${directive}`);
}
