import type { RingKv } from 'ringkv';
import { finalLimits } from '../limits.ts';
import { checkReplicas } from '../replicas.ts';
import { forEachParallel } from '../wait.ts';
import type { Writers } from './writers.ts';

const EXAMPLES = 3;

/** What is wrong with what the writers were told, each in a line; none when all of it is true. */
export async function contradictions(kv: RingKv, writers: Writers): Promise<string[]> {
  const lost: string[] = [];
  await eachOf([...writers.acknowledged], async ([key, value]) => {
    if ((await kv.get(key))?.value !== value) lost.push(key);
  });
  const undead: string[] = [];
  await eachOf([...writers.refused], async (key) => {
    if ((await kv.get(key)) !== null) undead.push(key);
  });
  const open = await writers.resolveIncrements(finalLimits.timeoutMs * finalLimits.tries);
  const miscounted: string[] = [];
  for (const [counter, expected] of writers.counted) {
    const found = Number((await kv.get(counter))?.value ?? 0);
    if (found !== expected) miscounted.push(`${counter} is ${found}, not ${expected}`);
  }
  return [
    ...some('acknowledged writes are lost', lost),
    ...some('writes that were refused have happened', undead),
    ...some('counters do not add up', miscounted),
    ...some('errors that no client should see', writers.unexpected.map(String)),
    ...(open > 0 ? [`${open} increments stayed unknown`] : []),
  ];
}

/** The same of the replicas among themselves; waits until they had time to become equal. */
export async function differences(endpoints: readonly string[]): Promise<string[]> {
  const { verdict, detail } = await checkReplicas(endpoints);
  return verdict === 'valid' ? [] : [`replicas ${verdict}: ${detail}`];
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  await forEachParallel(items, finalLimits.parallelAll, work);
}

function some(what: string, all: readonly string[]): string[] {
  if (all.length === 0) return [];
  return [`${all.length} ${what}: ${all.slice(0, EXAMPLES).join(', ')}`];
}
