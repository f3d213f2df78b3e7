import { assert, present } from '../../util/assert.ts';
import { CliError, exitCodes } from '../errors.ts';
import { LinkProxy } from './link-proxy.ts';
import { LOOPBACK } from './ports.ts';
import type { LinkMode } from './proxied-connection.ts';

/** What a link does and did, for reports and for the proof that a cut really cut something (R43). */
export interface LinkReport {
  readonly from: string;
  readonly to: string;
  readonly mode: LinkMode;
  /** Bytes from `from` to `to` that were swallowed, over all connections between the two. */
  readonly droppedBytes: number;
}

/** Parsed from `n1,n2/n3`; nodes in no group keep all their links. */
export type Groups = readonly (readonly string[])[];

/**
 * A proxy for each ordered pair of nodes. Modes are set for the way that bytes travel, from one node to another,
 * whoever opened the connection: bytes from a to b are "there" on the link a->b and "back" on the link b->a.
 */
export class LinkMesh {
  readonly #names: readonly string[];
  readonly #proxies = new Map<string, LinkProxy>();
  readonly #ports = new Map<string, number>();
  readonly #modes = new Map<string, LinkMode>();

  constructor(nodes: readonly { readonly name: string; readonly port: number }[]) {
    this.#names = nodes.map((node) => node.name);
    for (const { from, to } of this.#pairs()) {
      const target = present(
        nodes.find((node) => node.name === to),
        to,
      );
      this.#proxies.set(key(from, to), new LinkProxy(target.port));
    }
  }

  async listen(): Promise<void> {
    for (const [link, proxy] of this.#proxies) this.#ports.set(link, await proxy.listen());
  }

  /** Flags that send a node's connections to its peers through the proxies. */
  overrides(from: string): readonly string[] {
    return this.#names
      .filter((to) => to !== from)
      .flatMap((to) => {
        const port = present(this.#ports.get(key(from, to)), `port of ${from} to ${to}`);
        return ['--peer-override', `${to}=${LOOPBACK}:${port}`];
      });
  }

  /** What happens from now on to bytes from one node to another. */
  setMode(from: string, to: string, mode: LinkMode): void {
    assert(mode.kind !== 'delay' || mode.ms >= 0, 'a delay below zero');
    assert(mode.kind !== 'throttle' || mode.bytesPerSecond > 0, 'a line that carries nothing');
    this.#modes.set(key(from, to), mode);
    this.#proxy(from, to).setMode('there', mode);
    this.#proxy(to, from).setMode('back', mode);
  }

  /**
   * Cuts every link between different groups; with `isOneWay` only from the first group to the second, whose bytes
   * still arrive. Links inside a group, and those of nodes in no group, are restored.
   */
  split(groups: Groups, isOneWay: boolean): void {
    if (isOneWay && groups.length !== 2) {
      throw new CliError(`--oneway needs two groups, not ${groups.length}`, exitCodes.usage);
    }
    const groupOf = (name: string): number => groups.findIndex((group) => group.includes(name));
    for (const { from, to } of this.#pairs()) {
      const [a, b] = [groupOf(from), groupOf(to)];
      const isBetween = a >= 0 && b >= 0 && a !== b;
      const isCut = isBetween && (!isOneWay || a === 0);
      this.setMode(from, to, isCut ? { kind: 'drop' } : { kind: 'pass' });
    }
  }

  heal(): void {
    for (const { from, to } of this.#pairs()) this.setMode(from, to, { kind: 'pass' });
  }

  report(): readonly LinkReport[] {
    return this.#pairs().map(({ from, to }) => ({
      from,
      to,
      mode: this.#modes.get(key(from, to)) ?? { kind: 'pass' },
      droppedBytes:
        this.#proxy(from, to).droppedBytes('there') + this.#proxy(to, from).droppedBytes('back'),
    }));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#proxies.values()].map(async (proxy) => proxy.close()));
  }

  #pairs(): { readonly from: string; readonly to: string }[] {
    return this.#names.flatMap((from) =>
      this.#names.filter((to) => to !== from).map((to) => ({ from, to })),
    );
  }

  #proxy(from: string, to: string): LinkProxy {
    const proxy = this.#proxies.get(key(from, to));
    if (proxy !== undefined) return proxy;
    throw new CliError(`no link from ${from} to ${to}`, exitCodes.usage);
  }
}

/** Reads `n1,n2/n3`. Throws a usage {@link CliError} on unknown or repeated nodes and on fewer than two groups. */
export function parseGroups(text: string, names: readonly string[]): Groups {
  const groups = text.split('/').map((group) => group.split(',').map((name) => name.trim()));
  const all = groups.flat();
  const unknown = all.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new CliError(
      `no node "${unknown}" in "${text}": the nodes are ${names.join(', ')}`,
      exitCodes.usage,
    );
  }
  if (groups.length < 2 || new Set(all).size !== all.length) {
    throw new CliError(
      `"${text}" does not split: name each node once, groups apart by "/", as in n1,n2/n3`,
      exitCodes.usage,
    );
  }
  return groups;
}

function key(from: string, to: string): string {
  return `${from}->${to}`;
}
