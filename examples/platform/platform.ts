import { rmSync } from 'node:fs';
import { json, RingKv } from 'ringkv';
import { Inventory, SessionStore } from 'ringkv/recipes';
import { type LocalCluster, startLocalCluster } from '../../src/cli/local/index.ts';
import { breakThings, type Fault } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { PlatformOptions } from './options.ts';
import { Dice } from './random.ts';
import { showReport } from './report.ts';
import { bold, dim, green, Progress, red, say, thousands, yellow } from './screen.ts';
import { pause, Shift } from './shift.ts';
import { Shoppers } from './shoppers.ts';
import { StockAudit } from './stock-audit.ts';
import { Sweeper } from './sweeper.ts';
import { type Visit, Visitors } from './visitors.ts';
import { articlesOf, deliver, importStock } from './warehouse.ts';

/** The last sweeps may take so long: far above the holds and elections that they wait for. */
const QUIET_MS = 60_000;

/** Answers the exit code: 0 all accounted for, 1 a violation, 130 interrupted. */
export async function runPlatform(options: PlatformOptions, signal: AbortSignal): Promise<number> {
  const { dataDir } = options;
  const startedAt = performance.now();
  const ledger = new Ledger();
  say(bold(`ringkv platform`) + dim(`  seed ${options.seed}`));
  const cluster = await startLocalCluster({
    dataDir,
    freePorts: true,
    clean: true,
    proxied: true,
    onEvent: (event) => {
      if (event.kind === 'died') ledger.breach(`${event.node} ${event.how}: see ${event.logFile}`);
    },
  });
  let isClean = false;
  try {
    say(`  3 nodes at ${cluster.endpoints.join(', ')}`);
    const kv = await RingKv.connect({ endpoints: cluster.endpoints, timeoutMs: 2_000 });
    try {
      const violations = await runShop(cluster, kv, options, ledger, signal);
      if (signal.aborted) return 130;
      isClean = violations.length === 0;
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
      if (isClean)
        say(`${green('✔ every unit and every session is accounted for')} in ${seconds} s`);
      else say(red(`✘ ${violations.length} violations (seed ${options.seed}, data in ${dataDir})`));
      for (const violation of violations) say(`  ${red(violation)}`);
    } finally {
      await kv.close({ graceMs: 0 });
    }
  } finally {
    if (signal.aborted) say(yellow('interrupted: stopping the nodes'));
    await cluster.stop();
    // What went wrong stays, to be looked at.
    if (isClean || signal.aborted) rmSync(dataDir, { recursive: true, force: true });
  }
  return isClean ? 0 : 1;
}

async function runShop(
  cluster: LocalCluster,
  kv: RingKv,
  options: PlatformOptions,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { seconds, workers, holdMs } = options;
  const dice = new Dice(options.seed);
  const inventory = new Inventory(kv);
  const articles = articlesOf(options.skus, dice.fork());
  const rate = await importStock(inventory, articles, ledger, signal);
  say(`  ${thousands(articles.length)} SKUs imported, ${thousands(rate)} a second`);

  const shift = new Shift(seconds, signal);
  const run = `order-${options.seed}`;
  const shoppers = new Shoppers({ inventory, articles, ledger, shift, holdMs, run });
  const sessions = new SessionStore(kv, { codec: json<Visit>() });
  const visitors = new Visitors(sessions, ledger, shift);
  const sweeper = new Sweeper(cluster.endpoints);
  sweeper.start();
  say(`  ${workers} workers for ${seconds} s, ${thousands(options.sessions)} sessions`);
  const [faults] = await Promise.all([
    breakThings(cluster, kv, 'hot-0', sweeper, shift, (line) => {
      say(`  ${(shift.elapsedMs / 1_000).toFixed(1).padStart(5)} s  ${yellow(line)}`);
    }),
    shoppers.run(workers, dice.fork()),
    visitors.run(options.sessions, seconds, dice.fork()),
    deliver(inventory, articles, ledger, shift),
    showShift(shift, seconds, shoppers),
  ]);
  const openedMs = shift.elapsedMs;
  await sweeper.stop();
  if (signal.aborted) return [];

  await settle(inventory, ledger, signal);
  const violations = await audit(inventory, visitors, ledger, articles.length, signal);
  say();
  showReport(openedMs / 1_000, shift, shoppers, visitors, sweeper, faults, ledger);
  return [...violations, ...toothless(faults, ledger)];
}

async function showShift(shift: Shift, seconds: number, shoppers: Shoppers): Promise<void> {
  const progress = new Progress('trading  ', seconds * 1_000);
  do progress.show(shift.elapsedMs, `${thousands(shoppers.orders)} baskets`);
  while (await shift.sleep(100));
  progress.end();
}

/** Until no order is open any more; then asks what became of those that nobody knows about. */
async function settle(inventory: Inventory, ledger: Ledger, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + QUIET_MS;
  let open = 1;
  while (open > 0 && performance.now() < deadline && !signal.aborted) {
    ({ open } = await inventory.sweep({ timeoutMs: 30_000 }));
    if (open > 0) await pause(250, signal);
  }
  if (open > 0)
    ledger.breach(`${open} orders are still open after ${QUIET_MS / 1_000} s of sweeps`);
  const asked = await ledger.resolve(inventory);
  say(`  quiet: no order open, ${asked} of unknown outcome resolved`);
}

async function audit(
  inventory: Inventory,
  visitors: Visitors,
  ledger: Ledger,
  articles: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const progress = new Progress('auditing ', articles);
  const stock = new StockAudit(ledger);
  const report = await inventory.auditAll({
    signal,
    timeoutMs: 30_000,
    onStock: (one) => {
      stock.check(one);
      progress.show(stock.checked);
    },
  });
  progress.end();
  const { received, avail, held, sold } = report.total;
  const sum = `${thousands(received)} = ${thousands(avail)} + ${held} + ${thousands(sold)}`;
  say(
    `  ${thousands(stock.checked)} SKUs read linearizably: received ${sum} = avail + held + sold`,
  );
  const orders = thousands(ledger.confirmedOrders.size);
  say(`  ${orders} confirmed orders, each unit of them sold once`);
  const { logs_out: out, expires, stays } = await visitors.audit();
  say(`  ${thousands(out)} sessions logged out, ${thousands(expires)} expired, ${stays} live`);
  return [...stock.end(), ...ledger.breaches];
}

/** A run in which nothing was sold or nothing broke shows nothing (R43). */
function toothless(faults: readonly Fault[], ledger: Ledger): readonly string[] {
  const missing: string[] = [];
  if (ledger.confirmedOrders.size === 0) missing.push('no order was ever confirmed');
  if (faults.length < 3) missing.push(`only ${faults.length} of 3 faults happened`);
  for (const { what, proof } of faults) {
    if (!proof.held) missing.push(`${what}: did nothing (${proof.detail})`);
  }
  return missing;
}
