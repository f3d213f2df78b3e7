import type { CheckedWorkload } from '../checkers/index.ts';
import { SLOTS } from './keys.ts';

/** What the runner must know about a workload. */
export interface Workload {
  readonly name: CheckedWorkload;
  /** Each must succeed at least once under load, before the final reads (R43). */
  readonly operations: readonly string[];
  readonly clients: number;
  /** Operations after which it is done; null: it runs for the whole time. */
  readonly work: number | null;
  /** Seconds where none are given; for one with a fixed amount of work the most that it may take. */
  readonly seconds: number;
  readonly nemeses: readonly string[];
  readonly about: string;
  /** Figures of its clients without which a run shows nothing; what only faults bring about counts where there were some. */
  readonly mustBePositive?: readonly string[];
  readonly positiveUnderFaults?: readonly string[];
  /** On the command line of every node. */
  readonly flags?: readonly string[];
}

/** Of the workload `lease`. */
export const LEASE_MS = 1_500;

export const workloads: readonly Workload[] = [
  {
    name: 'register',
    operations: ['read', 'write', 'cas'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: `linearizable reads, writes and compare-and-set; ${SLOTS} keys at a time, fresh ones every few seconds`,
  },
  {
    name: 'exactly-once',
    // Its reads are the final ones, which have a guard of their own.
    operations: ['write', 'add'],
    clients: 4,
    work: 200_000,
    seconds: 600,
    nemeses: ['kill'],
    about:
      '100,000 puts and 100,000 increments while a leader is killed five times; every unknown outcome is resolved',
  },
  {
    name: 'counter',
    operations: ['add', 'read'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about:
      'increments that run exactly once, and reads that lie between what must and what can have happened',
    positiveUnderFaults: ['retries'],
  },
  {
    name: 'lease',
    operations: ['read', 'write', 'cas'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['pause-leader', 'partition', 'kill'],
    about: `the register with reads by the leader's lease of ${LEASE_MS} ms, past which leaders are paused`,
    flags: ['--lease-ms', `${LEASE_MS}`],
    mustBePositive: ['byLease'],
    positiveUnderFaults: ['pausedPastLease'],
  },
  {
    name: 'session',
    operations: ['read', 'write'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: 'SESSION reads and writes of users who hop from node to node with their token',
    mustBePositive: ['hops', 'behind'],
  },
  {
    name: 'bounded',
    operations: ['read', 'write'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about:
      'BOUNDED_STALENESS reads at every node, whose age is held against the clock of the harness',
    mustBePositive: ['behind'],
    positiveUnderFaults: ['tooStale'],
  },
  {
    name: 'eventual',
    operations: ['read', 'write'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: 'EVENTUAL reads at every node, each of which must be a state that once was',
    mustBePositive: ['behind'],
  },
  {
    name: 'lock',
    operations: ['acquire', 'use', 'release'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: 'locks with a time to live and fencing tokens, which guard a register outside the store',
    mustBePositive: ['overstayed', 'fenced', 'lostWithoutToken'],
  },
  {
    name: 'set',
    operations: ['add', 'scan'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: 'elements added one by one or together in a transaction, and scans that must show them',
  },
  {
    name: 'txn-append',
    operations: ['txn'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: 'transactions that read and append to lists, searched for cycles of dependencies',
    mustBePositive: ['conflicts'],
  },
  {
    name: 'watch',
    operations: ['put', 'delete', 'touch', 'increment', 'txn', 'told'],
    clients: 3,
    work: null,
    seconds: 60,
    nemeses: ['partition', 'kill', 'pause'],
    about: 'writes of every kind, and watches that follow them: resumed, slow, late, node by node',
    mustBePositive: ['resumed', 'pauses', 'compacted'],
    positiveUnderFaults: ['interrupted'],
  },
];

export function workloadOf(name: string): Workload | null {
  return workloads.find((workload) => workload.name === name) ?? null;
}
