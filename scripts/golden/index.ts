import { runGolden } from './run.ts';

process.exitCode = runGolden(
  process.argv.slice(2),
  (line) => console.log(line),
  (line) => console.error(line),
);
