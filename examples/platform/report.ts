import type { Fault } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { Latencies } from './meters.ts';
import { bold, milliseconds, say, table, thousands } from './screen.ts';
import type { Shift } from './shift.ts';
import type { Shoppers } from './shoppers.ts';
import type { Sweeper } from './sweeper.ts';
import type { Visitors } from './visitors.ts';

/** What a shift was like, for whoever runs the shop. Figures of one machine, which also ran the cluster. */
export function showReport(
  seconds: number,
  shift: Shift,
  shoppers: Shoppers,
  visitors: Visitors,
  sweeper: Sweeper,
  faults: readonly Fault[],
  ledger: Ledger,
): void {
  const latency = (name: string, latencies: Latencies): string[] => {
    const { p50, p99, max } = latencies.percentiles();
    return [
      name,
      thousands(latencies.count),
      thousands(latencies.count / seconds),
      ...[p50, p99, max].map(milliseconds),
    ];
  };
  say(bold('service levels'));
  say(
    table(
      ['', 'calls', 'per second', 'p50', 'p99', 'max'],
      [
        latency('reserve a basket', shoppers.reserve),
        latency('confirm an order', shoppers.confirm),
        latency('session read, linearizable', visitors.read),
        latency('session read, eventual', visitors.eventualRead),
        latency('session touch', visitors.touch),
      ],
    ),
  );
  const gap = shoppers.gaps.longest();
  const when = ((gap.at - shift.startedAt) / 1_000).toFixed(1);
  say(`  longest time without a basket reserved: ${milliseconds(gap.ms)}, at ${when} s`);
  say();
  say(bold('faults'));
  const at = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  say(
    table(
      ['', 'from', 'to', 'proof'],
      faults.map(({ what, from, to, proof }) => [what, at(from), at(to), proof.detail]),
    ),
  );
  say();
  say(bold('outcomes'));
  const rows = ledger.outcomes.sorted().map(([what, count]) => [what, thousands(count)]);
  rows.push(
    ['sweeper: expired', thousands(sweeper.expired)],
    ['sweeper: completed', thousands(sweeper.completed)],
    ['sweeper: left for the next sweep', thousands(sweeper.failed)],
  );
  say(table(['', 'times'], rows));
  say();
}
