import type { DiskOperation } from '../../src/storage/memory-disk.ts';

/** A node by its member id, or whoever leads a group when the fault strikes; where nobody does, nothing happens. */
export type Target = { readonly node: number } | { readonly leaderOf: number };

/** From one node to another, one way. */
export type Link = readonly [from: number, to: number];

interface Struck {
  /** Milliseconds since the clients began. */
  readonly at: number;
}

interface Lasting extends Struck {
  readonly lastsMs: number;
}

/**
 * Drop: frames are lost. Clog: they wait, and come in their order once the window ends. Refuse: they are lost, and whoever
 * connects anew is refused, as by a firewall that rejects or a process that can accept no more: the node seems to be
 * gone, and it may be the leader.
 */
export type CutHow = 'drop' | 'clog' | 'refuse';

interface Cut extends Lasting {
  readonly how: CutHow;
  /** Both ends hear that the stream broke; else they notice by silence. */
  readonly loud: boolean;
  /** On and off, each for so long; 0 for on all the time. */
  readonly flapMs: number;
}

export type NetworkFault =
  | (Cut & {
      readonly kind: 'isolate';
      readonly target: Target;
      readonly way: 'both' | 'in' | 'out';
    })
  /** Nodes that share no side do not reach each other. Sides may overlap: two make a bridge, pairs make a ring. */
  | (Cut & { readonly kind: 'split'; readonly sides: readonly (readonly number[])[] })
  | (Cut & { readonly kind: 'cutLinks'; readonly links: readonly Link[] })
  | (Lasting & {
      readonly kind: 'noise';
      /** Empty for all of them. */
      readonly links: readonly Link[];
      readonly lossPerMille: number;
      readonly duplicatePerMille: number;
      readonly reorderPerMille: number;
      readonly delayMs: number;
      readonly salt: number;
    })
  | (Lasting & {
      readonly kind: 'dropType';
      readonly links: readonly Link[];
      readonly what: DroppedType;
    })
  /** Streams break and are opened anew: what was under way is lost, and both ends hear of it. */
  | (Struck & { readonly kind: 'breakStreams'; readonly links: readonly Link[] })
  /** Every pull of a snapshot that begins within the window ends after so many chunks. */
  | (Lasting & {
      readonly kind: 'cutPulls';
      readonly afterChunks: number;
      readonly how: 'fails' | 'silence';
    });

/** One type of Raft message, or a part of the frames between two nodes. */
export type DroppedType =
  | 'preVote'
  | 'preVoteReply'
  | 'vote'
  | 'voteReply'
  | 'append'
  | 'appendReply'
  | 'heartbeat'
  | 'heartbeatReply'
  | 'snapshot'
  | 'timeoutNow'
  | 'nodeHeartbeat'
  | 'nodeHeartbeatAck';

/** Which changes that were not synced a power loss leaves: each sector and each file name by itself. */
export type Kept = 'all' | 'none' | 'some';

export type ProcessFault =
  /** kill -9: what was written is still in the page cache. */
  | (Struck & {
      readonly kind: 'kill';
      readonly targets: readonly Target[];
      readonly downMs: number;
    })
  | (Struck & {
      readonly kind: 'powerLoss';
      readonly targets: readonly Target[];
      readonly kept: Kept;
      readonly downMs: number;
      readonly salt: number;
    })
  /** The machine stops within the nth changing operation of its disk from now on. */
  | (Struck & {
      readonly kind: 'crashAt';
      readonly target: Target;
      readonly operations: number;
      readonly kept: Kept;
      readonly downMs: number;
      readonly salt: number;
    })
  /** SIGSTOP, and SIGCONT at the end: the clocks run on. */
  | (Lasting & { readonly kind: 'pause'; readonly targets: readonly Target[] });

export type DiskFault =
  | RowRot
  | StateAlarm
  /** The nth such operation fails, and the process must end (R16); a supervisor starts it again. */
  | (Struck & {
      readonly kind: 'diskError';
      readonly target: Target;
      readonly operation: DiskOperation;
      readonly nth: number;
      readonly downMs: number;
    })
  /** The next batch of the database fails; it may have reached the disk all the same. */
  | (Struck & {
      readonly kind: 'engineError';
      readonly target: Target;
      readonly reached: boolean;
      readonly downMs: number;
    })
  /** LevelDB has no space, and does not find any before it was reopened (R23). `told`: the file system says so, too. */
  | (Lasting & {
      readonly kind: 'fullDatabase';
      readonly target: Target;
      readonly told: boolean;
    })
  | (Lasting & {
      readonly kind: 'slowDisk';
      readonly target: Target;
      readonly what: 'log' | 'database' | 'both';
      readonly extraMs: number;
    })
  /** Nothing completes. At the end the device goes on, or the process is killed, or power is lost. */
  | (Lasting & {
      readonly kind: 'hangDisk';
      readonly target: Target;
      readonly what: 'log' | 'database' | 'both';
      readonly end: 'release' | 'kill' | 'powerLoss';
      readonly downMs: number;
      readonly salt: number;
    })
  /**
   * A bit flips in what the log proves to have been durable, while the node is down. Its start must refuse the log and
   * change nothing; then an operator puts the good copy back.
   */
  | (Struck & {
      readonly kind: 'bitRot';
      readonly target: Target;
      readonly downMs: number;
      readonly salt: number;
    })
  /**
   * The same, but no good copy is left: the node starts in suspect mode, and what lies behind the damage is lost. `part`:
   * where it is; `vote` from the newest term on.
   */
  | (Struck & {
      readonly kind: 'logLoss';
      readonly target: Target;
      readonly part: 'any' | 'end' | 'vote';
      readonly downMs: number;
      readonly salt: number;
    });

/**
 * A bit flips in a row of the database, while the node runs. Whatever meets it first must see it, and the replica is
 * rebuilt from its leader. Of one node only in a run: who is being rebuilt campaigns for nobody (R24).
 */
type RowRot = Struck & {
  readonly kind: 'rowRot';
  readonly node: number;
  readonly salt: number;
};

/**
 * All replicas of a group that run are taken for damaged, though nothing is wrong with them; `downMs`: how long a node is down
 * whose owner restores what was set aside of it.
 */
export type StateAlarm = Struck & {
  readonly kind: 'stateAlarm';
  readonly group: number;
  readonly downMs: number;
};

export type ClockFault =
  | (Struck & { readonly kind: 'wallJump'; readonly target: Target; readonly byMs: number })
  /** Both clocks of the node run faster by so many millionths, on top of what they always do. */
  | (Lasting & { readonly kind: 'drift'; readonly target: Target; readonly ppm: number });

/** What operators and the rebalancer do, on top of what the nodes do by themselves. */
export type AdminFault =
  | (Struck & { readonly kind: 'moveLeader'; readonly group: number; readonly to: number })
  /** The topology gives a member a replica of its own in a group; it knows nobody until the leader tells it. */
  | (Struck & { readonly kind: 'grantReplica'; readonly group: number; readonly member: number })
  /** Several voters at once go through a joint configuration. What names a member without a replica is left out. */
  | (Struck & {
      readonly kind: 'changeMembers';
      readonly group: number;
      readonly steps: readonly MemberStep[];
      /** Planned on a configuration that is long gone: it must be refused (R9). */
      readonly stale: boolean;
    });

export interface MemberStep {
  readonly member: number;
  readonly becomes: 'voter' | 'learner';
}

export type FaultEvent = NetworkFault | ProcessFault | DiskFault | ClockFault | AdminFault;
