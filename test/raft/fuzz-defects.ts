import {
  type Input,
  type Message,
  messageType,
  type Output,
  type RaftGroup,
} from '../../src/raft/index.ts';
import { isWellFormedMessage } from '../../src/raft/messages.ts';
import type { beginnings } from './fuzz-run.ts';

/*
 * Defects planted around a replica, in the seam between it and its host: each is one that stores of this kind have had.
 * They show that the watch sees what it is there to see.
 */
interface Seam {
  /** What reaches the replica instead of an input; more than one if it is to hear something that was not said. */
  readonly step?: (input: Input, group: RaftGroup) => Input[];
  /** What the host gets instead of an output. */
  readonly take?: (output: Output, group: RaftGroup) => Output;
}

function planted(seam: Seam): (group: RaftGroup) => RaftGroup {
  return (group) =>
    new Proxy(group, {
      get(target, key) {
        if (key === 'step' && seam.step !== undefined) {
          const { step } = seam;
          return (input: Input) => {
            for (const heard of step(input, target)) target.step(heard);
          };
        }
        if (key === 'take' && seam.take !== undefined) {
          const { take } = seam;
          return () => take(target.take(), target);
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
}

function rewriting(rewrite: (m: Message, group: RaftGroup) => Message): Seam {
  return {
    step: (input, group) =>
      input.type === 'message' ? [{ ...input, message: rewrite(input.message, group) }] : [input],
  };
}

/** Answers that it promises, and keeps nothing of it. */
function forgetful(): Seam {
  const asked = new Set<string>();
  const keyOf = (m: Message): string => `${m.term} ${m.context}`;
  const hiding = rewriting((m) => {
    if (m.type === messageType.heartbeat && m.promise) asked.add(keyOf(m));
    return { ...m, promise: false };
  });
  const promise = (m: Message): Message =>
    m.type === messageType.heartbeatReply && asked.delete(keyOf(m)) ? { ...m, promise: true } : m;
  return { ...hiding, take: (output) => ({ ...output, send: output.send.map(promise) }) };
}

function isAppend(input: Input, group: RaftGroup): input is Input & { type: 'message' } {
  if (input.type !== 'message' || !isWellFormedMessage(input.message)) return false;
  const { type, from, to } = input.message;
  return type === messageType.append && to === group.id && from !== to;
}

/** The defect, and what the watch says of it. */
export const defects: Readonly<
  Record<
    string,
    {
      readonly plant: (group: RaftGroup) => RaftGroup;
      /** The beginning from which it shows soonest. */
      readonly at: keyof typeof beginnings;
      readonly says: RegExp;
    }
  >
> = {
  'votes for everybody who asks (pitfall 3)': {
    plant: planted({
      take: (output) => {
        const send = output.send.map((m) =>
          m.type === messageType.voteReply ? { ...m, reject: false } : m,
        );
        return { ...output, send };
      },
    }),
    at: 'follower',
    says: /two votes|promised before it was durable/,
  },
  'acknowledges before the disk has it (pitfall 3)': {
    plant: planted({
      take: (output) => ({
        ...output,
        send: [...output.send, ...output.after.map(({ message }) => message)],
        after: [],
      }),
    }),
    at: 'follower',
    says: /promised before it was durable/,
  },
  'takes the leader’s commit index without the check (pitfall 22)': {
    plant: planted({
      step: (input, group) => {
        if (!isAppend(input, group)) return [input];
        const { message } = input;
        const commit = Math.min(message.commit, group.status().lastIndex);
        return [
          input,
          { type: 'message', message: { ...message, type: messageType.heartbeat, commit } },
        ];
      },
    }),
    at: 'follower with a log',
    says: /committed more than it was told/,
  },
  'counts the votes of strangers (pitfall 16)': {
    plant: planted(
      rewriting((m, group) => {
        const isStranger = m.type === messageType.voteReply && ![1, 2, 3].includes(m.from);
        return isStranger ? { ...m, from: 2, to: group.id, term: group.term } : m;
      }),
    ),
    at: 'candidate',
    says: /a leader without votes|changed something/,
  },
  'counts acknowledgements of another term': {
    plant: planted(
      rewriting((m, group) => {
        const isAck = m.type === messageType.appendReply && isWellFormedMessage(m);
        return isAck ? { ...m, term: group.term } : m;
      }),
    ),
    at: 'leader',
    says: /committed without a majority/,
  },
  'listens to messages for others': {
    plant: planted(rewriting((m, group) => ({ ...m, to: group.id }))),
    at: 'follower',
    says: /a message that is none changed something/,
  },
  'applies what it has applied': {
    plant: planted({
      take: (output) => ({ ...output, apply: [...output.apply, ...output.apply] }),
    }),
    at: 'follower with a log',
    says: /applied out of order/,
  },
  'answers a request twice (R10)': {
    plant: planted({
      take: (output) => ({ ...output, dropped: [...output.dropped, ...output.dropped] }),
    }),
    at: 'leader',
    says: /answered twice/,
  },
  'forgets what it promised (pitfall 68)': {
    plant: (group) => planted(forgetful())(group),
    at: 'follower with a lease',
    says: /broke a promise/,
  },
  throws: {
    plant: planted({
      step: (input) => {
        if (input.type === 'message' && input.message.entries.length === 3)
          throw new Error('thrown');
        return [input];
      },
    }),
    at: 'follower',
    says: /thrown/,
  },
};
