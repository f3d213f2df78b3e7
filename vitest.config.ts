import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/skipped-reporter.ts';

// Unit tests mirror src/ and run in parallel; integration tests start real processes, one at a time.
export default defineConfig({
  test: {
    pool: 'forks',
    reporters: [
      'default',
      ['json', { outputFile: '.data/test-report.json' }],
      new SkippedReporter(),
    ],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**'],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
