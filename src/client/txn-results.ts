import type { ringkv } from '#proto';
import { type KvError, ServerFaultError, ValidationError } from './errors.ts';
import { type ServedRead, type ServedWrite, servedRead, servedWrite } from './results.ts';
import type { BuiltOp } from './txn-ops.ts';
import type { PreparedTxn } from './txn-request.ts';

/** A `TxnResult` whose lists of results have lost their types; the caller's request gives them back. */
type UntypedResult = ServedWrite &
  (
    | { readonly ok: true; readonly results: readonly unknown[] }
    | {
        readonly ok: false;
        readonly reason: 'condition_failed';
        readonly results: readonly unknown[];
      }
    | {
        readonly ok: false;
        readonly reason: 'out_of_range';
        readonly branch: 'then' | 'else';
        readonly index: number;
        readonly value: number;
      }
  );

/** What a transaction came to. From here on it has run: whatever goes wrong is `executed`, never a failure. */
export async function txnResult(
  { success, failure }: PreparedTxn,
  response: ringkv.v1.TxnResponse.$Properties,
): Promise<UntypedResult> {
  const { succeeded = false, refused } = response;
  const at = servedWrite(response.header);
  if (refused) {
    return {
      ok: false,
      reason: 'out_of_range',
      branch: succeeded ? 'then' : 'else',
      index: refused.index ?? 0,
      value: refused.value ?? 0,
      ...at,
    };
  }
  const ops = succeeded ? success : failure;
  const results = await convertAll(ops, response.results ?? [], readAt(response));
  return succeeded
    ? { ok: true, results, ...at }
    : { ok: false, reason: 'condition_failed', results, ...at };
}

/** Reads of a transaction are as fresh as it was, but a stored answer is as old as the try that made it. */
function readAt({ header }: ringkv.v1.TxnResponse.$Properties): ServedRead {
  const at = servedRead(header);
  return header?.deduplicated ? { ...at, stalenessMs: null } : at;
}

async function convertAll(
  ops: readonly BuiltOp<unknown>[],
  answers: readonly ringkv.v1.TxnResult.$Properties[],
  at: ServedRead,
): Promise<unknown[]> {
  if (answers.length !== ops.length) {
    throw fault(`${answers.length} results for a branch of ${ops.length} operations`);
  }
  return Promise.all(
    ops.map(async (op, index) => {
      const answer = answers[index];
      if (!answer?.[op.kind]) throw fault(`no ${op.kind} as result ${index}`);
      try {
        return await op.convert(answer, at);
      } catch (error) {
        throw unreadable(error, index);
      }
    }),
  );
}

function fault(what: string): ServerFaultError {
  return new ServerFaultError(`The transaction was done, but the node answered ${what}`, {
    code: 'INTERNAL',
    reason: 'INTERNAL',
    outcome: 'executed',
  });
}

/** A codec knows nothing of transactions and calls its failure `not_executed`. */
function unreadable(error: unknown, index: number): KvError {
  const why = error instanceof Error ? error.message : String(error);
  const issues = error instanceof ValidationError ? error.issues : [];
  const message = `The transaction was done, but what operation ${index} read does not decode: ${why}`;
  return new ValidationError(message, issues, error, 'executed');
}
