import { randomBytes } from 'node:crypto';
import type { Ending } from './node-client.ts';
import type { Stage } from './stage.ts';

/**
 * A write that ran, whose answer was lost, and that is sent again under its client id and sequence after a failover:
 *
 *     client ─ add 1 (seq 2) ─▶ n2 ─ forwards ─▶ n1 (leader) ─▶ n3 has it too, so it is committed
 *                               n2 ◀─── ✂ ────── n1 answers, and is killed
 *     client ─ add 1 (seq 2) ─▶ the next leader: has it run, or not?
 *
 * Only the way from n1 to n2 is cut, so n3 has the whole log and wins the election. Two increments must make 2.
 */
export async function forgetAnswers(stage: Stage): Promise<string> {
  const k = 'counter';
  const { node: old, term } = await stage.leaderAmong(stage.cluster.names, 0);
  const [via = '', witness = ''] = stage.others(old);
  const clientId = randomBytes(16);
  await stage.at(old).open(clientId, patientMs);
  const add = { p: 0, f: 'add', k, v: 1 } as const;
  // Also opens the connection on which n2 forwards.
  await stage.operation(add, async () => {
    const id = { clientId, sequence: 1, floor: 1 };
    return stage.at(via).add(k, 1, id, { direct: false, timeoutMs: patientMs });
  });

  stage.cluster.split(`${old}/${via}`, true);
  const id = { clientId, sequence: 2, floor: 2 };
  let again: Ending | null = null;
  await stage.operation(add, async () => {
    const first = stage.at(via).add(k, 1, id, { direct: false, timeoutMs: patientMs });
    await stage.untilApplied(witness, k, 2);
    await stage.untilDropped();
    await stage.cluster.kill(old);
    stage.cluster.heal();
    const lost = await first;
    if (lost.type !== 'info') throw new Error(`the answer was not lost: ${lost.type} ${lost.err}`);
    const { node: next } = await stage.leaderAmong([via, witness], term);
    again = await stage.eventually(`an answer of ${next} to the retry`, async () => {
      const ending = await stage.at(next).add(k, 1, id, { direct: true, timeoutMs: patientMs });
      return ending.type === 'ok' ? ending : null;
    });
    return again;
  });

  const others = stage.others(old);
  await stage.finalReads(1, k, others);
  const sum = JSON.stringify(stage.history.at(-1)?.v);
  return `a retry across the failover ${ranAgain(again)}: two increments of 1 made ${sum}`;
}

function ranAgain(ending: Ending | null): string {
  return ending?.deduplicated === true ? 'got the stored answer' : 'ran again';
}

/** Above an election and a failover; what ends a call here is an answer. */
const patientMs = 10_000;
