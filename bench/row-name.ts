import { benchLimits } from './limits.ts';
import { storeOf, type Target } from './plan.ts';

/** When an answered write is on disk: as the clusters of the benchmark do it, or as one that was given is set. */
export type Fsync = 'fsync on a majority' | 'fsync unknown';

const clients: Readonly<Record<Target, string>> = {
  ringkv: 'typed client',
  'ringkv-unary': 'h2load, one key',
  etcd: 'h2load, one key',
  'etcd-node': 'npm etcd3',
  'etcd-txn': `h2load, ${benchLimits.putsPerTxn} puts a transaction`,
};

/** Store, client and promise of a row, in the table, the plot and the JSON: a figure without them compares nothing. */
export const rowName = (target: Target, fsync: Fsync): string => `${seriesName(target)} · ${fsync}`;

/** The same without the promise, where that stands once for all rows. */
const seriesName = (target: Target): string => `${storeOf(target)} · ${clients[target]}`;
