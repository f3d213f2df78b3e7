import { fixesRouting } from '../ring/index.ts';
import { CrossPartitionError } from './errors.ts';
import { type Key, keyText, prefixBytes } from './keys.ts';

/** Keys without a common group lie in any partition, and no transaction sees two. */
export function groupPrefix(prefix: Key): Uint8Array {
  const bytes = prefixBytes(prefix);
  if (fixesRouting(bytes)) return bytes;
  throw new CrossPartitionError(
    `The keys with prefix "${keyText(bytes)}" lie in several partitions; put one {group} into them, as colocated() does`,
    null,
  );
}
