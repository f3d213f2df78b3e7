import type { Ending } from './outcome.ts';

/** Levels at which a read sees all that completed before it began. */
export type LinearizableLevel = 'leader_lease';

/** One way to the cluster. Calls never reject: every end is an {@link Ending}. */
export interface Target {
  /** False: a call would fail before it left this process. Asked before an operation is begun and logged. */
  ready(): Promise<boolean>;
  /** Linearizable, whoever it is that vouches for it. */
  read(key: string, timeoutMs: number): Promise<Ending>;
  write(key: string, value: number, timeoutMs: number): Promise<Ending>;
  /** Writes `to` if the key holds `from`; otherwise it ends as `fail` with err `mismatch`. */
  cas(key: string, from: number, to: number, timeoutMs: number): Promise<Ending>;
  close(): Promise<void>;
}
