import type { TraceEvent } from './trace.ts';

/** Where two runs of one schedule part, in words. */
export function firstDifference(one: readonly TraceEvent[], other: readonly TraceEvent[]): string {
  const length = Math.max(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [describe(one[i]), describe(other[i])];
    if (a !== b) return `event ${i} of ${length}: ${a}, the second time ${b}`;
  }
  return `all ${length} events of the cores agree, but not what clients were answered`;
}

function describe(event: TraceEvent | undefined): string {
  if (event === undefined) return 'nothing';
  const { time, node, group, kind, digest } = event;
  return `${time.toFixed(3)} n${node} group ${group} ${kind} ${digest.toString(16)}`;
}
