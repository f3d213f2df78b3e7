import type { HistoryEvent } from '../../jepsen-lite/history/event.ts';
import type { Arena, ArenaBit, NodeEnd } from '../../jepsen-lite/nemeses/index.ts';
import { PaperDisk } from './run-disk.ts';

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
  readonly immune: {
    traffic: boolean;
    death: boolean;
    stop: boolean;
    stall: boolean;
    /** Nothing that is done to a disk is felt. */
    disk: boolean;
    /** A node whose disk fails goes on, or starts on a file that is damaged. */
    failure: boolean;
  };
  readonly flipped = new Set<string>();
  readonly #disks = new Map<string, PaperDisk>();
  readonly #expected = new Set<string>();
  leads: string | null = 'n2';

  constructor(nodes: readonly string[], immune: Partial<PaperArena['immune']> = {}) {
    this.nodes = nodes;
    const none = { traffic: false, death: false, stop: false, stall: false };
    this.immune = { ...none, disk: false, failure: false, ...immune };
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

  disk(node: string): PaperDisk {
    const disk = this.#disks.get(node) ?? new PaperDisk(this.immune.disk);
    this.#disks.set(node, disk);
    return disk;
  }

  async freeBytes(node: string): Promise<number | null> {
    return this.disk(node).freeBytes;
  }

  flipBit(node: string): ArenaBit {
    this.flipped.add(node);
    return { place: `a bit of ${node}`, putBack: () => this.flipped.delete(node) };
  }

  expectEnd(node: string): void {
    this.#expected.add(node);
  }

  async untilEnded(node: string): Promise<NodeEnd | null> {
    if (this.immune.failure || !this.#expected.has(node)) return null;
    this.#pids.delete(node);
    return { code: 74, lastLine: 'kvd stops: the disk failed' };
  }

  async refusal(node: string): Promise<string | null> {
    if (this.immune.failure || !this.flipped.has(node)) return null;
    return 'write-ahead log a is corrupt at byte 1 (frame 1), identity.json has format 2';
  }

  async rebuilt(node: string): Promise<number | null> {
    if (this.immune.failure) return 0;
    return this.flipped.delete(node) ? 1 : 0;
  }
}

export type Line = Partial<HistoryEvent> & Pick<HistoryEvent, 't' | 'type' | 'f'>;

/** A history from what matters of each line. */
export function historyOf(...lines: readonly Line[]): HistoryEvent[] {
  return lines.map((line, i) => ({ i, p: 0, k: 'a', ...line }));
}
