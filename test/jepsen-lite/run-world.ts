import type { HistoryEvent } from '../../jepsen-lite/history/event.ts';
import type { Arena } from '../../jepsen-lite/nemeses/index.ts';

/** A cluster that exists on paper: nemeses act on it, and tests decide what it feels of that. */
export class PaperArena implements Arena {
  readonly nodes: readonly string[];
  readonly cuts = new Set<string>();
  readonly stopped = new Set<string>();
  readonly #pids = new Map<string, number>();
  readonly #stalls = new Map<string, number>();
  #dropped = 0;
  #nextPid = 100;
  /** What the cluster does not do although it was told to. */
  readonly immune: { traffic: boolean; death: boolean; stop: boolean; stall: boolean };
  leads: string | null = 'n2';

  constructor(nodes: readonly string[], immune: Partial<PaperArena['immune']> = {}) {
    this.nodes = nodes;
    this.immune = { traffic: false, death: false, stop: false, stall: false, ...immune };
    for (const node of nodes) this.#pids.set(node, this.#nextPid++);
  }

  async leader(): Promise<string | null> {
    return this.leads;
  }

  cut(from: string, to: string): void {
    this.cuts.add(`${from}>${to}`);
  }

  healAll(): void {
    this.cuts.clear();
  }

  droppedBytes(from: string, to: string): number {
    if (this.immune.traffic || !this.cuts.has(`${from}>${to}`)) return this.#dropped;
    this.#dropped += 10;
    return this.#dropped;
  }

  async kill(node: string): Promise<void> {
    if (!this.immune.death) this.#pids.delete(node);
  }

  async restart(node: string): Promise<void> {
    if (!this.#pids.has(node)) this.#pids.set(node, this.#nextPid++);
  }

  pid(node: string): number | null {
    return this.#pids.get(node) ?? null;
  }

  exists(pid: number): boolean {
    return [...this.#pids.values()].includes(pid);
  }

  async pause(node: string): Promise<void> {
    if (!this.immune.stop) this.stopped.add(node);
  }

  async resume(node: string): Promise<void> {
    this.stopped.delete(node);
    if (!this.immune.stall) this.#stalls.set(node, (this.#stalls.get(node) ?? 0) + 1);
  }

  isStopped(node: string): boolean {
    return this.stopped.has(node);
  }

  async stalls(node: string): Promise<number | null> {
    return this.#stalls.get(node) ?? 0;
  }
}

export type Line = Partial<HistoryEvent> & Pick<HistoryEvent, 't' | 'type' | 'f'>;

/** A history from what matters of each line. */
export function historyOf(...lines: readonly Line[]): HistoryEvent[] {
  return lines.map((line, i) => ({ i, p: 0, k: 'a', ...line }));
}
