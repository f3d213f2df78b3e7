import { birthConf, memberIds } from '../../src/raft/conf.ts';
import {
  applyStep,
  beginJoint,
  type ConfChange,
  changeSimple,
  enterJoint,
  leaveJoint,
} from '../../src/raft/conf-change.ts';
import type { ConfState, ConfStep, Index, ReplicaId } from '../../src/raft/types.ts';
import { type Argument, type Case, HarnessError } from './datadriven.ts';
import { parseUint, scanBool } from './go-values.ts';

/**
 * The cases under confchange/: one configuration after the other, from none.
 *
 *   simple                      steps in the input: v1 l2 r3 make voter, make learner, remove; u4 changes nothing
 *   enter-joint autoleave=true  the same steps
 *   leave-joint                 none
 *
 * The answer is the new configuration and the progress of each member, or the error. The log grows by one entry per
 * command, refused or not: a member's `next` tells when its progress was made.
 */
export interface ConfRules {
  readonly changeSimple: typeof changeSimple;
  readonly enterJoint: typeof enterJoint;
  readonly leaveJoint: typeof leaveJoint;
}

const kinds: ReadonlyMap<string, ConfStep['kind'] | null> = new Map([
  ['v', 'voter'],
  ['l', 'learner'],
  ['r', 'remove'],
  ['u', null],
]);

/** Replays the cases of one file, in order. */
export class ConfChangeReplay {
  readonly #rules: ConfRules;
  #conf: ConfState = birthConf([]);
  #lastIndex: Index = 0;
  /** The next index to send, by member. */
  readonly #next = new Map<ReplicaId, Index>();

  constructor(rules: ConfRules = { changeSimple, enterJoint, leaveJoint }) {
    this.#rules = rules;
  }

  replay({ command, args, input }: Case): string {
    try {
      const steps = parseSteps(input);
      return typeof steps === 'string' ? steps : this.#change(command, args, steps);
    } finally {
      this.#lastIndex++;
    }
  }

  #change(command: string, args: readonly Argument[], steps: readonly ConfStep[]): string {
    switch (command) {
      case 'simple':
        return this.#adopt(this.#rules.changeSimple(this.#conf, steps), this.#conf, steps);
      case 'enter-joint': {
        const change = this.#rules.enterJoint(this.#conf, steps, autoLeaveOf(args));
        return this.#adopt(change, beginJoint(this.#conf), steps);
      }
      case 'leave-joint':
        if (steps.length > 0) return 'this command takes no input';
        return this.#adopt(this.#rules.leaveJoint(this.#conf), this.#conf, steps);
      default:
        return 'unknown command';
    }
  }

  #adopt(change: ConfChange, from: ConfState, steps: readonly ConfStep[]): string {
    if (!change.ok) return change.error;
    // Step by step: who is removed and added by one change starts anew, who is demoted and promoted does not.
    let conf = from;
    for (const step of steps) {
      conf = applyStep(conf, step);
      this.#track(conf);
    }
    this.#conf = change.conf;
    this.#track(this.#conf);
    return `${describeConf(this.#conf)}\n${this.#describeProgress()}`;
  }

  #track(conf: ConfState): void {
    const members = memberIds(conf);
    for (const id of this.#next.keys()) if (!members.includes(id)) this.#next.delete(id);
    for (const id of members) {
      if (!this.#next.has(id)) this.#next.set(id, Math.max(this.#lastIndex, 1));
    }
  }

  #describeProgress(): string {
    return memberIds(this.#conf)
      .map((id) => {
        const learner = this.#conf.learners.includes(id) ? ' learner' : '';
        return `${id}: StateProbe match=0 next=${this.#next.get(id)}${learner}\n`;
      })
      .join('');
  }
}

/** The steps, or what the harness answers to input that is none. */
function parseSteps(input: string): ConfStep[] | string {
  const steps: ConfStep[] = [];
  for (const token of input === '' ? [] : input.split(' ')) {
    if (token.length < 2) return `unknown token ${token}`;
    const kind = kinds.get(token.charAt(0));
    if (kind === undefined) return `unknown input: ${token}`;
    const replica = parseUint(token.slice(1));
    if (typeof replica === 'string') return replica;
    if (kind !== null) steps.push({ kind, replica });
  }
  return steps;
}

/** False when the command has no argument at all; any other argument needs this one beside it. */
function autoLeaveOf(args: readonly Argument[]): boolean {
  if (args.length === 0) return false;
  const found = args.find(({ key }) => key === 'autoleave');
  if (found === undefined) throw new HarnessError('missing argument: autoleave');
  const [value, ...more] = found.values;
  if (value === undefined || more.length > 0)
    throw new HarnessError(`autoleave: got 1 destinations, but ${found.values.length} values`);
  return scanBool(value);
}

function describeConf(conf: ConfState): string {
  const set = (ids: readonly ReplicaId[]): string => `(${ids.join(' ')})`;
  const parts = [`voters=${set(conf.voters)}`];
  if (conf.outgoing.length > 0) parts[0] += `&&${set(conf.outgoing)}`;
  if (conf.learners.length > 0) parts.push(`learners=${set(conf.learners)}`);
  if (conf.learnersNext.length > 0) parts.push(`learners_next=${set(conf.learnersNext)}`);
  if (conf.autoLeave) parts.push('autoleave');
  return parts.join(' ');
}
