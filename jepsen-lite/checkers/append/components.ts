import type { Edge } from './graph.ts';

/**
 * Strongly connected components of more than one vertex, by the edges that are usable (Tarjan 1972; with a stack of its own, since
 * histories are longer than the stack of calls is deep).
 */
export function componentsOf(
  edges: readonly (readonly Edge[])[],
  usable: (edge: Edge) => boolean,
): number[][] {
  const index = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const onStack = new Uint8Array(edges.length);
  const stack: number[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (vertex: number): Frame => {
    index[vertex] = count;
    low[vertex] = count++;
    stack.push(vertex);
    onStack[vertex] = 1;
    return { vertex, next: 0 };
  };
  const lower = (vertex: number, to: number): void => {
    low[vertex] = Math.min(low[vertex] ?? 0, to);
  };
  for (let root = 0; root < edges.length; root++) {
    if (index[root] !== -1) continue;
    const calls: Frame[] = [enter(root)];
    for (let frame = calls.at(-1); frame !== undefined; frame = calls.at(-1)) {
      const { vertex } = frame;
      const edge = edges[vertex]?.[frame.next++];
      if (edge !== undefined) {
        if (!usable(edge)) continue;
        if (index[edge.to] === -1) calls.push(enter(edge.to));
        else if (onStack[edge.to] === 1) lower(vertex, index[edge.to] ?? 0);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) lower(caller.vertex, low[vertex] ?? 0);
      if (low[vertex] !== index[vertex]) continue;
      const component = stack.splice(stack.lastIndexOf(vertex));
      for (const one of component) onStack[one] = 0;
      if (component.length > 1) found.push(component);
    }
  }
  return found;
}

interface Frame {
  readonly vertex: number;
  /** Of its edges, the one to look at next. */
  next: number;
}
