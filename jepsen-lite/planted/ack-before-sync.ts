import { anyFile } from '../disk/faulty-disk.ts';
import type { Stage } from './stage.ts';

/**
 * What no disk has is not safe, wherever it was written:
 *
 *     n1 (leader)   write 1 | syncs do not come back: write 2 ▶ ? | power lost | all start, read ▶ ?
 *     n2, n3                | neither do theirs                   | power lost |
 *
 * With the bug the write is acknowledged while every disk still waits, and nothing of it is there afterwards.
 */
export async function ackBeforeSync(stage: Stage): Promise<string> {
  const k = 'register';
  const { names } = stage.cluster;
  const { node: old, term } = await stage.leaderAmong(names, 0);
  await stage.untilOk({ p: 0, f: 'write', k, v: 1 }, async (timeoutMs) =>
    stage.at(old).write(k, 1, { direct: true, timeoutMs }),
  );
  for (const name of names) await stage.untilApplied(name, k, 1);
  // With the bug the syncs of all this come later than its answers.
  await stage.untilSynced();

  for (const name of names) stage.disk(name).hold(anyFile);
  const { type, err } = await stage.operation({ p: 0, f: 'write', k, v: 2 }, async () =>
    stage.at(old).write(k, 2, { direct: true, timeoutMs: writeMs }),
  );
  const waiting = names.filter((name) => stage.disk(name).counts.held > 0);
  await Promise.all(names.map(async (name) => stage.cluster.kill(name)));
  const lost = names.map((name) => {
    stage.disk(name).heal();
    return stage.disk(name).losePower(merciless, 0).bytes;
  });
  await Promise.all(names.map(async (name) => stage.cluster.restart(name)));

  const { node: next } = await stage.leaderAmong(names, term);
  const read = await stage.untilOk({ p: 1, f: 'read', k }, async (timeoutMs) =>
    stage.at(next).read(k, { direct: true, timeoutMs }),
  );
  await stage.finalReads(2, k, names);
  const answer = `${type}${err === undefined ? '' : ` ${err}`}`;
  return (
    `the write of 2 was answered with ${answer} while the disks of ${waiting.join(', ')} waited; ` +
    `${lost.join(' + ')} bytes were lost, then ${next} read ${JSON.stringify(read.v)}`
  );
}

/** A leader whose disk hangs gives up within 1 to 2 s, and calls the write unknown. */
const writeMs = 10_000;

/** Nothing survives that was not synced. */
const merciless = { between: (least: number): number => least, chance: (): boolean => false };
