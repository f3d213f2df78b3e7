import type { Operation } from '../history/operations.ts';
import { type Budget, searchLimits } from './budget.ts';
import { ConfigurationCache } from './configuration-cache.ts';
import { IntervalList } from './interval-list.ts';
import { LookAhead } from './look-ahead.ts';
import type { Model } from './models/model.ts';
import { OpenOperations } from './open-operations.ts';
import { ILLEGAL, StateTable, TooManyStates } from './state-table.ts';
import type { Verdict } from './verdict.ts';

export interface SearchResult {
  readonly verdict: Verdict;
  /** A linearization if valid; else the longest legal order up to the return that none could pass. */
  readonly order: readonly Operation[];
  /** Distinct configurations explored. */
  readonly configurations: number;
  /** Why it is unknown. */
  readonly gaveUp?: 'time' | 'memory';
}

/**
 * Whether one key's history is linearizable: the search of Wing and Gong with Lowe's memory of configurations, made
 * smaller in four ways, none of which changes a verdict:
 *
 *  1. A candidate that is legal and never changes anything (a read) is placed at once: whatever order follows can have
 *     it first as well.
 *  2. A configuration covered by one seen before is not explored (see `configuration-cache.ts`).
 *  3. An open operation is used only if what comes next looks at its effect: else the order is as good without it.
 *  4. A state that contradicts the next read, with no write left to mend it, is given up (see `look-ahead.ts`).
 *
 * For 2 and 3 together: take a configuration that can be completed in the fewest steps. The first of these steps is
 * allowed, since an open operation that nothing looks at would make the way longer than needed; and what covers the
 * configuration behind that step can be completed by the same steps, as it has used fewer open operations.
 *
 * `operations` are those of one key; failed ones and reads without an answer say nothing and must be left out.
 */
export function search<State>(
  model: Model<State>,
  operations: readonly Operation[],
  budget: Budget,
): SearchResult {
  return new Search(model, operations, budget).run();
}

/** How an operation came into the order: by choice, or because nothing was to be chosen. */
const CHOSEN = 0;
const SETTLED = 1;
const OPEN = 2;

/**
 * Points at the step before it, so that an order is its last step. An order noted in passing costs nothing, and shares
 * its beginning with the one that the search goes on with; a copy each time would make long histories quadratic.
 *
 *   write 1 ── write 2 ── read 2 ── write 4      noted: came furthest so far
 *                 └────── write 3                the order now
 */
interface Step {
  readonly before: Step | null;
  /** Of the order up to here, this step included. */
  readonly length: number;
  readonly kind: typeof CHOSEN | typeof SETTLED | typeof OPEN;
  /** Number among the completed, or among the open. */
  readonly index: number;
  readonly stateBefore: number;
  readonly justUsedBefore: boolean;
}

/**
 * A configuration on the way and what is left to try there: completed operations in order of call, then open ones. The
 * list is walked as they are asked for, since whoever comes back finds it as it was; candidates stored at every level
 * would take memory quadratic in what overlaps.
 */
interface Level {
  /** The next call to look at, up to the first return. */
  node: number;
  readonly firstReturn: number;
  /** Its open candidates: from here on in the list of all. */
  readonly openFrom: number;
}

class Search<State> {
  readonly #completed: readonly Operation[];
  readonly #classes: Int32Array;
  readonly #table: StateTable<State>;
  readonly #list: IntervalList;
  readonly #open: OpenOperations;
  readonly #lookAhead: LookAhead;
  readonly #cache: ConfigurationCache;
  readonly #budget: Budget;
  readonly #done: Int32Array;
  readonly #hashes: Int32Array;
  #hash = 0;
  #state: number;
  #last: Step | null = null;
  readonly #levels: Level[] = [];
  /** Open operations not yet tried, of all levels. */
  readonly #openCandidates: number[] = [];
  #best: { blocked: number; last: Step | null } = { blocked: -1, last: null };

  constructor(model: Model<State>, operations: readonly Operation[], budget: Budget) {
    this.#completed = operations
      .filter(({ outcome }) => outcome !== 'open')
      .sort((a, b) => a.invoked - b.invoked);
    this.#table = new StateTable(model, operations);
    this.#classes = Int32Array.from(this.#completed, (one) => this.#table.classOf(one));
    this.#list = new IntervalList(this.#completed);
    const open = operations.filter(({ outcome }) => outcome === 'open');
    this.#open = new OpenOperations(open, this.#table);
    this.#lookAhead = new LookAhead(this.#completed, this.#open, this.#table);
    this.#cache = new ConfigurationCache(this.#open.used.length);
    this.#budget = budget;
    this.#done = new Int32Array((this.#completed.length >> 5) + 1);
    this.#hashes = randomWords(this.#completed.length);
    this.#state = this.#table.initial;
  }

  run(): SearchResult {
    try {
      return this.#run();
    } catch (error) {
      if (error instanceof TooManyStates) return this.#end('unknown', 'memory');
      throw error;
    }
  }

  #run(): SearchResult {
    let entered = this.#enter();
    for (let turn = 1; ; turn++) {
      if (entered === 'complete') return this.#end('valid');
      if (entered === 'full') return this.#end('unknown', 'memory');
      if (turn % searchLimits.configurationsPerLook === 0 && this.#outOfTime()) {
        return this.#end('unknown', 'time');
      }
      if (entered === 'dead') this.#undo();
      while (!this.#chooseNext()) {
        this.#levels.pop();
        if (this.#levels.length === 0) return this.#end('invalid');
        this.#undo();
      }
      entered = this.#enter();
    }
  }

