/**
 * The comparison: the same load on ringkv and on etcd, each with three nodes of its own on this machine and the same
 * durability. What is compared and what is not: docs/benchmarks.md.
 */

import { skippedLines } from './cells.ts';
import { compare } from './compare.ts';
import { parseOptions, usage } from './options.ts';
import { checkWritable, print, runProgram, say } from './program.ts';
import { toJson } from './result.ts';
import { table } from './table.ts';

await runProgram(async (signal) => {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return;
  }
  checkWritable(options.json);
  for (const line of skippedLines(options.skipped)) say(line);
  const results = await compare({ options, signal, say });
  const json = toJson(results, options.cells.length + options.skipped.length);
  print(table(results), json, options.json);
});
