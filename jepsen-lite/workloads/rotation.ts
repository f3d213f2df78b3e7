import type { FromClient } from '../clients/protocol.ts';
import type { Random } from '../random.ts';

interface Slot {
  epoch: number;
  used: number;
  quota: number;
}

/**
 * Slots whose keys take turns: a slot moves on once one client process has used its key often enough. The runner tells all
 * client processes at once, so that they stay on one key together.
 */
export class Rotation {
  readonly #slots: Slot[];
  readonly #quota: readonly [number, number];
  readonly #random: Random;
  readonly #tell: (message: FromClient) => void;

  constructor(
    slots: number,
    quota: readonly [number, number],
    random: Random,
    tell: (message: FromClient) => void,
  ) {
    this.#quota = quota;
    this.#random = random;
    this.#tell = tell;
    this.#slots = Array.from({ length: slots }, () => this.#fresh(0));
  }

  epoch(slot: number): number {
    return this.#slots[slot]?.epoch ?? 0;
  }

  /** One client has used what the slot had at that epoch. */
  use(slot: number, epoch: number, amount = 1): void {
    const current = this.#slots[slot];
    if (current === undefined || current.epoch !== epoch) return;
    const before = current.used;
    current.used += amount;
    if (before < current.quota && current.used >= current.quota) {
      this.#tell({ kind: 'rotate', slot, epoch: epoch + 1 });
    }
  }

  rotate(slot: number, epoch: number): void {
    const current = this.#slots[slot];
    if (current !== undefined && epoch > current.epoch) this.#slots[slot] = this.#fresh(epoch);
  }

  #fresh(epoch: number): Slot {
    return { epoch, used: 0, quota: this.#random.between(...this.#quota) };
  }
}
