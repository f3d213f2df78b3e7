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
}

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
];

export function workloadOf(name: string): Workload | null {
  return workloads.find((workload) => workload.name === name) ?? null;
}
