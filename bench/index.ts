/**
 * The comparison: the same load on ringkv and on etcd, each with three nodes of its own on this machine and the same
 * durability. What is compared and what is not: docs/benchmarks.md.
 */
import { writeFileSync } from 'node:fs';
import { skippedLines } from './cells.ts';
import { compare } from './compare.ts';
import { readResults } from './from-file.ts';
import { parseOptions, usage } from './options.ts';
import { plot } from './plot/plot.ts';
import { checkWritable, print, runProgram, say } from './program.ts';
import { type Result, toJson } from './result.ts';
import { table } from './table.ts';

await runProgram(async (signal) => {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return;
  }
  if (options.from !== null) {
    const results = readResults(options.from);
    checkWritable('svg', options.svg);
    console.log(table(results));
    draw(results, options.svg);
    return;
  }
  checkWritable('json', options.json);
  checkWritable('svg', options.svg);
  for (const line of skippedLines(options.skipped)) say(line);
  const results = await compare({ options, signal, say });
  const json = toJson(results, options.cells.length + options.skipped.length);
  print(table(results), json, options.json);
  draw(results, options.svg);
});

function draw(results: readonly Result[], path: string | null): void {
  if (path !== null) writeFileSync(path, plot(results));
}
