import type { Recorder } from '../clients/recorder.ts';
import type { ToldItem, WatchBegin } from '../history/watched.ts';
import { watchLimits } from '../limits.ts';
import { isLast } from './watch-keys.ts';

/** Writes down what one watch hands out: what comes within a moment is one operation. */
export class WatchNotebook {
  readonly #recorder: Recorder;
  readonly #target: string;
  readonly #process: number;
  /** Keys whose last values are still to come. */
  readonly #awaited: Set<string>;
  #items: ToldItem[] | null = null;
  #end: (() => void) | null = null;
  #written: Promise<unknown> = Promise.resolve();

  /** `marks`: keys of the target whose last values have to come. */
  constructor(recorder: Recorder, target: string, marks: readonly string[]) {
    this.#recorder = recorder;
    this.#target = target;
    this.#process = recorder.newProcess();
    this.#awaited = new Set(marks);
  }

  /** It was told of the last writes of all clients. */
  get isComplete(): boolean {
    return this.#awaited.size === 0;
  }

  async begin(v: WatchBegin): Promise<void> {
    await this.flush();
    const what = { p: this.#process, f: 'watch', k: this.#target, v };
    await this.#recorder.operation(what, async () => ({ type: 'ok' }));
  }

  tell(item: ToldItem): void {
    if ((item.type === 'put' || item.type === 'entry') && isLast(item.value ?? '')) {
      this.#awaited.delete(item.key);
    }
    this.#items ??= this.#open();
    this.#items.push(item);
    if (this.#items.length >= watchLimits.toldItems) this.#end?.();
  }

  async flush(): Promise<void> {
    this.#end?.();
    await this.#written;
  }

  #open(): ToldItem[] {
    const items: ToldItem[] = [];
    const before = this.#written;
    const ended = new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#end?.(), watchLimits.toldMs);
      this.#end = () => {
        clearTimeout(timer);
        this.#items = null;
        this.#end = null;
        resolve();
      };
    });
    const what = { p: this.#process, f: 'told', k: this.#target };
    this.#written = before.then(async () =>
      this.#recorder.operation(what, async () => {
        await ended;
        return { type: 'ok', v: items };
      }),
    );
    return items;
  }
}
