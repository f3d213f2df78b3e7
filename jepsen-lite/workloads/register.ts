import { RingKv } from 'ringkv';
import type { Ending } from '../clients/outcome.ts';
import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import type { LinearizableLevel, Target } from '../clients/target.ts';
import { TypedTarget } from '../clients/typed-target.ts';
import { WireTarget } from '../clients/wire-target.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { ClientWorkload } from './client-workload.ts';
import { QUOTA, registerKey, SLOTS, UNKNOWN_COUNTS } from './keys.ts';
import { thinkMs } from './processes.ts';

/** In one client process; of every four, two go everywhere, one starts at one node, and one stays with its node. */
const PROCESSES = 12;

/** A register in use: which key it is now, and how much of it this client process has used. */
interface Slot {
  epoch: number;
  used: number;
  quota: number;
  /** Values that were lately read from the present key, for compare-and-set to expect. */
  seen: number[];
}

/** A logical process: one operation open at a time. */
interface Actor {
  readonly target: Target;
  readonly slotOf: number;
  readonly p: number;
  readonly random: Random;
}

/**
 * Read, write and compare-and-set on keys that take turns; every value is written once. The workload `lease` is the same with
 * reads by the leader's lease, and half of its processes ask one node each for nothing else.
 */
export class RegisterClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #tell: (message: FromClient) => void;
  readonly #random: Random;
  readonly #level: LinearizableLevel | null;
  readonly #slots: Slot[];
  #nextValue: number;
  #isStopped = false;
  #targets: readonly Target[] = [];

  constructor(setup: ClientSetup, recorder: Recorder, tell: (message: FromClient) => void) {
    this.#setup = setup;
    this.#recorder = recorder;
    this.#tell = tell;
    this.#random = new Random(setup.seed);
    this.#level = setup.workload === 'lease' ? 'leader_lease' : null;
    this.#nextValue = setup.index + 1;
    this.#slots = Array.from({ length: SLOTS }, () => this.#fresh(0));
  }

  async connect(): Promise<void> {
    const { endpoints, index } = this.#setup;
    const level = this.#level;
    const everywhere = new TypedTarget(await RingKv.connect({ endpoints: [...endpoints] }), level);
    const targets: Target[] = [];
    for (let n = 0; n < PROCESSES; n++) {
      const endpoint = endpoints[(index + n) % endpoints.length] ?? '';
      if (n % 4 < 2) targets.push(everywhere);
      else if (n % 4 === 2 && level === null) {
        targets.push(new TypedTarget(await RingKv.connect({ endpoints: [endpoint] }), level));
      } else targets.push(new WireTarget(endpoint, level));
    }
    this.#targets = targets;
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    // Shifted by one from four to four, so that every slot is used in different ways.
    const processes = this.#targets.map(async (target, n) =>
      this.#process(target, (n + Math.floor(n / 4)) % SLOTS),
    );
    await Promise.all(processes);
    for (const target of new Set(this.#targets)) await target.close();
    return {};
  }

  rotate(slot: number, epoch: number): void {
    const current = this.#slots[slot];
    if (current !== undefined && epoch > current.epoch) this.#slots[slot] = this.#fresh(epoch);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #process(target: Target, slotOf: number): Promise<void> {
    let p = this.#recorder.newProcess();
    const random = this.#random.fork();
    while (!this.#isStopped) {
      await sleep(thinkMs(random));
      if (this.#isStopped) return;
      if (!(await target.ready())) continue;
      const ending = await this.#turn({ target, slotOf, p, random });
      if (ending.type !== 'info') continue;
      // The operation may still happen: its process never acts again, a new one takes over.
      p = this.#recorder.newProcess();
      await sleep(random.between(...clientLimits.afterUnknownMs));
    }
  }

  async #turn(actor: Actor): Promise<Ending> {
    const { random } = actor;
    const slot = this.#slots[actor.slotOf] ?? this.#fresh(0);
    const dice = random.next();
    // Whoever asks one node by lease only reads: a leader that wakes up is asked at once, and by several.
    const onlyReads = this.#level !== null && actor.target instanceof WireTarget;
    if (onlyReads || dice < 0.35) return this.#read(actor, slot);
    if (dice < 0.5) return this.#write(actor, slot);
    // A value that was just read mostly still holds; the oldest that is remembered surely does not.
    const read = random.chance(0.8) ? await this.#read(actor, slot) : null;
    const from = typeof read?.v === 'number' ? read.v : slot.seen[0];
    return from === undefined ? this.#write(actor, slot) : this.#cas(actor, slot, from);
  }

  #write(actor: Actor, slot: Slot): Promise<Ending> {
    const v = this.#newValue();
    return this.#operation(actor, slot, 'write', v, ({ target }, k, timeoutMs) =>
      target.write(k, v, timeoutMs),
    );
  }

  #cas(actor: Actor, slot: Slot, from: number): Promise<Ending> {
    const to = this.#newValue();
    return this.#operation(actor, slot, 'cas', [from, to], ({ target }, k, timeoutMs) =>
      target.cas(k, from, to, timeoutMs),
    );
  }

  async #read(actor: Actor, slot: Slot): Promise<Ending> {
    const ending = await this.#operation(
      actor,
      slot,
      'read',
      undefined,
      ({ target }, k, timeoutMs) => target.read(k, timeoutMs),
    );
    if (typeof ending.v === 'number') see(slot, ending.v);
    return ending;
  }

  async #operation(
    actor: Actor,
    slot: Slot,
    f: string,
    v: unknown,
    call: (actor: Actor, key: string, timeoutMs: number) => Promise<Ending>,
  ): Promise<Ending> {
    const k = registerKey(this.#setup.prefix, actor.slotOf, slot.epoch);
    const timeoutMs = actor.random.between(...clientLimits.timeoutMs);
    const ask = f === 'read' && this.#level !== null ? { level: this.#level } : null;
    const what = { p: actor.p, f, k, ...(v !== undefined && { v }), ...(ask && { ask }) };
    const ending = await this.#recorder.operation(what, () => call(actor, k, timeoutMs));
    this.#use(actor.slotOf, slot, ending.type === 'info' ? UNKNOWN_COUNTS : 1);
    return ending;
  }

  /** No two writes of a run write the same value. */
  #newValue(): number {
    const value = this.#nextValue;
    this.#nextValue += this.#setup.of;
    return value;
  }

  /** The runner tells all client processes at once when a slot moves on, so that they stay on one key together. */
  #use(slotOf: number, slot: Slot, amount: number): void {
    const before = slot.used;
    slot.used += amount;
    if (before < slot.quota && slot.used >= slot.quota) {
      this.#tell({ kind: 'rotate', slot: slotOf, epoch: slot.epoch + 1 });
    }
  }

  #fresh(epoch: number): Slot {
    return { epoch, used: 0, quota: this.#random.between(...QUOTA), seen: [] };
  }
}

function see(slot: Slot, value: number): void {
  if (slot.seen.at(-1) === value) return;
  slot.seen.push(value);
  if (slot.seen.length > 4) slot.seen.shift();
}
