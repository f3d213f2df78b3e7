import type { Stage } from './stage.ts';

/**
 * What only one disk has is not safe:
 *
 *     n1 (leader)   write 1 | cut off: write 2 ▶ ?  killed
 *     n2, n3                |                         elect n2, read ▶ 1
 *
 * n1 stays dead: what became of the write is for the others to say.
 */
export async function ackBeforeQuorum(stage: Stage): Promise<string> {
  const k = 'register';
  const { node: old, term } = await stage.leaderAmong(stage.cluster.names, 0);
  const direct = true;
  await stage.untilOk({ p: 0, f: 'write', k, v: 1 }, async (timeoutMs) =>
    stage.at(old).write(k, 1, { direct, timeoutMs }),
  );

  // With the bug even this answer does not mean that anybody else has it.
  const others = stage.others(old);
  for (const other of others) await stage.untilApplied(other, k, 1);

  stage.cluster.split(`${old}/${others.join(',')}`);
  const { type, err } = await stage.operation({ p: 0, f: 'write', k, v: 2 }, async () =>
    stage.at(old).write(k, 2, { direct, timeoutMs: writeMs }),
  );
  await stage.untilDropped();
  await stage.cluster.kill(old);
  stage.cluster.heal();

  const { node: next } = await stage.leaderAmong(others, term);
  const read = await stage.untilOk({ p: 1, f: 'read', k }, async (timeoutMs) =>
    stage.at(next).read(k, { direct, timeoutMs }),
  );
  await stage.finalReads(2, k, others);
  return `${old}, cut off, answered the write of 2 with ${type}${err === undefined ? '' : ` ${err}`}, then ${next} read ${JSON.stringify(read.v)}`;
}

/** Without a quorum the leader gives up within 1 to 2 s, and calls the write unknown. */
const writeMs = 10_000;
