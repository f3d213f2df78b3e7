import type { CheckResult, Verdict } from './checkers/verdict.ts';

/** `verdict.json`: everything about a run but its history. */
export interface RunRecord {
  readonly verdict: Verdict;
  readonly workload: string;
  readonly nemeses: readonly string[];
  readonly seed: number;
  readonly nodes: number;
  readonly seconds: number;
  /** The command that runs it again. */
  readonly command: string;
  readonly startedAt: string;
  readonly counts: {
    readonly ok: number;
    readonly fail: number;
    readonly info: number;
    readonly byOperation: Readonly<Record<string, { ok: number; fail: number; info: number }>>;
  };
  readonly checks: readonly CheckResult[];
  /** What must be true for a green verdict to mean anything (R43). */
  readonly guards: readonly Guard[];
  readonly faults: readonly FaultWindow[];
  readonly leaders: readonly LeaderSpan[];
  /** Figures of the workload: retries, dedup hits, longest gap and so on. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Guard {
  readonly name: string;
  readonly held: boolean;
  readonly detail: string;
}

/** A fault from its beginning to its end, with the proof that it did something. Times in microseconds as in the history. */
export interface FaultWindow {
  /** Of a nemesis: `partition`, `power-loss`, ... */
  readonly kind: string;
  /** `isolate-leader n2`, `kill one n3`, ... */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly nodes: readonly string[];
  readonly proof: { readonly held: boolean; readonly detail: string };
}

/** Who led a partition, as far as answers of that time tell. */
export interface LeaderSpan {
  readonly partition: number;
  readonly node: number;
  readonly term: number;
  readonly from: number;
  readonly to: number;
}
