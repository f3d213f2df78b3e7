import type { CommandResult, RecordView } from '../../src/storage/index.ts';
import { fromUtf8 } from '../../src/util/bytes.ts';
import type { Asked, ClientOperation } from '../clients/history.ts';
import { accountKey, accountsOf } from '../clients/keys.ts';
import { Findings, nameOf, type RunCheck } from './result.ts';

/**
 * All or nothing, at one revision (R30, R34). Money moves between accounts that all begin with none, so whoever sees all
 * accounts at once sees a sum of 0; what one transfer changes carries its revision; one that overdraws an account is refused
 * at that very operation, and takes back what it had done before.
 */
export function checkTransactions(operations: readonly ClientOperation[]): RunCheck {
  const findings = new Findings('transactions');
  for (const operation of operations) {
    const { asked, answer, outcome } = operation;
    if (outcome !== 'ok' || answer === null) continue;
    const { reply } = answer;
    if (reply.type === 'page' && asked.type === 'scan' && !reply.more) {
      for (const bank of banksOf(reply.records)) {
        if (bank.startsWith(asked.prefix)) balanced(operation, bank, reply.records, findings);
      }
    } else if (reply.type === 'written') {
      if (asked.type === 'audit') audited(operation, asked.bank, reply.result, 0, findings);
      else if (asked.type === 'transfer') transferred(operation, asked, reply.result, findings);
      else if (asked.type === 'claim') claimed(operation, reply.result, findings);
    }
  }
  return findings.result();
}

/** A group without records is claimed; one that is not shows why. */
function claimed(
  operation: ClientOperation,
  { txn, status }: CommandResult,
  findings: Findings,
): void {
  const [first] = txn?.results ?? [];
  const found = (txn?.results ?? []).some((one) => one.kind === 'get' && one.record !== null);
  findings.expect(
    txn !== null && (txn.succeeded ? first?.kind === 'put' && first.version === 1 : found),
    () =>
      `${nameOf(operation)} ended ${status}, succeeded ${txn?.succeeded}, with ${JSON.stringify(first)}`,
  );
}

function transferred(
  operation: ClientOperation,
  asked: Extract<Asked, { type: 'transfer' }>,
  result: CommandResult,
  findings: Findings,
): void {
  if (asked.overdraw) {
    findings.expect(
      result.status === 'out_of_range' && result.txn?.refusedIndex === 1,
      () =>
        `${nameOf(operation)} overdraws and ended ${result.status} at operation ${result.txn?.refusedIndex}`,
    );
    return;
  }
  findings.expect(
    result.status === 'ok',
    () => `${nameOf(operation)} was within the credit and ended ${result.status}`,
  );
  const accounts = audited(operation, asked.bank, result, 2, findings);
  for (const [i, account] of [asked.to, asked.from].entries()) {
    const record = accounts.find(({ key }) => fromUtf8(key) === accountKey(asked.bank, account));
    const own = result.txn?.results[i];
    findings.expect(
      own?.kind === 'increment' &&
        record?.modRevision === result.revision &&
        fromUtf8(record.value) === `${own.value}`,
      () =>
        `${nameOf(operation)} at revision ${result.revision} left ${JSON.stringify(own)} in account ${account}, which reads ${record && fromUtf8(record.value)} of revision ${record?.modRevision}`,
    );
  }
}

/** The accounts that a transaction read, from its result number `from` on. */
function audited(
  operation: ClientOperation,
  bank: string,
  { txn }: CommandResult,
  from: number,
  findings: Findings,
): RecordView[] {
  const gets = (txn?.results ?? []).slice(from);
  const records = gets.flatMap((one) => (one.kind === 'get' && one.record ? [one.record] : []));
  findings.expect(
    gets.length === accountsOf(bank).length,
    () => `${nameOf(operation)} read ${gets.length} accounts`,
  );
  balanced(operation, bank, records, findings);
  return records;
}

function balanced(
  operation: ClientOperation,
  bank: string,
  records: readonly RecordView[],
  findings: Findings,
): void {
  const accounts = accountsOf(bank);
  const balances = records
    .filter(({ key }) => accounts.includes(fromUtf8(key)))
    .map(({ value }) => Number(fromUtf8(value)));
  const sum = balances.reduce((total, balance) => total + balance, 0);
  findings.expect(
    sum === 0,
    () => `${nameOf(operation)} sees ${balances.join(', ')} in ${bank}, which is ${sum} and not 0`,
  );
}

/** Of the accounts on a page. */
function banksOf(records: readonly RecordView[]): Set<string> {
  const names = records.map(({ key }) => fromUtf8(key)).filter((key) => key.startsWith('b'));
  return new Set(names.map((key) => key.slice(0, key.indexOf('/') + 1)));
}
