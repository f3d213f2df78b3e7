import { type Message, messageType, type ReplicaId } from '../../src/raft/index.ts';

/** What a command says wrong; the runner adds file and line. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
}

/** The words after a command's name, read one by one: each must be of its kind, and none may be left over. */
export class Arguments {
  readonly #usage: string;
  readonly #words: string[];

  constructor(usage: string, words: readonly string[]) {
    this.#usage = usage;
    this.#words = [...words];
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  word(what: string): string {
    const word = this.#words.shift();
    if (word === undefined) throw this.#wrong(`${what} is missing`);
    return word;
  }

  words(what: string): string[] {
    if (this.isEmpty) throw this.#wrong(`${what} is missing`);
    return this.#words.splice(0);
  }

  number(what: string): number {
    const word = this.word(what);
    if (!/^\d+$/.test(word)) throw this.#wrong(`${what} is a number, not "${word}"`);
    return Number(word);
  }

  replica(): ReplicaId {
    return this.number('a replica');
  }

  replicas(): ReplicaId[] {
    const ids = [this.replica()];
    while (!this.isEmpty) ids.push(this.replica());
    return ids;
  }

  /** Steps of a membership change, as `+4`, `~4` and `-4`. */
  steps(): string[] {
    const steps = this.words('a step');
    const wrong = steps.find((step) => !/^[+~-]\d+$/.test(step));
    if (wrong !== undefined) throw this.#wrong(`a step is written +4, ~4 or -4, not "${wrong}"`);
    return steps;
  }

  keyword(word: string): void {
    const found = this.word(`"${word}"`);
    if (found !== word) throw this.#wrong(`"${word}" is expected, not "${found}"`);
  }

  /** name=1,2 options; a name that is not known is an error. */
  options(known: readonly string[]): Map<string, number[]> {
    const options = new Map<string, number[]>();
    for (const word of this.#words.splice(0)) {
      const [name = '', list = ''] = word.split('=');
      if (!known.includes(name)) throw this.#wrong(`no option "${name}" (${known.join(', ')})`);
      const numbers = list.split(',');
      if (!numbers.every((text) => /^\d+$/.test(text)))
        throw this.#wrong(`"${word}" has no numbers`);
      options.set(name, numbers.map(Number));
    }
    return options;
  }

  link(): string {
    const word = this.word('a link');
    if (!/^\d+>\d+$/.test(word)) throw this.#wrong(`a link is written 1>2, not "${word}"`);
    return word;
  }

  /** Messages of a link, of a type, of both, or all. */
  messages(): (m: Message) => boolean {
    const link = /^\d+>\d+$/.test(this.#words[0] ?? '') ? this.link() : null;
    const name = /^\d+$/.test(this.#words[0] ?? '') ? undefined : this.#words.shift();
    const type = Object.entries(messageType).find(([known]) => known === name)?.[1];
    if (name !== undefined && type === undefined) throw this.#wrong(`no message type "${name}"`);
    return (m) =>
      (link === null || link === `${m.from}>${m.to}`) && (type === undefined || m.type === type);
  }

  end(): void {
    if (!this.isEmpty) throw this.#wrong(`"${this.#words.join(' ')}" is too much`);
  }

  #wrong(what: string): TranscriptError {
    return new TranscriptError(`${what}; usage: ${this.#usage}`);
  }
}
