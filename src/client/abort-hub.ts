/**
 * One listener per AbortSignal, however many calls share it: Node warns of a leak from the eleventh listener on,
 * and a caller may well give one signal to thousands of calls.
 */
export class AbortHub<T extends object> {
  readonly #aborted: (item: T, reason: unknown) => void;
  readonly #bySignal = new Map<AbortSignal, { items: Set<T>; listener: () => void }>();

  constructor(aborted: (item: T, reason: unknown) => void) {
    this.#aborted = aborted;
  }

  add(signal: AbortSignal, item: T): void {
    let entry = this.#bySignal.get(signal);
    if (entry === undefined) {
      const items = new Set<T>();
      const listener = (): void => {
        this.#bySignal.delete(signal);
        for (const one of items) this.#aborted(one, signal.reason);
      };
      entry = { items, listener };
      this.#bySignal.set(signal, entry);
      signal.addEventListener('abort', listener, { once: true });
    }
    entry.items.add(item);
  }

  remove(signal: AbortSignal, item: T): void {
    const entry = this.#bySignal.get(signal);
    if (entry === undefined) return;
    entry.items.delete(item);
    if (entry.items.size > 0) return;
    this.#bySignal.delete(signal);
    signal.removeEventListener('abort', entry.listener);
  }
}
