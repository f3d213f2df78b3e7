import type { Measured } from '../load/protocol.ts';
import { tell } from '../run-forked.ts';
import type { FloorReport, TurnFigures } from './protocol.ts';

/** Of a closed loop of batches, with so many operations in each; throws with what the first failure said. */
export function figuresOf(found: Measured, opsPerBatch: number): TurnFigures {
  if (found.firstError !== null) throw new Error(found.firstError);
  return {
    ops: found.ops * opsPerBatch,
    lateOps: found.lateOps * opsPerBatch,
    errors: 0,
    seconds: found.seconds,
    p50Ms: found.latencyMs.p50,
    batches: found.ops + found.lateOps,
  };
}

/** Says that it is ready, then answers each message with the figures of the turn that it asks for, until the process ends. */
export async function serveTurns<Turn>(
  turn: (asked: Turn) => Promise<TurnFigures>,
): Promise<never> {
  const take = async (asked: Turn): Promise<void> => {
    await tell<FloorReport>({ kind: 'measured', figures: await turn(asked) });
  };
  process.on('message', (asked) => void take(asked as Turn));
  return serve(0);
}

/** Says on which port it listens, until the process ends. */
export async function serve(port: number): Promise<never> {
  await tell<FloorReport>({ kind: 'ready', port });
  return new Promise<never>(() => {});
}
