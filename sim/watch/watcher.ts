import type {
  BootState,
  Input,
  Message,
  Output,
  RaftConfig,
  RaftGroup,
  Status,
} from '../../src/raft/index.ts';

/** One replica in one process life, with its state after the last step. */
export interface Replica {
  readonly node: number;
  readonly group: number;
  readonly id: number;
  /** Of the process. */
  readonly epoch: number;
  /** Its log was cut off at damage at the start of this process. */
  readonly lostLog: boolean;
  readonly config: RaftConfig;
  readonly raft: RaftGroup;
  status: Status;
  /** Of its last tick. */
  now: number;
  /** What the machine's monotonic clock shows at this moment, also when the process stands still. */
  clock(): number;
}

/** What changed a replica: an input, or that its output was taken. */
export type Cause = Input | { readonly type: 'take' };

/**
 * Looks at everything that goes into and comes out of the cores. A watcher knows nothing of their insides, so it can
 * be wrong in no way in which they are.
 */
export interface Watcher {
  /** A replica begins a life with what was found on its disk. */
  booted?(replica: Replica, boot: BootState): void;
  /** Before a step, but not before a tick: those who want the time find it in the replica. */
  stepping?(replica: Replica, input: Input): void;
  /**
   * After a step, or after an output on the way to which something changed; `was` is the status before it. Not after a
   * tick that gave the core nothing to do.
   */
  stepped?(replica: Replica, input: Cause, was: Status): void;
  taken?(replica: Replica, output: Output): void;
  /** The log says that all writes up to this one are durable. */
  durable?(replica: Replica, seq: number): void;
  /** A message leaves the node of this replica. */
  sent?(replica: Replica, message: Message): void;
  /** A process is gone, with all its replicas. */
  died?(node: number): void;
}

/** A property that did not hold, by the name of the checker that saw it. */
export class ViolationError extends Error {
  override readonly name = 'ViolationError';
  readonly checker: string;

  constructor(checker: string, message: string) {
    super(message);
    this.checker = checker;
  }
}

/** Where a replica stands, for messages. */
export function nameOf({ node, group, id, status }: Replica): string {
  return `n${node} group ${group} replica ${id} (${status.role}, term ${status.term})`;
}

/** A request for an index to read at, however it is to be had. */
export function isRead(
  input: Input,
): input is Extract<Input, { type: 'read' | 'leaseRead' | 'followerRead' }> {
  return input.type === 'read' || input.type === 'leaseRead' || input.type === 'followerRead';
}
