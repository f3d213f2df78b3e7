import type { EngineOp, EngineRange, EngineRow } from './engine.ts';
import { readRow, sealRow } from './row-checksum.ts';
import { bytesOf, generationRange, nodeGroup, RowSpace } from './row-keys.ts';
import type { RowStore } from './row-store.ts';

/** Which generation of a group is live, and the highest ever given out: a number is never used twice (R21). */
export interface Pointer {
  /** 0: the group was dropped. */
  readonly live: number;
  readonly highest: number;
  /** Damaged or divergent, and set aside until another one holds all of it; 0: none. */
  readonly aside: number;
}

const none: Pointer = { live: 0, highest: 0, aside: 0 };

/**
 * The generation pointers of all groups, as they are and as they are known to be durable. Rows may be swept only
 * when the durable pointer has left them: a crash before that would bring the generation back without its rows.
 *
 *   live 1 ──damaged──▶ live 2, empty; aside 1 ──snapshot in 3 is whole──▶ live 3 ──durable──▶ rows of 1 and 2 swept
 *     ▲                   └──restored by the owner, offline──┐
 *     └──────────────────────────────────────────────────────┘
 */
export class Generations {
  readonly space: RowSpace = new RowSpace(nodeGroup, 0, 'generation');
  readonly #rows: RowStore;
  readonly #pointers = new Map<number, Pointer>();
  readonly #durable = new Map<number, Pointer>();
  /** Generations that a snapshot is being written into. */
  readonly #filling = new Map<number, number>();
  /** Generations whose switch failed: the disk may believe in them until the pointer has been written again. */
  readonly #doubtful = new Map<number, number>();
  #changed = new Map<number, Pointer>();

  constructor(rows: RowStore) {
    this.#rows = rows;
  }

  /** At start. Returns the group. */
  loaded(row: EngineRow): number {
    const name = this.space.rowOf(row.key);
    const pointer = decode(name, row.value);
    const group = Buffer.from(name, 'latin1').readUInt32BE(0);
    this.#pointers.set(group, pointer);
    this.#durable.set(group, pointer);
    return group;
  }

  get groups(): readonly number[] {
    return [...this.#pointers.keys()];
  }

  of(group: number): Pointer {
    return this.#pointers.get(group) ?? none;
  }

  /**
   * Makes the next generation the live one, in the next flush. The one before it, if there was any, cannot be trusted and
   * is set aside. Where one is set aside already it stays so and the live one is given up, which is empty or was made from
   * the log and has not come as far: whatever holds more has cleared the place ({@link Generations.switchOp},
   * {@link Generations.clearAside}).
   */
  create(group: number): number {
    const { live, highest, aside } = this.of(group);
    const generation = highest + 1;
    this.#set(group, { live: generation, highest: generation, aside: aside === 0 ? live : aside });
    return generation;
  }

  drop(group: number): void {
    this.#set(group, { live: 0, highest: this.of(group).highest, aside: 0 });
  }

  /** Nobody needs the generation that was set aside any more. */
  clearAside(group: number): void {
    this.#set(group, { ...this.of(group), aside: 0 });
  }

  /** The operation that makes the generation that was set aside the live one again. Of a database that nobody runs on. */
  restoreOp(group: number): EngineOp {
    const { highest, aside } = this.of(group);
    return this.#pointerOp(group, { live: aside, highest, aside: 0 });
  }

  /** Takes a generation for a snapshot. No row of it may be written before the next flush is durable. */
  reserve(group: number): number {
    const pointer = this.of(group);
    const generation = pointer.highest + 1;
    this.#set(group, { ...pointer, highest: generation });
    this.#filling.set(group, generation);
    return generation;
  }

  /** The operation that makes the filled generation the live one, and all others dead. */
  switchOp(group: number, generation: number): EngineOp {
    return this.#pointerOp(group, { live: generation, highest: this.of(group).highest, aside: 0 });
  }

  /** That operation is durable. */
  switched(group: number, generation: number): void {
    const pointer = { live: generation, highest: this.of(group).highest, aside: 0 };
    this.#pointers.set(group, pointer);
    this.#durable.set(group, pointer);
    this.#filling.delete(group);
  }

  /** The write of that operation failed, so its effect is unknown: the next flush states the pointer again. */
  switchFailed(group: number, generation: number): void {
    this.#doubtful.set(group, generation);
    this.#set(group, this.of(group));
  }

  abandoned(group: number, generation: number): void {
    if (this.#filling.get(group) === generation) this.#filling.delete(group);
  }

  /** What changed since the last call, to be handed to {@link madeDurable} after its flush. */
  takeChanges(): ReadonlyMap<number, Pointer> {
    const changed = this.#changed;
    this.#changed = new Map();
    return changed;
  }

  madeDurable(changes: ReadonlyMap<number, Pointer>): void {
    for (const [group, pointer] of changes) {
      this.#durable.set(group, pointer);
      this.#doubtful.delete(group);
    }
  }

  /** Key ranges of the group that nothing refers to, now or after a crash. */
  deadRanges(group: number): EngineRange[] {
    const durable = this.#durable.get(group) ?? none;
    const current = this.of(group);
    const unsettled = [this.#filling.get(group) ?? 0, this.#doubtful.get(group) ?? 0];
    const kept = [durable.live, durable.aside, current.live, current.aside, ...unsettled];
    const ranges: EngineRange[] = [];
    let from = 1;
    for (const generation of [...kept.sort((a, b) => a - b), durable.highest + 1]) {
      if (generation > from) ranges.push(generationRange(group, from, generation));
      from = Math.max(from, generation + 1);
    }
    return ranges;
  }

  /** Of the row that is the group's pointer. */
  rowKey(group: number): Uint8Array {
    return this.space.key(nameOf(group));
  }

  #pointerOp(group: number, pointer: Pointer): EngineOp {
    return { key: this.rowKey(group), value: encode(group, pointer) };
  }

  #set(group: number, pointer: Pointer): void {
    this.#pointers.set(group, pointer);
    this.#changed.set(group, pointer);
    this.#rows.set(this.space, nameOf(group), encode(group, pointer));
  }
}

function nameOf(group: number): string {
  return String.fromCharCode(
    group >>> 24,
    (group >>> 16) & 0xff,
    (group >>> 8) & 0xff,
    group & 0xff,
  );
}

function encode(group: number, { live, highest, aside }: Pointer): Uint8Array {
  return sealRow(bytesOf(nameOf(group)), (to) => to.varint(live).varint(highest).varint(aside));
}

function decode(name: string, row: Uint8Array): Pointer {
  return readRow(bytesOf(name), row, 'generation pointer', (body) => ({
    live: body.varint(),
    highest: body.varint(),
    aside: body.varint(),
  }));
}
