import type { Input, Message, RaftGroup } from '../../src/raft/index.ts';
import { type Cluster, cluster } from './cluster.ts';
import type { FuzzStep } from './fuzz-inputs.ts';
import { Watch } from './fuzz-watch.ts';
import { append, entries } from './messages.ts';
import type { Replica } from './replica.ts';
import { simpleConf } from './replica.ts';
import { inRole, roles } from './roles.ts';

const leaseMs = 500;
const leases = { config: { leaseMs } };

/** Where a replica stands when the storm begins. */
export const beginnings: Readonly<Record<string, () => Cluster>> = {
  ...Object.fromEntries(roles.map((role) => [role, () => inRole(role)])),
  'leader with a lease': () => inRole('leader', leases),
  'follower with a lease': () => inRole('follower', leases),
  'leader of a joint configuration': () =>
    inRole('leader', { conf: simpleConf([1, 2], { outgoing: [1, 3] }) }),
  'lone voter': () => {
    const c = cluster(1);
    c.advance(0);
    return c;
  },
  'blank replica': () => cluster(3, { blank: [1] }),
  'follower with a log': () => {
    const c = cluster(3, { logs: { 1: [1, 1, 2] } });
    c.receive(append(2, 1, 3, { index: 3, logTerm: 2, entries: entries(4, 3, 3), commit: 4 }));
    c.answers(1, 2);
    return c;
  },
};

/** Feeds replica 1 and plays its host, with the watch looking on. Throws when anything is as it must not be. */
export function storm(
  beginning: string,
  steps: readonly FuzzStep[],
  plant: (group: RaftGroup) => RaftGroup = (group) => group,
): Watch {
  const c = beginnings[beginning]?.();
  if (c === undefined) throw new Error(`no beginning ${beginning}`);
  // With forged messages replicas cannot agree; what one of them does by itself is what is watched.
  c.safety.applies = () => {};
  const replica = c.replica(1);
  const storming = new Storm(c, replica, plant);
  try {
    for (const step of steps) storming.do(step);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const inputs = storming.inputs.map((input) => JSON.stringify(input));
    throw new Error([what, ...inputs].join('\n'), { cause: error });
  }
  return storming.watch;
}

class Storm {
  readonly watch = new Watch(leaseMs);
  readonly #c: Cluster;
  readonly #replica: Replica;
  readonly #plant: (group: RaftGroup) => RaftGroup;
  readonly #messages: Message[] = [];
  /** Everything that was stepped: what a failure is reproduced from. */
  readonly inputs: Input[] = [];
  #lastRequest = 1_000;

  constructor(c: Cluster, replica: Replica, plant: (group: RaftGroup) => RaftGroup) {
    this.#c = c;
    this.#replica = replica;
    this.#plant = plant;
    this.#begin();
  }

  do(step: FuzzStep): void {
    this.#do(step);
    const replica = this.#replica;
    for (const m of replica.outbox.splice(0)) this.watch.spoken(replica.up, m);
  }

  #do(step: FuzzStep): void {
    const replica = this.#replica;
    switch (step.kind) {
      case 'message': {
        const message = step.aim(replica.up);
        this.#messages.push(message);
        this.#step({ type: 'message', message });
        return;
      }
      case 'again': {
        const message = this.#messages.at(-1 - step.back);
        if (message !== undefined) this.#step({ type: 'message', message });
        return;
      }
      case 'input':
        this.#step(step.input(++this.#lastRequest, replica.up));
        return;
      case 'time':
        this.#c.now += step.ms;
        this.#step({ type: 'tick', now: this.#c.now, contacts: [] });
        return;
      case 'take':
        replica.take();
        return;
      case 'persist':
        replica.persist(1);
        return;
      case 'apply':
        replica.applyAll();
        return;
      case 'answer':
        replica.answerFetches();
        replica.makeSnapshots();
        return;
      case 'pull':
        this.#pull();
        return;
      case 'flush':
        replica.flush();
        replica.compact();
        return;
      case 'crash':
        replica.crash();
        replica.start();
        this.#begin();
        return;
    }
  }

  /** The replica's host steps and takes through the watch. */
  #begin(): void {
    const replica = this.#replica;
    const group = this.#plant(replica.up);
    const { watch } = this;
    watch.begin(group, replica.writes.at(-1)?.seq ?? replica.persistedSeq);
    const step = (input: Input): void => {
      this.inputs.push(input);
      watch.step(group, input);
    };
    replica.group = new Proxy(group, {
      get(target, key) {
        if (key === 'step') return step;
        if (key === 'take') return () => watch.take(target, replica.persistedSeq);
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  #step(input: Input): void {
    this.#replica.step(input);
  }

  /** Every other pull fails; a snapshot that arrives is the one that was offered. */
  #pull(): void {
    const replica = this.#replica;
    const [pull] = replica.pulls.splice(0, 1);
    if (pull === undefined) return;
    const { meta } = pull;
    const { commit } = replica.up.status();
    const isUsable = meta.index >= commit && meta.index < 100 && meta.index % 2 === 0;
    if (!isUsable) {
      replica.install(null);
      return;
    }
    this.watch.installed(meta.index);
    replica.install({ lines: Array.from({ length: meta.index }, (_, i) => `${i}`), meta });
  }
}
