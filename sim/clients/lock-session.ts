import type { ClusterPort } from '../contract.ts';
import { plainOf } from './commands.ts';
import type { Asked, ClientOperation } from './history.ts';
import { ownerKey } from './keys.ts';
import type { LockSession, LockStep } from './plan.ts';

type Perform = (asked: Asked, step: number, done: (operation: ClientOperation) => void) => void;

/**
 * Takes the lock by a put if absent with a TTL, and has its revision as fencing token. What the holder does afterwards
 * it does whether or not it still holds the lock, like a process that was stopped for a while and does not know:
 *
 *   put if absent ──▶ token ──▶ guarded writes and keep-alives ──▶ delete if the revision is the token
 */
export function runLockSession(
  port: ClusterPort,
  id: number,
  session: LockSession,
  perform: Perform,
  ended: () => void,
): void {
  let step = 0;
  const later = (ms: number, run: () => void): void => port.at(port.now + ms, run);

  const release = (token: number): void => {
    if (!session.releases) {
      ended();
      return;
    }
    const key = ownerKey(session.lock);
    const expect = { type: 'revision', revision: token } as const;
    perform({ type: 'delete', key, expect, wrapped: false }, step++, ended);
  };

  const work = (token: number, left: readonly LockStep[]): void => {
    const [next, ...rest] = left;
    if (next === undefined) {
      release(token);
      return;
    }
    later(next.afterMs, () => {
      const { lock, ttlMs } = session;
      const asked: Asked =
        next.work === 'touch'
          ? { type: 'keep', lock, token, ttlMs }
          : { type: 'guarded', lock, token, value: `${id}.${step}` };
      perform(asked, step++, () => work(token, rest));
    });
  };

  const acquire = (left: number): void => {
    const asked: Asked = {
      type: 'put',
      key: ownerKey(session.lock),
      value: `${id}.${step}`,
      ttlMs: session.ttlMs,
      expect: { type: 'absent' },
      from: null,
      wrapped: false,
    };
    perform(asked, step++, (operation) => {
      const token = tokenOf(operation);
      if (token !== null) work(token, session.steps);
      // It may hold the lock without knowing it: then it must be left to its TTL.
      else if (left > 1 && operation.outcome !== 'info') {
        later(session.retryMs, () => acquire(left - 1));
      } else ended();
    });
  };
  acquire(session.attempts);
}

/** The fencing token that this acquisition got, or null. */
function tokenOf({ outcome, answer }: ClientOperation): number | null {
  if (outcome !== 'ok' || answer?.reply.type !== 'written') return null;
  const { status, revision } = plainOf(answer.reply.result);
  return status === 'ok' ? revision : null;
}
