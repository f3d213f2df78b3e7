import { expect, it } from 'vitest';
import { Trace } from '../../sim/run/trace.ts';
import { Watch } from '../../sim/watch/watch.ts';
import { WatchedGroup } from '../../sim/watch/watched-group.ts';
import type { Watcher } from '../../sim/watch/watcher.ts';
import { VirtualTime } from '../../sim/world/time.ts';
import { encodeConf } from '../../src/raft/conf.ts';
import { birthConf, type ConfState, entryKind } from '../../src/raft/index.ts';
import { CONFIG } from '../raft/cluster.ts';
import { appendReply, preVoteReply, voteReply } from '../raft/messages.ts';

/** 2 and 3 are about to become learners: until that is left, both 1 alone and two of the three decide. */
const joint: ConfState = {
  ...birthConf([1]),
  index: 1,
  outgoing: [1, 2, 3],
  learnersNext: [2, 3],
  autoLeave: true,
};

it('a watcher sees the commit that a leader reaches by leaving a joint configuration', () => {
  const seen: { readonly commit: number; readonly applies: number }[] = [];
  const watcher: Watcher = {
    taken: ({ status }, { apply }) => {
      if (apply.length > 0) seen.push({ commit: status.commit, applies: apply.length });
    },
  };
  const watch = new Watch([watcher], new Trace(new VirtualTime(), false), true);
  const entry = { index: 1, term: 1, kind: entryKind.conf, data: encodeConf(joint) };
  const group = new WatchedGroup(
    watch,
    { node: 1, epoch: 1, lostLog: false, group: 1, clock: () => 0 },
    { ...CONFIG, id: 1, seed: 1, now: 0 },
    {
      hardState: { term: 1, vote: 0, commit: 0 },
      boundary: { index: 0, term: 0, conf: birthConf([1, 2, 3]) },
      runs: [{ first: 1, term: 1 }],
      lastIndex: 1,
      confs: [entry],
      tail: [entry],
      applied: 0,
    },
  );
  const settle = (): void => {
    while (group.dirty()) {
      const { write } = group.take();
      if (write !== null) group.step({ type: 'persisted', seq: write.seq });
    }
  };
  group.step({ type: 'campaign' });
  group.step({ type: 'message', message: preVoteReply(2, 1, 2) });
  settle();
  group.step({ type: 'message', message: voteReply(2, 1, 2) });
  group.step({ type: 'propose', id: 1, data: [new Uint8Array(1)], term: 0 });
  settle();
  // The configuration and the no-op are committed by both halves, the proposal only once there is one half.
  group.step({ type: 'message', message: appendReply(2, 1, 2, { index: 2 }) });
  expect(group.status().commit).toBe(2);
  group.take();
  expect(seen).toEqual([{ commit: 3, applies: 3 }]);
});
