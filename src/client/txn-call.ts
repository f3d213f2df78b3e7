import { ackPlan } from './ack-plan.ts';
import type { Core } from './core.ts';
import { idempotencyKeyOf, timeoutOf } from './options.ts';
import { leaderRead } from './read-plan.ts';
import { seenBy } from './session.ts';
import type { TxnOpList, TxnOptions, TxnRequest, TxnResult } from './txn.ts';
import { prepareTxn } from './txn-request.ts';
import { txnResult } from './txn-results.ts';

/** Runs a transaction as the write that it is: under an identity, retried as a whole, exactly once (R31). */
export async function runTxn<Then extends TxnOpList, Else extends TxnOpList>(
  { dispatcher, hash }: Core,
  request: TxnRequest<Then, Else>,
  options: TxnOptions | undefined,
): Promise<TxnResult<Then, Else>> {
  const startedAt = dispatcher.now();
  const timeoutMs = timeoutOf(options, dispatcher.tuning.timeoutMs);
  const session = seenBy(options?.session);
  const txn = await prepareTxn(request, dispatcher.topology.view.partitions, hash);
  const result = await new Promise((resolve, reject) => {
    dispatcher.submit({
      kind: 'txn',
      class: 'write',
      body: { txn: txn.request },
      partition: txn.partition,
      read: leaderRead,
      minRevision: 0,
      ack: ackPlan(options),
      idempotencyKey: idempotencyKeyOf(options),
      clientId: null,
      bytes: txn.bytes,
      deadline: startedAt + timeoutMs,
      timeoutMs,
      signal: options?.signal,
      answered: ({ txn: answer }) => {
        session?.heard(answer?.header);
        resolve(txnResult(txn, answer ?? {}));
      },
      failed: reject,
    });
  });
  // Operation i of the branch made result i, so the lists have the types that the request says.
  return result as TxnResult<Then, Else>;
}
