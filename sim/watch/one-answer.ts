import type { Input, Output } from '../../src/raft/index.ts';
import { isRead, nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/** The core answers each proposal, read, transfer and disk read at most once, and nothing that was not asked (R10). */
export class OneAnswer implements Watcher {
  readonly #open = new WeakMap<Replica, Set<number>>();

  stepping(replica: Replica, input: Input): void {
    const isRequest =
      input.type === 'propose' ||
      input.type === 'transfer' ||
      input.type === 'changeConf' ||
      isRead(input);
    if (!isRequest) return;
    const open = this.#open.get(replica) ?? new Set<number>();
    this.#open.set(replica, open);
    open.add(input.id);
  }

  taken(replica: Replica, { accepted, dropped, reads, transferred }: Output): void {
    for (const { id } of accepted) this.#end(replica, id, 'accepts');
    for (const { id } of dropped) this.#end(replica, id, 'drops');
    for (const { id } of reads) this.#end(replica, id, 'answers');
    for (const id of transferred) this.#end(replica, id, 'ends');
  }

  #end(replica: Replica, id: number, how: string): void {
    if (this.#open.get(replica)?.delete(id)) return;
    throw new ViolationError('one-answer', `${nameOf(replica)} ${how} ${id}, which is not open`);
  }
}
