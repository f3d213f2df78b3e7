import { quoted, usage } from './parse.ts';

/** Blanks, then a word in quotes of either kind, or one that does not begin with a quote. */
const wordPattern = /\s*(?:(["'])((?:(?!\1).)*)\1(?=\s|$)|([^\s"']\S*))/sy;

/**
 * The words of one condition or operation. Quotes count only where a word begins, so that `{"json":1}` stays what it
 * is and no value loses characters silently. There are no escapes: a word that holds one kind of quote and blanks
 * stands in the other kind.
 */
export function splitWords(name: string, line: string): string[] {
  const text = line.trimEnd();
  const words: string[] = [];
  let end = 0;
  while (end < text.length) {
    wordPattern.lastIndex = end;
    const found = wordPattern.exec(text);
    if (found === null) {
      const rest = quoted(text.slice(end).trimStart());
      throw usage(`${name}: the quote that begins ${rest} does not end before a blank`);
    }
    const [, , inner, bare] = found;
    words.push(inner ?? bare ?? '');
    end = wordPattern.lastIndex;
  }
  return words;
}

/** Takes words one after the other and says which one is wrong. */
export class WordReader {
  readonly #name: string;
  readonly #words: readonly string[];
  readonly #form: string;
  #next: number;

  /** `form` is what is expected, such as `put KEY VALUE [ttl=30s]`; its first word is already read. */
  constructor(name: string, words: readonly string[], form: string) {
    this.#name = name;
    this.#words = words;
    this.#form = form;
    this.#next = 1;
  }

  take(what: string): string {
    const word = this.#words[this.#next++];
    if (word !== undefined) return word;
    throw usage(`${this.#name}: ${what} is missing, expected ${this.#form}`);
  }

  /** For messages about the word that was taken last. */
  get place(): string {
    return `${this.#name}: word ${this.#next}`;
  }

  /** The rest as `name=value`, each name at most once. */
  options(names: readonly string[]): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    while (this.#next < this.#words.length) {
      const word = this.take('an option');
      const [, name = '', value = ''] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
      if (!names.includes(name)) throw this.#unexpected(word);
      if (found.has(name)) throw usage(`${this.place}: ${name}= is given twice`);
      found.set(name, value);
    }
    return found;
  }

  end(): void {
    const word = this.#words[this.#next++];
    if (word !== undefined) throw this.#unexpected(word);
  }

  #unexpected(word: string): Error {
    return usage(`${this.place}: unexpected ${quoted(word)}, expected ${this.#form}`);
  }
}