  /** Settles what needs no choice, then opens this configuration as a level unless there is no point. */
  #enter(): 'entered' | 'dead' | 'complete' | 'full' {
    this.#settle();
    const firstReturn = this.#list.firstReturn();
    if (firstReturn === 0) return 'complete';
    const base = this.#list.operationAt(this.#list.first) >> 5;
    const end = ((this.#list.callsBefore(firstReturn) - 1) >> 5) + 1;
    const open = this.#open.used;
    const added = this.#cache.add(this.#hash, this.#state, this.#done, base, end, open);
    if (added === 'full') return 'full';
    if (added === 'covered') return 'dead';
    const blocked = this.#lookAhead.blockedBy(this.#state, this.#list, this.#done);
    this.#note(blocked === 0 ? firstReturn : blocked);
    if (blocked !== 0) return 'dead';
    const openFrom = this.#openCandidates.length;
    this.#levels.push({ node: this.#list.first, firstReturn, openFrom });
    this.#collectOpen(firstReturn);
    return this.#openCandidates.length > searchLimits.openCandidates ? 'full' : 'entered';
  }

  #settle(): void {
    // A lifted node's own links are stale; the node before it is still in the list.
    for (let before = 0; ; ) {
      const node = this.#list.after(before);
      if (node === 0 || !this.#list.isCall(node)) return;
      const index = this.#list.operationAt(node);
      if (this.#isLegalObserver(index)) this.#place(SETTLED, index, this.#state);
      else before = node;
    }
  }

  #isLegalObserver(index: number): boolean {
    const operationClass = this.#classes[index] ?? 0;
    if (!this.#table.isObserver(operationClass)) return false;
    return this.#table.step(this.#state, operationClass) !== ILLEGAL;
  }

  #collectOpen(firstReturn: number): void {
    this.#open.available(this.#list.timeAt(firstReturn), (index, operationClass) => {
      const changes = this.#table.step(this.#state, operationClass) !== this.#state;
      if (changes && this.#isAllowed(operationClass)) this.#openCandidates.push(index);
    });
  }

  #isAllowed(operationClass: number): boolean {
    if (this.#table.step(this.#state, operationClass) === ILLEGAL) return false;
    return !(this.#open.justUsed && this.#table.isBlind(operationClass));
  }

  /** Places the next candidate of the last level; false if there is none. */
  #chooseNext(): boolean {
    const level = this.#levels.at(-1);
    if (level === undefined) return false;
    while (level.node !== level.firstReturn) {
      const index = this.#list.operationAt(level.node);
      level.node = this.#list.after(level.node);
      const operationClass = this.#classes[index] ?? 0;
      if (!this.#isAllowed(operationClass)) continue;
      this.#place(CHOSEN, index, this.#table.step(this.#state, operationClass));
      return true;
    }
    if (this.#openCandidates.length === level.openFrom) return false;
    const index = this.#openCandidates.pop() ?? 0;
    this.#place(OPEN, index, this.#table.step(this.#state, this.#open.classOf(index)));
    return true;
  }

  #place(kind: Step['kind'], index: number, next: number): void {
    const { justUsed } = this.#open;
    this.#last = {
      before: this.#last,
      length: (this.#last?.length ?? 0) + 1,
      kind,
      index,
      stateBefore: this.#state,
      justUsedBefore: justUsed,
    };
    this.#state = next;
    if (kind === OPEN) {
      this.#open.use(index);
    } else {
      this.#list.lift(index);
      this.#flip(index);
    }
    this.#open.justUsed = kind === OPEN;
  }

  /** Back to before the last choice, and with it what settled by itself since. */
  #undo(): void {
    for (;;) {
      const step = this.#last;
      if (step === null) return;
      this.#last = step.before;
      this.#state = step.stateBefore;
      this.#open.justUsed = step.justUsedBefore;
      if (step.kind === OPEN) {
        this.#open.putBack(step.index);
      } else {
        this.#list.putBack(step.index);
        this.#flip(step.index);
      }
      if (step.kind !== SETTLED) return;
    }
  }

  #flip(index: number): void {
    this.#done[index >> 5] = (this.#done[index >> 5] ?? 0) ^ (1 << (index & 31));
    this.#hash ^= this.#hashes[index] ?? 0;
  }

  /** Keeps the order that came furthest: past the latest return, and of those the longest. */
  #note(blocked: number): void {
    const { blocked: best, last } = this.#best;
    const isLonger = (this.#last?.length ?? 0) > (last?.length ?? 0);
    if (blocked < best || (blocked === best && !isLonger)) return;
    this.#best = { blocked, last: this.#last };
  }

  #outOfTime(): boolean {
    return this.#budget.now() >= this.#budget.deadline;
  }

  #end(verdict: Verdict, gaveUp?: 'time' | 'memory'): SearchResult {
    const order: Operation[] = [];
    let step = verdict === 'valid' ? this.#last : this.#best.last;
    for (; step !== null; step = step.before) {
      const { kind, index } = step;
      const operation = kind === OPEN ? this.#open.operations[index] : this.#completed[index];
      if (operation !== undefined) order.push(operation);
    }
    order.reverse();
    const configurations = this.#cache.size;
    return { verdict, order, configurations, ...(gaveUp === undefined ? {} : { gaveUp }) };
  }
}

/** The same words in every run: a verdict that needs luck would be none. */
function randomWords(count: number): Int32Array {
  const words = new Int32Array(count);
  let seed = 0x2545f491;
  for (let i = 0; i < count; i++) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    words[i] = seed;
  }
  return words;
}
