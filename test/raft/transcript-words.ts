import {
  type ConfState,
  type Dropped,
  decodeConf,
  type Entry,
  entryKind,
  type Message,
  type MessageType,
  messageType,
  type Role,
  type SnapshotMeta,
  type SoftState,
  type Write,
} from '../../src/raft/index.ts';

/*
 * How a transcript words things. An entry is named by its place, index@term: two logs that have an entry of the same
 * place agree up to there. Fields that do not mean anything in a message are left out.
 */

export function place(at: { readonly index: number; readonly term: number }): string {
  return `${at.index}@${at.term}`;
}

export function entryWords(entry: Entry): string {
  return `${place(entry)} ${contentWords(entry)}`;
}

export function contentWords({ kind, data }: Entry): string {
  if (kind === entryKind.noop) return 'noop';
  if (kind === entryKind.command) return `"${new TextDecoder().decode(data)}"`;
  const conf = decodeConf(data);
  return conf === null ? 'conf unreadable' : `conf ${confWords(conf)}`;
}

/** Names a few entries one by one, and of many only the ends. */
export function entriesWords(entries: readonly Entry[]): string {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return 'nothing';
  if (entries.length <= 3) return entries.map(entryWords).join(', ');
  return `${place(first)} to ${place(last)} (${entries.length} entries)`;
}

export function confWords(conf: ConfState): string {
  const halves = [conf.voters, conf.outgoing].filter((ids) => ids.length > 0);
  const words = [`voters ${halves.map((ids) => ids.join(' ')).join(' and ')}`];
  if (conf.learners.length > 0) words.push(`learners ${conf.learners.join(' ')}`);
  if (conf.learnersNext.length > 0) words.push(`learners next ${conf.learnersNext.join(' ')}`);
  return words.join(', ');
}

export function snapshotWords(meta: SnapshotMeta): string {
  return `snapshot ${place(meta)}`;
}

export function typeName(type: MessageType): string {
  return Object.entries(messageType).find(([, value]) => value === type)?.[0] ?? `type ${type}`;
}

export function messageWords(m: Message): string {
  const words = CONTENT[m.type](m).filter((word) => word !== '');
  return `${m.from}>${m.to} ${typeName(m.type)} ${[`term ${m.term}`, ...words].join(', ')}`;
}

const CONTENT: Readonly<Record<MessageType, (m: Message) => string[]>> = {
  [messageType.preVote]: voteRequest,
  [messageType.preVoteReply]: voteAnswer,
  [messageType.vote]: voteRequest,
  [messageType.voteReply]: voteAnswer,
  [messageType.append]: (m) => [
    `after ${m.index}@${m.logTerm}: ${entriesWords(m.entries)}`,
    `commit ${m.commit}`,
  ],
  [messageType.appendReply]: (m) =>
    m.reject
      ? [`refuses what follows ${m.index}`, `try after ${m.hint}@${m.logTerm}`]
      : [`has all to ${m.index}`, `commit ${m.commit}`],
  [messageType.heartbeat]: (m) => [...beatWords(m), m.promise ? 'asks for a promise' : ''],
  [messageType.heartbeatReply]: (m) => [...beatWords(m), m.promise ? 'promises' : ''],
  [messageType.snapshot]: (m) => [
    m.snapshot === null ? '' : `${snapshotWords(m.snapshot)} of ${confWords(m.snapshot.conf)}`,
    `commit ${m.commit}`,
  ],
  [messageType.timeoutNow]: (m) => [`log to ${m.index}@${m.logTerm}`, `counter ${m.context}`],
  [messageType.readIndex]: (m) => [`question ${m.context} of epoch ${m.hint}`],
  [messageType.readIndexReply]: (m) => [
    `question ${m.context} of epoch ${m.hint}`,
    m.reject ? 'refused' : `read at ${m.index}`,
  ],
  [messageType.termAsk]: (m) => [`question ${m.context} of epoch ${m.hint}`],
  [messageType.termReply]: (m) => [`question ${m.context} of epoch ${m.hint}`],
};

function beatWords(m: Message): string[] {
  return [`commit ${m.commit}`, unless0('counter', m.context)];
}

function voteRequest(m: Message): string[] {
  return [
    `log to ${m.index}@${m.logTerm}`,
    m.commit === 0 ? '' : `commit ${m.commit}@${m.commitTerm}`,
    unless0('priority', m.hint),
    m.force ? `ordered by counter ${m.context}` : '',
  ];
}

function voteAnswer(m: Message): string[] {
  const commit = m.commit === 0 ? '' : `commit ${m.commit}@${m.commitTerm}`;
  return [m.reject ? 'refused' : 'granted', commit];
}

function unless0(name: string, value: number): string {
  return value === 0 ? '' : `${name} ${value}`;
}

/** What a write brings that the write before it did not. */
export function writeWords(write: Write, before: Write['hardState']): string {
  const { hardState } = write;
  const changed = (['term', 'vote', 'commit'] as const)
    .filter((field) => hardState !== null && hardState[field] !== (before?.[field] ?? 0))
    .map((field) => `${field} ${hardState?.[field]}`);
  const words = [...changed];
  if (write.snapshot !== null) words.push(`log reset to ${snapshotWords(write.snapshot)}`);
  if (write.entries.length > 0) words.push(entriesWords(write.entries));
  return words.join(', ');
}

export function softWords({ role, leader, term }: Omit<SoftState, 'conf' | 'suspect'>): string {
  return `${roleWords(role, leader)} in term ${term}`;
}

export function roleWords(role: Role, leader: number): string {
  if (role !== 'follower' && role !== 'learner') return role;
  return leader === 0 ? `${role} without a leader` : `${role} of ${leader}`;
}

export function droppedWords(dropped: Dropped, request: string): string {
  const executed = dropped.executed === 'no' ? 'not executed' : 'may still happen';
  const leader = dropped.leader === 0 ? '' : `, leader ${dropped.leader}`;
  return `drops ${request}: ${dropped.reason}, ${executed}${leader}`;
}
