import type { Random } from '../../src/util/random.ts';
import type { NodeChoice } from './plan.ts';

/** Whom one client takes for the leader of each partition. */
export class LeaderBelief {
  readonly #nodes: number;
  readonly #believed = new Map<number, number>();
  /** Who answered last as the leader of a partition, and who did before that one. */
  readonly #proven = new Map<number, number>();
  readonly #former = new Map<number, number>();

  constructor(nodes: number) {
    this.#nodes = nodes;
  }

  /** Where the next try goes; `tries` were made before. */
  choose(
    partition: number,
    choice: NodeChoice,
    anywhere: boolean,
    tries: number,
    random: Random,
  ): number {
    const leader = this.#leader(partition);
    if (choice === 'leader') return leader;
    if (choice === 'former') return tries === 0 ? (this.#former.get(partition) ?? leader) : leader;
    if (choice === 'hop') {
      // Every second try goes where it should: wandering alone would seldom find a leader among seven.
      return anywhere || tries % 2 === 0 ? random.between(1, this.#nodes) : leader;
    }
    return anywhere || tries === 0 ? choice : leader;
  }

  hint(partition: number, leader: number): void {
    this.#believed.set(partition, leader);
  }

  answered(partition: number, node: number): void {
    this.#believed.set(partition, node);
    const proven = this.#proven.get(partition);
    if (proven !== undefined && proven !== node) this.#former.set(partition, proven);
    this.#proven.set(partition, node);
  }

  /** It does not lead, or does not answer: the next one may. */
  failed(partition: number, node: number): void {
    if (this.#leader(partition) === node) this.#believed.set(partition, (node % this.#nodes) + 1);
  }

  #leader(partition: number): number {
    return this.#believed.get(partition) ?? (partition % this.#nodes) + 1;
  }
}
