import { type Entry, type Message, messageType, type ReplicaId } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';

/** Messages as a peer would send them, for tests that play one side by hand. */
type Fields = Partial<Message>;

export function append(from: ReplicaId, to: ReplicaId, term: number, fields: Fields = {}): Message {
  return message({ type: messageType.append, from, to, term }, fields);
}

export function appendReply(from: ReplicaId, to: ReplicaId, term: number, fields: Fields): Message {
  return message({ type: messageType.appendReply, from, to, term }, fields);
}

export function heartbeat(
  from: ReplicaId,
  to: ReplicaId,
  term: number,
  fields: Fields = {},
): Message {
  return message({ type: messageType.heartbeat, from, to, term }, fields);
}

export function vote(from: ReplicaId, to: ReplicaId, term: number, fields: Fields = {}): Message {
  return message({ type: messageType.vote, from, to, term }, fields);
}

export function voteReply(
  from: ReplicaId,
  to: ReplicaId,
  term: number,
  fields: Fields = {},
): Message {
  return message({ type: messageType.voteReply, from, to, term }, fields);
}

export function preVote(
  from: ReplicaId,
  to: ReplicaId,
  term: number,
  fields: Fields = {},
): Message {
  return message({ type: messageType.preVote, from, to, term }, fields);
}

export function preVoteReply(
  from: ReplicaId,
  to: ReplicaId,
  term: number,
  fields: Fields = {},
): Message {
  return message({ type: messageType.preVoteReply, from, to, term }, fields);
}

export function timeoutNow(from: ReplicaId, to: ReplicaId, term: number, fields: Fields): Message {
  return message({ type: messageType.timeoutNow, from, to, term }, fields);
}

function entry(index: number, term: number, text = ''): Entry {
  return { index, term, kind: 0, data: new TextEncoder().encode(text) };
}

/** Entries from `first` on, one for each term given. */
export function entries(first: number, ...terms: number[]): Entry[] {
  return terms.map((term, i) => entry(first + i, term, `${first + i}@${term}`));
}
