import type { Ending } from '../clients/outcome.ts';
import type { WireTarget } from '../clients/wire-target.ts';
import { type FinalRecord, shown } from '../history/watched.ts';

/** All records with a prefix, as they are in the end; of a key those that begin with it. */
export async function scanRecords(
  node: WireTarget,
  prefix: string,
  timeoutMs: number,
): Promise<Ending> {
  const ending = await node.scan(prefix, timeoutMs);
  if (ending.type !== 'ok') return ending;
  const v: FinalRecord[] = ending.v.map((record) => ({ ...record, value: shown(record.value) }));
  return { type: 'ok', v };
}
