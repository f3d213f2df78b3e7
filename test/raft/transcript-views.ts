import type { Entry, Message } from '../../src/raft/index.ts';
import type { Replica } from './replica.ts';
import { contentWords, messageWords, place, roleWords } from './transcript-words.ts';

/** What a replica found on its disk when it started. */
export function startLine(replica: Replica): string {
  const { hardState } = replica.disk;
  const { lastIndex, commit, applied } = replica.up.status();
  const log = place({ index: lastIndex, term: Number(replica.up.termAt(lastIndex)) });
  const { term, vote } = hardState;
  return `${replica.id} starts with term ${term}, vote ${vote}, log to ${log}, commit ${commit}, applied ${applied}`;
}

export function statusLines(replica: Replica, withProgress: boolean): string[] {
  if (replica.group === null) return [`${replica.id} is down`];
  const status = replica.up.status();
  const log = place({
    index: status.lastIndex,
    term: Number(replica.up.termAt(status.lastIndex)),
  });
  const who = `${replica.id} is ${roleWords(status.role, status.leader)} in term ${status.term}`;
  const line = `${who}, log to ${log}, commit ${status.commit}, applied ${status.applied}`;
  const progress = status.progress.map(
    ({ replica: peer, state, match, next }) => `  ${peer} ${state}, match ${match}, next ${next}`,
  );
  return withProgress ? [line, ...progress] : [line];
}

export function logLines(replica: Replica): string[] {
  const { firstIndex, commit, applied, persistedIndex } = replica.up.status();
  const lines = firstIndex > 1 ? [`purged to ${place(replica.disk.boundary)}`] : [];
  for (const entry of entriesOf(replica)) {
    const { index } = entry;
    const marks = [
      index <= persistedIndex ? 'on disk' : 'in memory',
      index <= commit ? 'committed' : '',
      index <= applied ? 'applied' : '',
    ].filter((mark) => mark !== '');
    lines.push(`${place(entry)} ${contentWords(entry)}: ${marks.join(', ')}`);
  }
  return lines.length === 0 ? ['empty'] : lines;
}

export function underWayLines(network: readonly Message[]): string[] {
  return network.length === 0 ? ['nothing'] : network.map(messageWords);
}

/** The log as it will be once every open write is done. */
function entriesOf(replica: Replica): Entry[] {
  let entries = [...replica.disk.entries];
  for (const write of replica.writes) {
    const first = write.entries[0]?.index;
    if (write.snapshot !== null) entries = [];
    if (first !== undefined) entries = entries.filter(({ index }) => index < first);
    entries.push(...write.entries);
  }
  return entries;
}
