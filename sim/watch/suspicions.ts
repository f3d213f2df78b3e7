import { type Message, messageType, type Status } from '../../src/raft/index.ts';
import type { CommitLedger } from './commit-ledger.ts';
import type { DurableLogs } from './durable-log.ts';
import type { Promises } from './promises.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

/**
 * A replica that lost a part of its log votes for nobody, campaigns for nothing and promises nothing, and says with every
 * answer what it is. It is trusted again in a term in which its former lives have not voted yet, or later, and with all
 * that they had and that is committed.
 */
export class Suspicions implements Watcher {
  readonly #durable: DurableLogs;
  readonly #committed: CommitLedger;
  readonly #promises: Promises;

  constructor(durable: DurableLogs, committed: CommitLedger, promises: Promises) {
    this.#durable = durable;
    this.#committed = committed;
    this.#promises = promises;
  }

  sent(replica: Replica, { type, reject, promise, life }: Message): void {
    if (!replica.status.suspect) return;
    const { vote, preVote, voteReply, preVoteReply, appendReply, heartbeatReply } = messageType;
    const asks = type === vote || type === preVote;
    const grants = (type === voteReply || type === preVoteReply) && !reject;
    const answers = type === appendReply || type === heartbeatReply;
    if (!asks && !grants && !(answers && (life === 0 || promise))) return;
    throw new ViolationError(
      'suspects-promise-nothing',
      `${nameOf(replica)} is suspect and sends a message of type ${type}, life ${life}, promise ${promise}`,
    );
  }

  stepped(replica: Replica, _input: unknown, was: Status): void {
    if (!was.suspect || replica.status.suspect) return;
    const { group, id, status, raft } = replica;
    const voted = this.#promises.lastVoteOf(group, id);
    if (voted > status.term) {
      throw new ViolationError(
        'trusted-too-early',
        `${nameOf(replica)} is trusted again, and has voted in term ${voted}`,
      );
    }
    const { terms, knownIn, last } = this.#committed.of(group);
    for (const former of this.#durable.formerOf(group, id)) {
      for (let index = former.base; index <= Math.min(former.last, last); index++) {
        const term = terms[index] ?? 0;
        // Known to be committed in a later term: by others, who need not have counted this replica.
        if (term === 0 || former.termAt(index) !== term || (knownIn[index] ?? 0) > status.term) {
          continue;
        }
        const here = raft.termAt(index);
        if (here === term || here === 'compacted') continue;
        throw new ViolationError(
          'trusted-too-early',
          `${nameOf(replica)} is trusted again without ${index} of term ${term}, which it had: ${here}`,
        );
      }
    }
  }
}
