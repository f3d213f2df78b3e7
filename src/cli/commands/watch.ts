import type { Command } from 'commander';
import type { Watch, WatchEventType, WatchOptions } from '../../client/index.ts';
import { CursorFile } from '../cursor-file.ts';
import type { Failure } from '../failure.ts';
import { type Format, json } from '../output.ts';
import { parseChoice, parseInteger, usage } from '../parse.ts';
import { type Cli, CommandFailed, withKv } from '../session.ts';
import { runFor } from '../watch-exec.ts';
import { eventLine, isEvent, itemJson, noticeLine, type ShownItem } from '../watch-items.ts';
import { replicaOf } from './read.ts';

interface WatchFlags {
  readonly prefix?: string;
  readonly all?: boolean;
  readonly initial?: boolean;
  readonly cursor?: string;
  readonly cursorFile?: string;
  readonly without?: string;
  readonly keysOnly?: boolean;
  readonly resync?: boolean;
  readonly progress?: boolean;
  readonly maxEvents?: string;
  readonly exec?: string;
  readonly prefer?: string;
}

const kinds = ['put', 'delete', 'expire', 'touch'] as const;

export function addWatch(program: Command, cli: Cli): void {
  program
    .command('watch')
    .summary('print what changes, as it changes')
    .description(
      'Print what happens to a key, to the keys with a prefix, or to all keys: one line of what happened (put, delete, ' +
        'expire, touch; entry for what was there), key and value with tabs between; with -o json one object a line. ' +
        'Events of one partition come in order, none twice, none left out; an event whose line says "more" is one with ' +
        'the next. It goes on at another node when one fails, and ends by Ctrl-C, which says where to go on.',
    )
    .argument('[key]', 'the key; or one of --prefix and --all')
    .option('--prefix <prefix>', 'all keys that start so')
    .option('--all', 'all keys')
    .option('--initial', 'begin with what is there')
    .option('--cursor <cursor>', 'go on where an earlier watch of the same keys has said it was')
    .option(
      '--cursor-file <file>',
      'the same from a file, if it is there; and keep the cursor in it',
    )
    .option(
      '--without <kinds>',
      'leave out some of put, delete, expire and touch, with commas between',
    )
    .option('--keys-only', 'no values')
    .option('--resync', 'where events are not kept any more, begin again with what is there')
    .option('--progress', 'show synced and progress too, and with -o json interrupted and resumed')
    .option('--max-events <n>', 'end after so many events')
    .option(
      '--exec <command>',
      'instead of printing, run a shell command for each event, one after the other: the value is its input, ' +
        'KVCTL_WATCH_TYPE, _KEY, _VALUE, _REVISION and others are its environment; ends with the first that fails',
    )
    .option('--prefer <replica>', 'leader (default), any, nearest or zone:NAME')
    .action((key: string | undefined, flags: WatchFlags, command: Command) =>
      watch(cli, command, targetOf(key, flags), flags),
    );
}

type Target = string | { readonly prefix: string };

async function watch(cli: Cli, command: Command, target: Target, flags: WatchFlags): Promise<void> {
  const options = optionsOf(flags);
  const maxEvents =
    flags.maxEvents === undefined
      ? Number.POSITIVE_INFINITY
      : parseInteger('--max-events', flags.maxEvents, 1, Number.MAX_SAFE_INTEGER);
  const file = flags.cursorFile === undefined ? null : new CursorFile(flags.cursorFile);
  const cursor = flags.cursor ?? file?.read() ?? '';
  let shown: Shown | null = null;
  try {
    await withKv(cli, command, 'reads', async (kv, format) => {
      shown = new Shown(cli, kv.watch(target, { ...options, cursor }), flags, format, file);
      await shown.show(maxEvents);
    });
  } catch (error) {
    throw withCursor(error, (shown as Shown | null)?.ended() ?? cursor, file !== null);
  }
}

