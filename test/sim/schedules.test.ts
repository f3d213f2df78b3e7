import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSchedule } from '../../sim/cli/schedule-files.ts';
import { runSchedule } from '../../sim/run/seed-report.ts';
import { loadHash } from '../../src/util/hash.ts';

const folder = fileURLToPath(new URL('./schedules', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('a schedule that once found a bug', () => {
  it.each(names)('%s', async (name) => {
    const schedule = readSchedule(join(folder, name));
    // It is kept with what it found, and finds it no more.
    expect(schedule.found).toMatchObject({ checker: expect.any(String) });
    const report = runSchedule(await loadHash(), schedule);
    expect(report.violation).toBeNull();
  });
});
