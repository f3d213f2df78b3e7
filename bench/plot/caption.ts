import type { Result } from '../result.ts';
import { warmUp } from '../table.ts';

/** Letters of one line, at the width of the drawing. */
const LINE_MAX = 160;
const SEPARATOR = ' · ';

/** What the figures were measured with, on and how: a plot travels without the table. */
export function captionOf(results: readonly Result[]): readonly string[] {
  const [first] = results;
  if (first === undefined) return [];
  const { environment: e } = first;
  const each = (value: (result: Result) => string): readonly string[] => [
    ...new Set(results.map(value)),
  ];
  return [
    ...lines([
      `ringkv ${e.ringkv}, commit ${e.commit ?? 'unknown'}`,
      `etcd ${e.etcd ?? '-'}`,
      `h2load ${e.h2load ?? '-'}`,
      `etcd3 ${e.etcd3}`,
      `Node.js ${e.node}`,
      e.date,
    ]),
    ...lines([
      e.cpu,
      `${e.cores} cores shared by servers and client`,
      `${e.memoryGiB} GiB`,
      e.kernel,
      e.filesystem,
      ...each(({ environment }) => environment.servers),
    ]),
    ...lines([
      `${each(({ environment }) => `${environment.valueSize}`).join(', ')}-byte values`,
      ...each(({ environment }) => environment.durability),
      first.rounds.length === 1 ? 'one round' : `median of ${first.rounds.length} rounds`,
      `${Math.round(first.seconds)} s each after ${warmUp(e)}`,
    ]),
  ];
}

/** As many parts on a line as there is room for. */
function lines(parts: readonly string[]): readonly string[] {
  const filled: string[] = [];
  for (const part of parts) {
    const last = filled.at(-1);
    const longer = `${last}${SEPARATOR}${part}`;
    if (last === undefined || longer.length > LINE_MAX) filled.push(part);
    else filled[filled.length - 1] = longer;
  }
  return filled;
}
