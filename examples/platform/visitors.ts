import { KvError } from 'ringkv';
import type { SessionStore } from 'ringkv/recipes';
import type { Ledger } from './ledger.ts';
import { failureOf, Latencies } from './meters.ts';
import type { Dice } from './random.ts';
import type { Shift } from './shift.ts';

export interface Visit {
  readonly user: string;
  /** Counts what the visitor did: what the last acknowledged `set` stored. */
  readonly pages: number;
}

type Ending = 'logs_out' | 'expires' | 'stays';

interface Visitor {
  readonly id: string;
  readonly ending: Ending;
  pages: number;
  /** A `set` that may or may not have happened: `pages` may be one more. */
  isUnsure: boolean;
  /** The logout was acknowledged. */
  isOut: boolean;
}

const SHORT_TTL_MS = 3_000;
const LONG_TTL_MS = 600_000;
/** Share of the shift in which they arrive. */
const ARRIVALS = 0.75;
const STEP_MS = 700;
const IN_FLIGHT = 128;
/** After the last touch a short session must be gone: its life, and time for its EXPIRE entry. */
const PATIENCE_MS = 30_000;

/** Sessions that log in, are touched, log out or are forgotten; each notes what must be true of it. */
export class Visitors {
  readonly #sessions: SessionStore<Visit>;
  readonly #ledger: Ledger;
  readonly #shift: Shift;
  readonly #visitors: Visitor[] = [];
  readonly read = new Latencies();
  readonly eventualRead = new Latencies();
  readonly touch = new Latencies();

  constructor(sessions: SessionStore<Visit>, ledger: Ledger, shift: Shift) {
    this.#sessions = sessions;
    this.#ledger = ledger;
    this.#shift = shift;
  }

  async run(count: number, seconds: number, dice: Dice): Promise<void> {
    const everyMs = (seconds * 1_000 * ARRIVALS) / count;
    const visits: Promise<void>[] = [];
    for (let n = 0; n < count && this.#shift.isOpen; n++) {
      const lateMs = n * everyMs - this.#shift.elapsedMs;
      if (lateMs > 5) await this.#shift.sleep(lateMs);
      visits.push(this.#visit(`user-${n}`, dice.fork()));
    }
    await Promise.all(visits);
  }

  async #visit(user: string, dice: Dice): Promise<void> {
    const draw = dice.next();
    const ending: Ending = draw < 0.3 ? 'logs_out' : draw < 0.7 ? 'expires' : 'stays';
    const ttl = ending === 'expires' ? SHORT_TTL_MS : LONG_TTL_MS;
    const made = await this.#try('create', async () =>
      this.#sessions.create({ user, pages: 0 }, { user, ttl }),
    );
    // Its id is known to nobody: it expires unseen.
    if (made === null) return;
    const visitor: Visitor = { id: made.id, ending, pages: 0, isUnsure: false, isOut: false };
    this.#visitors.push(visitor);
    for (let steps = dice.between(2, 5); steps > 0; steps--) {
      if (!(await this.#shift.sleep(dice.between(50, STEP_MS)))) break;
      await this.#step(visitor, user, ttl, dice);
    }
    if (ending === 'logs_out') await this.#logOut(visitor, ttl);
  }

  async #step(visitor: Visitor, user: string, ttl: number, dice: Dice): Promise<void> {
    const { id, ending } = visitor;
    const isEventual = dice.chance(0.5);
    const seen = await this.#try('read', async () =>
      (isEventual ? this.eventualRead : this.read).time(async () => ({
        session: await this.#sessions.get(id, {
          consistency: isEventual ? 'eventual' : 'linearizable',
        }),
      })),
    );
    const isLost = seen !== null && seen.session === null && !isEventual;
    if (isLost && ending !== 'expires') this.#ledger.breach(`live session ${id} was not found`);
    if (dice.chance(0.5)) {
      const touched = await this.#try('touch', async () =>
        this.touch.time(async () => this.#sessions.touch(id, { ttl })),
      );
      if (touched?.ok === false && ending !== 'expires') {
        this.#ledger.breach(`touch of live session ${id} found none`);
      }
      return;
    }
    const pages = visitor.pages + 1;
    visitor.isUnsure = true;
    const set = await this.#try('set', async () =>
      this.#sessions.set(id, { user, pages }, { ttl }),
    );
    if (set === null) return;
    if (set.ok) visitor.pages = pages;
    else if (ending !== 'expires') {
      this.#ledger.breach(`set of live session ${id} answered ${set.reason}`);
    }
    visitor.isUnsure = false;
  }

  /** While a last touch is on its way: it must not bring the session back. */
  async #logOut(visitor: Visitor, ttl: number): Promise<void> {
    const { id } = visitor;
    const touching = this.#try('touch', async () => this.#sessions.touch(id, { ttl }));
    const out = await this.#try('destroy', async () => this.#sessions.destroy(id));
    visitor.isOut = out !== null;
    await touching;
    if (!visitor.isOut) return;
    const seen = await this.#try('read', async () => ({ session: await this.#sessions.get(id) }));
    if (seen !== null && seen.session !== null) {
      this.#ledger.breach(`session ${id} was seen after its logout`);
    }
  }

  /** Every session once more, linearizably. Answers how many of each kind were checked. */
  async audit(): Promise<Readonly<Record<Ending, number>>> {
    const checked: Record<Ending, number> = { logs_out: 0, expires: 0, stays: 0 };
    const todo = this.#visitors.values();
    const worker = async (): Promise<void> => {
      for (const visitor of todo) {
        if (await this.#check(visitor)) checked[visitor.ending]++;
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    return checked;
  }

  async #check(visitor: Visitor): Promise<boolean> {
    const { id, ending, pages, isUnsure, isOut } = visitor;
    if (ending === 'logs_out' && !isOut) return false;
    let session = await this.#sessions.get(id);
    const deadline = performance.now() + PATIENCE_MS;
    while (ending === 'expires' && session !== null && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      session = await this.#sessions.get(id);
    }
    if (ending !== 'stays') {
      if (session !== null) this.#ledger.breach(`session ${id} that ${ending} is still there`);
      return true;
    }
    if (session === null) this.#ledger.breach(`live session ${id} is gone`);
    else if (session.data.pages !== pages && !(isUnsure && session.data.pages === pages + 1)) {
      this.#ledger.breach(`session ${id} has ${session.data.pages} pages, set were ${pages}`);
    }
    return true;
  }

  async #try<T>(what: string, call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof KvError)) throw error;
      this.#ledger.outcomes.add(`session ${what}: ${failureOf(error)}`);
      return null;
    }
  }
}
