import type { HistoryEvent } from './event.ts';
import { complain } from './history-error.ts';

const LINE =
  /^\{:process (\d+), :type :(invoke|ok), :f :(get|put|append), :key "(.*)", :value (?:nil|"(.*)")\}$/;

/**
 * Histories of porcupine's key-value test: an EDN map on each line, strings without escapes. Time is the number of
 * the line.
 *
 *     {:process 2, :type :invoke, :f :append, :key "0", :value "x 2 1 y"}
 *     {:process 0, :type :ok, :f :get, :key "0", :value "x 9 0 yx 2 1 y"}
 */
export function parsePorcupineKv(text: string): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const [, process, type, f, k, value] = LINE.exec(trimmed) ?? [];
    if (process === undefined || f === undefined || k === undefined) {
      complain(`line ${index + 1}`, `not an operation: ${JSON.stringify(line.slice(0, 80))}`);
    }
    events.push({
      i: events.length,
      t: index,
      p: Number(process),
      type: type === 'ok' ? 'ok' : 'invoke',
      f,
      k,
      v: value ?? null,
    });
  }
  return events;
}
