import { Generations, type Pointer } from '../../src/storage/generations.ts';
import { RowSpace } from '../../src/storage/row-keys.ts';
import { RowStore } from '../../src/storage/row-store.ts';
import { ViolationError } from '../watch/watcher.ts';
import type { Cluster } from '../world/cluster.ts';
import type { HostNode } from '../world/node.ts';

/** Nothing is given up before something whole stands in its place: the rows of a generation that is set aside stay. */
export class AsideRows {
  readonly #cluster: Cluster;
  /** The most rows that each was seen with, since it was set aside. */
  readonly #seen = new Map<string, number>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** `n2/3` for each replica beside which something is set aside. */
  get all(): readonly string[] {
    return this.#replicas().map(([{ member }, group]) => `n${member}/${group}`);
  }

  check(): void {
    for (const [node, group] of this.#replicas()) {
      if (!node.store.readable) continue;
      // Before the pointer is durable, a batch that was under way when the state was lost may still change rows.
      const { live, aside } = durablePointer(node, group);
      if (aside === 0) continue;
      const name = `generation ${aside} of group ${group} of n${node.member}, beside ${live},`;
      const rows = rowsOf(node, group, aside);
      const before = this.#seen.get(name) ?? 0;
      if (rows < before) {
        const what = `${name} is set aside and has ${rows} of ${before} rows`;
        throw new ViolationError('rows-set-aside-are-kept', what);
      }
      this.#seen.set(name, rows);
    }
  }

  #replicas(): [node: HostNode, group: number][] {
    const { nodes, groups } = this.#cluster;
    return nodes
      .filter(({ alive }) => alive)
      .flatMap((node) =>
        [0, ...groups]
          .filter((group) => node.store.setAside(group) !== null)
          .map((group): [HostNode, number] => [node, group]),
      );
  }
}

function rowsOf({ engine }: HostNode, group: number, generation: number): number {
  const { prefix } = new RowSpace(group, generation, 'meta');
  const ofGeneration = Buffer.from(prefix.subarray(0, 8));
  return engine.keys().filter((key) => ofGeneration.equals(key.subarray(0, 8))).length;
}

function durablePointer({ engine }: HostNode, group: number): Pointer {
  const generations = new Generations(new RowStore(engine));
  const key = generations.rowKey(group);
  const value = engine.get(key);
  if (value !== undefined) generations.loaded({ key, value });
  return generations.of(group);
}
