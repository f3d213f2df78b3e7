/**
 * What becomes of throughput, latency, CPU and memory when one thing grows: partitions, keys, values, operations in flight,
 * nodes. Method and what the rows mean: docs/benchmarks.md, Scale.
 */
import { join } from 'node:path';
import { probeMachine } from '../environment.ts';
import { BenchError } from '../errors.ts';
import { whole } from '../figures.ts';
import { checkWritable, inDataDir, print, runProgram, say } from '../program.ts';
import type { Point } from './axes.ts';
import { type LegFindings, measureLeg } from './leg.ts';
import { parseScaleOptions, type ScaleOptions, usage } from './options.ts';
import { jsonOf, readReport, type ScaleReport, textOf } from './report.ts';
import { rowsOf } from './rows.ts';
import { startSite } from './site.ts';

await runProgram(async (signal) => {
  const options = parseScaleOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return;
  }
  if (options.from !== null) {
    console.log(textOf(readReport(options.from)));
    return;
  }
  checkWritable('json', options.json);
  for (const line of options.skipped) say(line);
  const report = await inDataDir('scale', (dataDir) => measureAll(options, dataDir, signal));
  print(textOf(report), jsonOf(report), options.json);
  if (report.failures.length > 0) {
    throw new BenchError(`${report.failures.length} points could not be measured, see above`);
  }
});

async function measureAll(
  { legs, settings }: ScaleOptions,
  dataDir: string,
  signal: AbortSignal,
): Promise<ScaleReport> {
  const environment = probeMachine(dataDir);
  const findings: LegFindings[] = [];
  let started = 0;
  for (const leg of legs) {
    say(`${leg.axis}: ${leg.values.map(whole).join(' | ')}`);
    const run = {
      settings,
      startSite: (point: Point) => startSite(point, join(dataDir, `cluster-${++started}`), signal),
      signal,
      say,
    };
    findings.push(await measureLeg(leg, run));
  }
  return {
    bench: 'scale',
    settings,
    rows: rowsOf(findings),
    failures: findings.flatMap(({ failures }) => failures),
    environment,
  };
}
