import type { Stage } from './stage.ts';

/**
 * A leader that stood still and is cut off believes that it leads, for as long as it waits to hear from the others:
 *
 *     n1 (leader)   write 1 | stopped, cut off ..................... | goes on: read ▶ ?
 *     n2, n3                |  elect n2, write 2 ▶ ok                |
 *
 * The read is sent to n1 while it stands still, after the write of 2 has been answered, so it must not answer 1. A
 * node that goes on after a pause counts the silence of the others from then on (R2), hence n1 believes to lead when
 * it meets the read, however long the election took.
 */
export async function localReads(stage: Stage): Promise<string> {
  const k = 'register';
  const { node: old, term } = await stage.leaderAmong(stage.cluster.names, 0);
  const direct = true;
  await stage.untilOk({ p: 0, f: 'write', k, v: 1 }, async (timeoutMs) =>
    stage.at(old).write(k, 1, { direct, timeoutMs }),
  );
  await stage.untilOk({ p: 1, f: 'read', k }, async (timeoutMs) =>
    stage.at(old).read(k, { direct, timeoutMs }),
  );

  const others = stage.others(old);
  await stage.cluster.pause(old);
  stage.cluster.split(`${old}/${others.join(',')}`);
  const { node: next } = await stage.leaderAmong(others, term);
  await stage.untilOk({ p: 0, f: 'write', k, v: 2 }, async (timeoutMs) =>
    stage.at(next).write(k, 2, { direct, timeoutMs }),
  );
  const reading = stage.operation({ p: 1, f: 'read', k }, async () =>
    stage.at(old).read(k, { direct, timeoutMs: readMs }),
  );
  await stage.cluster.resume(old);
  const { type, v, err } = await reading;
  await stage.untilDropped();

  stage.cluster.heal();
  await stage.finalReads(2, k, stage.cluster.names);
  return `${old}, cut off, answered the read with ${type} ${err ?? JSON.stringify(v)} after ${next} took 2`;
}

/** The leader gives up its leadership within 1 to 2 s, and the read with it. */
const readMs = 10_000;
