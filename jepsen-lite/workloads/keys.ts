/**
 * Keys of the register workload. A few *slots* are in use at a time, each by a fixed group of processes from all
 * client processes; a slot moves to a fresh key after some 60 to 100 operations, because the search for a
 * linearization is exponential in what overlaps on one key, and long histories of one key only make it dearer.
 */
export const SLOTS = 4;

export function registerKey(prefix: string, slot: number, epoch: number): string {
  return `${prefix}r${slot}-${epoch}`;
}

/** Operations that one client process makes on a key before it asks for the next; an unknown outcome counts more. */
export const QUOTA = [20, 32] as const;
export const UNKNOWN_COUNTS = 8;
