import { componentsOf } from './components.ts';
import type { Edge, Graph, Kind } from './graph.ts';
import { nameOf, textOf } from './transaction.ts';

/** A kind of cycle that no strictly serializable history has, what it may be made of, and how many `rw` it has. */
interface Anomaly {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly antiDependencies: 'none' | 'one' | 'any';
}

/**
 * The weakest first (Adya 1999, and Elle): what breaks the least is the worst that can be said. Those with real time are
 * looked for last, so whatever they find is a serializable history in an order that contradicts the clock.
 */
const anomalies: readonly Anomaly[] = [
  { name: 'G0', kinds: ['ww'], antiDependencies: 'none' },
  { name: 'G1c', kinds: ['ww', 'wr'], antiDependencies: 'none' },
  { name: 'G-single', kinds: ['ww', 'wr', 'rw'], antiDependencies: 'one' },
  { name: 'G2', kinds: ['ww', 'wr', 'rw'], antiDependencies: 'any' },
  { name: 'G0-realtime', kinds: ['ww', 'rt'], antiDependencies: 'none' },
  { name: 'G1c-realtime', kinds: ['ww', 'wr', 'rt'], antiDependencies: 'none' },
  { name: 'G-single-realtime', kinds: ['ww', 'wr', 'rw', 'rt'], antiDependencies: 'one' },
  { name: 'G2-realtime', kinds: ['ww', 'wr', 'rw', 'rt'], antiDependencies: 'any' },
];

export interface Cycle {
  readonly name: string;
  /** Its transactions, then each step with its reason, and back to the first. */
  readonly story: readonly string[];
}

/** The weakest cycle of the graph, told in steps, or null. */
export function worstCycle(graph: Graph): Cycle | null {
  for (const { name, kinds, antiDependencies } of anomalies) {
    const usable = (edge: Edge): boolean => kinds.includes(edge.kind);
    const plain = (edge: Edge): boolean => usable(edge) && edge.kind !== 'rw';
    for (const component of componentsOf(graph.edges, usable)) {
      const within = new Set(component);
      const path =
        antiDependencies === 'one'
          ? throughOne(graph, within, plain)
          : shortest(graph, component, within, usable);
      if (path !== null) return { name, story: tell(graph, name, path) };
    }
  }
  return null;
}

/** Vertices of a cycle in which each is followed by an edge; `edges[i]` leads from `vertices[i]` to the next one. */
interface Path {
  readonly vertices: readonly number[];
  readonly edges: readonly Edge[];
}

/** A cycle with exactly one `rw`: from where that leads, the rest of the way is without. */
function throughOne(
  graph: Graph,
  within: ReadonlySet<number>,
  plain: (edge: Edge) => boolean,
): Path | null {
  for (const from of within) {
    for (const edge of graph.edges[from] ?? []) {
      if (edge.kind !== 'rw' || !within.has(edge.to)) continue;
      const rest = walk(graph, edge.to, from, within, plain);
      if (rest !== null)
        return { vertices: [from, ...rest.vertices], edges: [edge, ...rest.edges] };
    }
  }
  return null;
}

/** From any edge of the component back to where it began; of the first few, the shortest. */
function shortest(
  graph: Graph,
  component: readonly number[],
  within: ReadonlySet<number>,
  usable: (edge: Edge) => boolean,
): Path | null {
  let best: Path | null = null;
  for (const from of component.slice(0, STARTS)) {
    for (const edge of graph.edges[from] ?? []) {
      if (!usable(edge) || !within.has(edge.to)) continue;
      const rest = walk(graph, edge.to, from, within, usable);
      if (rest === null || (best !== null && best.edges.length <= rest.edges.length + 1)) continue;
      best = { vertices: [from, ...rest.vertices], edges: [edge, ...rest.edges] };
    }
  }
  return best;
}

/** Vertices of a component from which a short cycle is looked for: each has one, some have a shorter one. */
const STARTS = 64;

/** The shortest way by usable edges within the component, breadth first. `vertices` without the goal. */
function walk(
  graph: Graph,
  start: number,
  goal: number,
  within: ReadonlySet<number>,
  usable: (edge: Edge) => boolean,
): Path | null {
  const came = new Map<number, { from: number; edge: Edge }>();
  const queue = [start];
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i] ?? start;
    for (const edge of graph.edges[at] ?? []) {
      if (!usable(edge) || !within.has(edge.to) || came.has(edge.to)) continue;
      came.set(edge.to, { from: at, edge });
      if (edge.to === goal) return wayBack(came, start, goal);
      queue.push(edge.to);
    }
  }
  return null;
}

function wayBack(
  came: ReadonlyMap<number, { from: number; edge: Edge }>,
  start: number,
  goal: number,
): Path {
  const vertices: number[] = [];
  const edges: Edge[] = [];
  let at = goal;
  do {
    const step = came.get(at);
    if (step === undefined) break;
    vertices.unshift(step.from);
    edges.unshift(step.edge);
    at = step.from;
  } while (at !== start);
  return { vertices, edges };
}

/** Moments are left out: what lies between two transactions by real time is one step. */
function tell({ transactions }: Graph, name: string, { vertices, edges }: Path): string[] {
  const count = vertices.length;
  const first = vertices.findIndex((vertex) => vertex < transactions.length);
  const turned = vertices.map((_, i) => {
    const at = (first + i) % count;
    return { vertex: vertices[at] ?? 0, edge: edges[at] };
  });
  const steps: string[] = [];
  const told: string[] = [];
  for (const [i, { vertex, edge }] of turned.entries()) {
    const transaction = transactions[vertex];
    if (transaction === undefined) continue;
    told.push(textOf(transaction));
    const after = [...turned.slice(i + 1), ...turned.slice(0, i + 1)];
    const next = transactions[after.find((one) => one.vertex < transactions.length)?.vertex ?? -1];
    const goesOn = next === undefined ? '' : nameOf(next);
    const byTime = `${nameOf(transaction)} had ended before the begin of ${goesOn}`;
    steps.push(`${edge?.kind === 'rt' ? byTime : edge?.why} (${edge?.kind})`);
  }
  return [...told, ...steps, `a contradiction: ${name}`];
}
