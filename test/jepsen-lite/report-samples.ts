import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderReport } from '../../jepsen-lite/report/index.ts';
import { playedRun } from './report-played-run.ts';

/**
 * Reports to look at, one page for each sample:
 *
 *   npx tsx test/jepsen-lite/report-samples.ts DIR
 */
type Run = ReturnType<typeof playedRun>;

const samples: Readonly<Record<string, () => Run>> = {
  valid: () => playedRun({ seed: 1, seconds: 60, clients: 20 }),
  'stale-read': () => playedRun({ seed: 2, lie: 'stale-read' }),
  'lost-write': () => playedRun({ seed: 5, lie: 'lost-write', clients: 16, keys: 6 }),
  unknown: () => idleFault(playedRun({ seed: 3, seconds: 20 })),
  large: () => playedRun({ seed: 9, seconds: 120, clients: 64, keys: 400, pause: 20_000 }),
};

/** The same run, had its first fault done nothing (R43). */
export function idleFault({ record, history }: Run): Run {
  const proof = { held: false, detail: '0 bytes were dropped on the cut links' };
  const detail = `1 of ${record.faults.length} fault windows did nothing`;
  return {
    history,
    record: {
      ...record,
      verdict: 'unknown',
      faults: record.faults.map((fault, at) => (at === 0 ? { ...fault, proof } : fault)),
      guards: record.guards.map((guard, at) =>
        at === 0 ? { ...guard, held: false, detail } : guard,
      ),
    },
  };
}

const [, program, directory] = process.argv;
if (
  program !== undefined &&
  directory !== undefined &&
  resolve(program) === fileURLToPath(import.meta.url)
) {
  mkdirSync(directory, { recursive: true });
  for (const [name, play] of Object.entries(samples)) {
    const { record, history } = play();
    const began = performance.now();
    const page = renderReport(record, history);
    const took = (performance.now() - began).toFixed(0);
    writeFileSync(join(directory, `${name}.html`), page);
    console.log(`${name}: ${history.length} events, ${page.length} characters, ${took} ms`);
  }
}
