/** Prints the closing line of a test run, `N passed, N failed, N skipped`, from vitest's JSON report. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
}

const path = fileURLToPath(new URL('../.data/test-report.json', import.meta.url));
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
// A file that fails to load has no failed test, but the run has failed.
const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped`);
