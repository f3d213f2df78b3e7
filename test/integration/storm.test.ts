import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shimNeeds } from '../../jepsen-lite/disk/build.ts';
import { runStorm } from '../../jepsen-lite/storm/storm.ts';
import { temporaryDirectory } from './support.ts';

// The same for 200 kills: npm run jepsen -- storm --power-loss
it('ten kills at random moments, each with a loss of power where it can be made, lose nothing', async () => {
  const dir = temporaryDirectory();
  const powerLoss = shimNeeds() === null;
  const said: string[] = [];
  try {
    const result = await runStorm(
      { dataDir: join(dir, 'cluster'), nodes: 3, kills: 10, powerLoss, seed: 10 },
      (line) => said.push(line),
    );
    expect(result, said.join('\n')).toMatchObject({ problems: [], gaps: [], kills: 10 });
    expect(result.lostBytes > 0).toBe(powerLoss);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
