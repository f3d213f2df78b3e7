import type { FinalReading } from '../final-reads.ts';
import type { Workload } from './catalogue.ts';
import { scanSet } from './set.ts';
import { readLists } from './txn-append.ts';
import { scanRecords } from './watch-scan.ts';

/** Registers and counters hold a number under a key. */
const ofNumbers: FinalReading = {
  f: 'read',
  read: async (node, key, timeoutMs) => node.read(key, timeoutMs),
};

const readings: Readonly<Partial<Record<string, FinalReading>>> = {
  set: { f: 'scan', read: scanSet },
  watch: { f: 'scan', read: scanRecords },
  'txn-append': { f: 'lists', read: readLists },
};

export function finalReadingOf({ name }: Workload): FinalReading {
  return readings[name] ?? ofNumbers;
}
