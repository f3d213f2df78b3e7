/**
 * The keys of a run. What shares a pair of braces shares a partition (R26). The first letter tells what a key is used
 * for, and so how it is judged.
 */

/** A plain value. Its epoch moves on with time, so that no key gathers more than a search can follow. */
export function registerKey(slot: number, epoch: number): string {
  return `r${slot}.${epoch}`;
}

/** One of a group that can be scanned. */
export function recordKey(group: number, record: number): string {
  return `${recordPrefix(group)}${record}`;
}

export function recordPrefix(group: number): string {
  return `k{${group}}/`;
}

/** What is appended where a record of the group would have been written: in the same partition. */
export function logPrefix(recordName: string): string {
  return `a${recordName.slice(1).replace(/[^/]*$/, '')}`;
}

export const recordsPerGroup = 9;

/** All that a client may ever put below a prefix of records. */
export function recordsOf(prefix: string): string[] {
  return Array.from({ length: recordsPerGroup }, (_, record) => `${prefix}${record + 1}`);
}

export function counterKey(counter: number): string {
  return `c${counter}`;
}

export const accountsPerBank = 3;
/** No account may owe more. */
export const creditLimit = 2 ** 50;

export function bankName(bank: number): string {
  return `b{${bank}}/`;
}

export function accountKey(bank: string, account: number): string {
  return `${bank}${account}`;
}

export function accountsOf(bank: string): string[] {
  return Array.from({ length: accountsPerBank }, (_, account) => accountKey(bank, account));
}

export function lockName(lock: number): string {
  return `l{${lock}}/`;
}

/** Held by whoever put it there; the revision of that put is the fencing token. */
export function ownerKey(lock: string): string {
  return `${lock}owner`;
}

/** The highest token that the resource has seen. */
export function tokenKey(lock: string): string {
  return `${lock}token`;
}

/** What the lock guards. */
export function resourceKey(lock: string): string {
  return `${lock}resource`;
}

/** Tokens compare as bytes, so all are of one length. */
export function tokenText(token: number): string {
  return `${token}`.padStart(16, '0');
}

export function isRegister(key: string): boolean {
  return key.startsWith('r');
}

export function isRecord(key: string): boolean {
  return key.startsWith('k');
}
