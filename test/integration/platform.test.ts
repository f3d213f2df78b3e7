import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectDir, run, temporaryDirectory } from './support.ts';

const program = ['--import', 'tsx', join('examples', 'platform', 'index.ts')];

describe('npm run platform', () => {
  it('trades through a kill, a split and the end of its sweeper, and accounts for every unit', async () => {
    const dir = temporaryDirectory();
    const dataDir = join(dir, 'platform');
    try {
      const args = ['--skus', '200', '--seconds', '8', '--workers', '6', '--sessions', '60'];
      const { code, out, err } = await run(
        process.execPath,
        [...program, ...args, '--hold', '1.5s', '--seed', '7', '--data-dir', dataDir],
        { cwd: projectDir, limitMs: 110_000 },
      );
      expect(err).toBe('');
      expect(out).toContain('every unit and every session is accounted for');
      for (const shown of [
        '200 SKUs read linearizably',
        'kill -9',
        'split',
        'p99',
        'confirm: ok',
      ]) {
        expect(out).toContain(shown);
      }
      expect(code).toBe(0);
      expect(existsSync(dataDir)).toBe(false);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }, 120_000);

  it('says what it takes, and what is wrong with what it is given', async () => {
    const help = await run(process.execPath, [...program, '--help'], { cwd: projectDir });
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('--workers');
    const wrong = await run(process.execPath, [...program, '--seconds', '1'], { cwd: projectDir });
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(/^--seconds 1 is not a whole number from 5/);
  });
});
