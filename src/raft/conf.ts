import { ByteReader, ByteWriter, MalformedBytesError } from '../util/bytes.ts';
import type { ConfState, ReplicaId } from './types.ts';

/**
 * Configurations and their encoding in the data of `conf` entries (version, index, four id lists, autoLeave).
 *
 *   simple   voters=(1 2 3)                      one majority decides
 *   joint    voters=(1 2 4) && outgoing=(1 2 3)  a majority of each decides
 *   learnersNext are voters of `outgoing` that become learners when the joint configuration is left (pitfall 58)
 */
const FORMAT = 2;

/** The configuration that a group is born with; no voters for a replica that waits to be told. */
export function birthConf(voters: readonly ReplicaId[]): ConfState {
  return { index: 0, voters, outgoing: [], learners: [], learnersNext: [], autoLeave: false };
}

/** Votes and counts in a majority: of either half while joint. */
export function isVoter(conf: ConfState, id: ReplicaId): boolean {
  return conf.voters.includes(id) || conf.outgoing.includes(id);
}

export function isJoint(conf: ConfState): boolean {
  return conf.outgoing.length > 0;
}

export function isMember(conf: ConfState, id: ReplicaId): boolean {
  return isVoter(conf, id) || conf.learners.includes(id);
}

/** Every replica the leader replicates to, itself included, ascending and each once. */
export function memberIds(conf: ConfState): ReplicaId[] {
  const ids = [...conf.voters, ...conf.outgoing, ...conf.learners].sort((a, b) => a - b);
  return ids.filter((id, i) => i === 0 || ids[i - 1] !== id);
}

export function encodeConf(conf: ConfState): Uint8Array {
  const writer = new ByteWriter(64).u8(FORMAT).varint(conf.index);
  for (const ids of [conf.voters, conf.outgoing, conf.learners, conf.learnersNext]) {
    writer.varint(ids.length);
    for (const id of ids) writer.varint(id);
  }
  return writer.u8(conf.autoLeave ? 1 : 0).finish();
}

/** Null for bytes that are no well-formed configuration: they may come from the network. */
export function decodeConf(data: Uint8Array): ConfState | null {
  try {
    const reader = new ByteReader(data);
    if (reader.u8() !== FORMAT) return null;
    const conf = {
      index: reader.varint(),
      voters: readIds(reader),
      outgoing: readIds(reader),
      learners: readIds(reader),
      learnersNext: readIds(reader),
      autoLeave: reader.u8() === 1,
    };
    return reader.remaining === 0 && isWellFormed(conf) ? conf : null;
  } catch (error) {
    if (error instanceof MalformedBytesError) return null;
    throw error;
  }
}

/** Some voter; lists ascending; nobody both voter and learner; demoted voters still in the outgoing half. */
export function isWellFormed(conf: ConfState): boolean {
  return (
    conf.voters.length > 0 &&
    [conf.voters, conf.outgoing, conf.learners, conf.learnersNext].every(isAscending) &&
    conf.learners.every((id) => !isVoter(conf, id)) &&
    conf.learnersNext.every((id) => conf.outgoing.includes(id) && !conf.voters.includes(id))
  );
}

function readIds(reader: ByteReader): ReplicaId[] {
  const count = reader.varint();
  // Each id takes a byte at least: a forged count must not allocate.
  if (count > reader.remaining) throw new MalformedBytesError(`${count} ids`);
  return Array.from({ length: count }, () => reader.varint());
}

function isAscending(ids: readonly ReplicaId[]): boolean {
  return ids.every((id, i) => Number.isSafeInteger(id) && id > (i === 0 ? 0 : (ids[i - 1] ?? 0)));
}
