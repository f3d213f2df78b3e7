import type { CallSpec } from '../../../src/client/call.ts';
import type { Codec } from '../../../src/client/codec.ts';
import { text } from '../../../src/client/codec.ts';
import type { Core } from '../../../src/client/core.ts';
import type { Dispatcher } from '../../../src/client/dispatcher.ts';
import {
  type KvError,
  type RingKv,
  UnavailableError,
  UnknownOutcomeError,
} from '../../../src/client/index.ts';
import { type Key, keyText, prefixBytes } from '../../../src/client/keys.ts';
import { CodecKeyspace } from '../../../src/client/keyspace.ts';
import { defaultTuning } from '../../../src/client/limits.ts';
import { entryOf, type Page, servedRead } from '../../../src/client/results.ts';
import type { TxnOpList, TxnOptions, TxnRequest, TxnResult } from '../../../src/client/txn.ts';
import { runTxn } from '../../../src/client/txn-call.ts';
import { Watches } from '../../../src/client/watches.ts';
import { compareBytes, fromHex, startsWith, utf8 } from '../../../src/util/bytes.ts';
import { loadHash } from '../../../src/util/hash.ts';
import { FakeStore } from '../fake-store.ts';

/**
 * What happens to one operation. `lost`: it runs, nobody hears of it. `never`: it does not, nobody knows. `later`: it
 * runs at `runLater`, nobody knows. `die`: this process ends before it, `die_after`: right after it.
 */
export type Fate = 'serve' | 'lost' | 'never' | 'later' | 'die' | 'die_after';

/** Not a KvError: what a process that is gone can not catch. */
export class Died extends Error {}

/** The store of the fake nodes without the nodes, and what is watched at every revision of it. */
export class World {
  readonly store: FakeStore;
  readonly #core: (submit: (spec: CallSpec) => void) => Core;
  /** Called after every operation that ran. */
  watch: () => void = () => {};
  readonly #later: (() => void)[] = [];
  #clients = 0;

  constructor(store: FakeStore, core: (submit: (spec: CallSpec) => void) => Core) {
    this.store = store;
    this.#core = core;
  }

  static async make(partitions = 4): Promise<World> {
    const hash = await loadHash();
    const store = new FakeStore(partitions, hash);
    store.timeMs = 1_700_000_000_000;
    return new World(store, (submit) => {
      const dispatcher = {
        submit,
        now: () => performance.now(),
        tuning: defaultTuning,
        topology: { view: { partitions } },
      } as unknown as Dispatcher;
      return { dispatcher, hash, watches: new Watches(dispatcher) };
    });
  }

  /** A process of its own; `fate` decides about each of its operations, numbered from 1. */
  client(fate: (op: number, spec: CallSpec) => Fate | Promise<Fate> = () => 'serve'): RingKv {
    const clientId = new Uint8Array(16);
    new DataView(clientId.buffer).setUint32(0, ++this.#clients);
    for (let partition = 0; partition < this.store.partitions; partition++) {
      this.store.apply({ clientId, openClient: { partition } }, 1);
    }
    let sequence = 0;
    let operations = 0;
    let dead = false;
    const run = (spec: CallSpec): unknown => {
      const at = ++sequence;
      const body = { ...spec.body, clientId, sequence: at, sequenceFloor: at };
      const result = this.store.apply(body, 1);
      this.watch();
      return result;
    };
    const submit = async (spec: CallSpec): Promise<void> => {
      const chosen = dead ? 'die' : await fate(++operations, spec);
      if (dead || chosen === 'die') {
        dead = true;
        return spec.failed(new Died());
      }
      if (chosen === 'later') this.#later.push(() => run(spec));
      const answer = chosen === 'later' || chosen === 'never' ? null : run(spec);
      if (chosen === 'die_after') {
        dead = true;
        return spec.failed(new Died());
      }
      if (chosen === 'serve') return spec.answered(answer as Parameters<typeof spec.answered>[0]);
      return spec.failed(spec.class === 'read' ? unavailable() : unknown());
    };
    return new DirectKv(
      this.#core((spec) => void submit(spec)),
      this.store,
    ) as unknown as RingKv;
  }

  /** Log entries that turn up long after. */
  runLater(): void {
    for (const run of this.#later.splice(0)) run();
  }

  /** The counter of a key, 0 without one. */
  count(key: string): number {
    return Number(Buffer.from(this.store.record(utf8(key))?.value ?? []).toString() || 0);
  }

  value(key: string): string | null {
    const record = this.store.record(utf8(key));
    return record === null ? null : Buffer.from(record.value ?? []).toString();
  }

  keys(prefix: string): string[] {
    return [...this.store.rows.keys()]
      .map((at) => Buffer.from(fromHex(at)).toString())
      .filter((key) => key.startsWith(prefix))
      .sort();
  }
}

class DirectKv<Out, In> extends CodecKeyspace<Out, In> {
  readonly #core: Core;
  readonly #store: FakeStore;

  constructor(core: Core, store: FakeStore, codec: Codec<Out, In> = text as never) {
    super(core, codec);
    this.#core = core;
    this.#store = store;
  }

  keyspace<O, I>(codec: Codec<O, I>): DirectKv<O, I> {
    return new DirectKv(this.#core, this.#store, codec);
  }

  async txn<Then extends TxnOpList, Else extends TxnOpList>(
    request: TxnRequest<Then, Else>,
    options?: TxnOptions,
  ): Promise<TxnResult<Then, Else>> {
    return runTxn(this.#core, request, options);
  }

  override async *scanPages(prefix: Key): AsyncGenerator<Page<Out>, void, undefined> {
    const start = prefixBytes(prefix);
    const keys = [...this.#store.rows.keys()]
      .map(fromHex)
      .filter((key) => startsWith(key, start))
      .sort(compareBytes);
    // Pages of one: what changes between pages is seen.
    for (const bytes of keys) {
      const record = this.#store.record(bytes);
      if (record === null) continue;
      const value = await this.codec.decode(record.value ?? new Uint8Array());
      const names = { text: keyText(bytes), bytes };
      yield {
        entries: [entryOf(record, names, value, servedRead(null))],
        revisions: new Map(),
      };
    }
  }
}

function unknown(): KvError {
  const fields = { code: 'UNAVAILABLE', reason: 'LEADER_CHANGED' };
  return new UnknownOutcomeError('nobody knows', fields, async () => ({ status: 'unknown' }));
}

function unavailable(): KvError {
  return new UnavailableError('no leader', {
    code: 'UNAVAILABLE',
    reason: 'NO_LEADER',
    outcome: 'not_executed',
    retryable: true,
  });
}
