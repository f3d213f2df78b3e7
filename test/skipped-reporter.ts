import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with `SKIPPED n: needs X` for every reason, so that a skipped test is never taken for a passed one. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result();
        const why = (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given';
        counts.set(why, (counts.get(why) ?? 0) + 1);
      }
    }
    for (const [why, count] of counts) console.log(`SKIPPED ${count}: ${why}`);
  }
}
