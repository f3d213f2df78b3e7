import type { PowerLoss } from '../../jepsen-lite/disk/power-loss.ts';
import type { ArenaDisk } from '../../jepsen-lite/nemeses/index.ts';

const plenty = 1e12;

/** A disk that exists on paper: what is done to it is felt at once, or not at all. */
export class PaperDisk implements ArenaDisk {
  readonly #isImmune: boolean;
  readonly counts = { writes: 0, syncs: 0, held: 0, delayed: 0, failed: 0, refused: 0 };
  /** Faults in force. */
  readonly faults = new Set<string>();
  freeBytes = plenty;

  constructor(isImmune: boolean) {
    this.#isImmune = isImmune;
  }

  hold(): void {
    this.#feel('hold', 'held');
  }

  slow(): void {
    this.#feel('slow', 'delayed');
  }

  failSync(): void {
    this.#feel('fail', 'failed');
  }

  limitSpace(bytes: number): void {
    this.#feel('space', 'refused');
    if (!this.#isImmune) this.freeBytes = bytes;
  }

  heal(): void {
    this.faults.clear();
    this.freeBytes = plenty;
  }

  losePower(): PowerLoss {
    const bytes = this.#isImmune ? 0 : 512;
    return { bytes, files: bytes > 0 ? 1 : 0, names: 0 };
  }

  #feel(fault: string, counter: keyof PaperDisk['counts']): void {
    this.faults.add(fault);
    if (!this.#isImmune) this.counts[counter]++;
  }
}