/** A watch on its way to where the user wants it. */
class Shown {
  readonly #cli: Cli;
  readonly #watch: Watch<Uint8Array>;
  readonly #flags: WatchFlags;
  readonly #format: Format;
  readonly #file: CursorFile | null;
  /** With --exec: before the event whose command has not ended well. */
  #before: string | null = null;

  constructor(
    cli: Cli,
    watched: Watch<Uint8Array>,
    flags: WatchFlags,
    format: Format,
    file: CursorFile | null,
  ) {
    this.#cli = cli;
    this.#watch = watched;
    this.#flags = flags;
    this.#format = format;
    this.#file = file;
  }

  async show(maxEvents: number): Promise<void> {
    let events = 0;
    const { exec } = this.#flags;
    if (exec !== undefined) this.#before = this.#watch.cursor;
    for await (const item of this.#watch) {
      if (exec === undefined) await this.#print(item);
      else {
        if (isEvent(item)) await runFor(exec, item, this.#cli.env, this.#cli.out);
        this.#before = this.#watch.cursor;
      }
      this.#file?.saveSometimes(() => this.#cursor());
      if (isEvent(item) && ++events === maxEvents) break;
    }
    this.ended();
  }

  /** Where to go on; it is in the file by then. */
  ended(): string {
    const cursor = this.#cursor();
    this.#file?.save(cursor);
    return cursor;
  }

  #cursor(): string {
    return this.#before ?? this.#watch.cursor;
  }

  async #print(item: ShownItem): Promise<void> {
    const { out, err } = this.#cli;
    const isPlain = item.type === 'synced' || item.type === 'progress';
    const progress = this.#flags.progress ?? false;
    if (this.#format === 'json') {
      const isAsked = isEvent(item) || item.type === 'compacted' || progress;
      if (isAsked) await out.write(`${json(itemJson(item, () => this.#cursor()))}\n`);
    } else if (isEvent(item)) await out.write(eventLine(item));
    else if (!isPlain) await err.write(noticeLine(item));
    else if (progress) await out.write(noticeLine(item));
  }
}

function targetOf(key: string | undefined, { prefix, all }: WatchFlags): Target {
  const given = [key, prefix, all].filter((one) => one !== undefined);
  if (given.length !== 1) throw usage('expected a key, --prefix or --all, and one of them');
  if (key === '') throw usage('the key is empty; --all watches everything');
  return key ?? { prefix: prefix ?? '' };
}

function optionsOf(flags: WatchFlags): WatchOptions {
  if (flags.cursor !== undefined && flags.cursorFile !== undefined) {
    throw usage('--cursor and --cursor-file exclude each other');
  }
  const words = flags.without === undefined ? [] : flags.without.split(',');
  return {
    initial: flags.initial ?? false,
    without: words.map((word): WatchEventType => parseChoice('--without', word.trim(), kinds)),
    keysOnly: flags.keysOnly ?? false,
    onCompacted: flags.resync ? 'resync' : 'throw',
    replica: flags.prefer === undefined ? undefined : replicaOf(flags.prefer),
  };
}

/** A watch that ends says where to go on; one whose events are gone says how to begin again. */
function withCursor(error: unknown, cursor: string, kept: boolean): unknown {
  if (!(error instanceof CommandFailed)) return error;
  const { failure } = error;
  const lost = failure.reason === 'COMPACTED' || failure.reason === 'FUTURE_POSITION';
  const again = `Begin again with --initial and without ${kept ? 'the cursor file' : '--cursor'}`;
  const hint = lost
    ? `${again}${failure.reason === 'COMPACTED' ? ', or watch with --resync' : ''}.`
    : cursor === '' || kept
      ? failure.hint
      : `Go on with --cursor ${cursor}`;
  const details = lost || cursor === '' ? failure.details : { ...failure.details, cursor };
  return new CommandFailed({ ...failure, hint, details } satisfies Failure);
}
