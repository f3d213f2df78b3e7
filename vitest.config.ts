import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/skipped-reporter.ts';

// Programs outside src import the package by its name; tests run them from the sources.
const alias = [
  { find: /^ringkv\/recipes$/, replacement: source('client/recipes/index.ts') },
  { find: /^ringkv$/, replacement: source('client/index.ts') },
];

function source(path: string): string {
  return fileURLToPath(new URL(`src/${path}`, import.meta.url));
}

// Unit tests mirror src/ and run in parallel, the simulator's too; integration tests start real processes, one at a time.
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
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**', 'test/sim/**'],
          testTimeout: 15_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'sim',
          include: ['test/sim/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
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
