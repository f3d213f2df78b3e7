/**
 * Rare states that runs must reach, or they prove less than they seem to (testing.md §5). Each with what it means; a
 * run of many seeds prints how often each was hit.
 */
export const catalogue = {
  // Elections
  'vote split': 'several candidates of one term, and nobody won it',
  'pre-vote denied': 'a replica that would campaign is told to stay quiet',
  'vote denied': 'a candidate is refused, for its log or because of another vote',
  'longer log won': 'of two candidates in one term, the one with more of the log leads',
  'leader of an old term': 'votes came so late that others were in a higher term when it won',
  'two leaders at once': 'a new leader while an older one still takes itself for one',
  'own entries lost': 'a replica that has led removes entries of its own term',
  'deposed by a higher term': 'a leader hears of a later term',
  'check-quorum step-down': 'a leader gives up because it hears from no quorum',
  'disk-stall step-down': 'a leader gives up because its own write takes too long',
  'campaign on suspicion': 'a leader whose node refuses connections is not waited for',
  'campaign by order': 'a replica campaigns because the leader told it to',
  'order refused': 'a leader orders a campaign, and the target is not ready for it',
  'transfer done': 'the target of a transfer leads',
  'transfer timed out': 'it does not, and the leader serves again',
  'proposal refused during a transfer': 'the target could never catch up with it',
  'event loop stood still': 'a node notices that it was stopped, and restarts its timers',
  // The log
  'truncation of two or more': 'a follower removes several entries of another leader',
  'truncation of what was not durable': 'the entries removed were still on their way to the disk',
  'old append acknowledged': 'an append lies below the commit index already',
  'append refused': 'the entry before those of an append is missing or another',
  'commit by a vote message': 'a replica learns of a commit from a campaign',
  'older terms committed by an own entry':
    'a leader commits what former leaders appended, with its own (5.4.2)',
  'window full': 'a leader has entries for a follower and must wait for answers',
  'fetch from disk': 'a follower is so far behind that the leader reads its log',
  'fetch found the log purged': 'and that part of it is gone: a snapshot',
  'fetch came too late': 'the leader that asked leads no more',
  'too much uncommitted': 'proposals are refused until something commits',
  'log rewritten': 'old entries were copied to the end of the log, so that their segment could go',
  'outcome unknown': 'a proposal was appended, and the leadership lost',
  // Snapshots
  'snapshot pulled': 'a follower pulls one',
  'snapshot installed': 'and its state is replaced',
  'snapshot newer than offered': 'the state had moved on by the time it was opened',
  'snapshot pull failed': 'cut off, or the source went away',
  'snapshot resumed': 'its stream broke, and the next one goes on with the chunk that was due',
  'snapshot busy': 'as many as may be are being sent, and the follower asks again',
  'snapshot not needed': 'the offer came late, the log is further by now',
  'append during an install': 'refused in silence until the state is there',
  'campaign during an install': 'somebody asks for a vote meanwhile',
  'process died during an install':
    'some of the snapshot is there, or all of it but the log record',
  // Lost states
  'state lost': 'a damaged row was met: the replica is fenced (R24)',
  'state lost while leading': 'and the leadership ends with it',
  'state lost during an install': 'a snapshot that was under way replaces it',
  'state lost at a restart': 'what the database holds does not load, or lies below the log',
  'state rebuilt': 'a snapshot stands in its place',
  'state restored by its owner':
    'all replicas had lost theirs at once, and what was set aside is back',
  'append during a rebuild': 'the log goes on while the state is missing',
  // Reads
  'read before the first commit': 'a leader does not know yet what is committed',
  'read dropped': 'the leadership was lost before a quorum confirmed it',
  'read by lease': 'a leader answers without asking anybody',
  'lease not held': 'a read by lease has to ask a quorum after all',
  'read at a follower': 'the index came from the leader',
  'read at a follower timed out': 'question or answer was lost',
  'vote refused for a promise': 'a voter has promised a lease to another leader',
  // Membership
  'joint configuration': 'a leader changes several voters at once',
  'joint configuration left by another': 'a new leader finds itself inside and leaves it',
  'leader demoted': 'a leader is no voter any more, and resigns',
  'learner promoted': 'a learner becomes a voter',
  'learner leads nothing': 'a replica that is no voter hears a campaign and answers it',
  'configuration truncated': 'a configuration that was in force is taken back (R8)',
  'change refused as stale': 'it was planned on another configuration (R9)',
  'change refused as too early': 'no entry of the own term is committed yet (pitfall 50)',
  'snapshot with a changed configuration': 'members are learned from a snapshot',
  // Restarts
  'restart with an open tail': 'entries that may or may not be committed',
  'restart with applied above commit':
    'the state machine was flushed, the commit index was not written',
  'restart after a torn frame': 'the last write of the log was cut off',
  'restart carries frames over': 'frames that may not be durable are written anew',
  'restart finishes an install': 'the state machine is ahead of the log',
  'power loss of all': 'no node is left, and nothing but what was synced',
  'power loss with a write under way': 'some of its sectors are there, some are not',
  'stopped by its disk': 'a process ends because a device failed (R16)',
  // Logs cut off at damage
  'suspect at start': 'a replica starts on what is left of its log',
  'suspect over a restart': 'and dies before it is trusted again',
  'trusted again': 'it knows enough, and counts',
  'several suspects in a group': 'a minority of it',
  'suspect told of a higher term': 'than that of any leader it has heard of',
  'acknowledgements of a suspect forgotten': 'a leader hears that what it counted is gone',
  // State machine and clients
  'database reopened': 'it had run out of space, and nothing is lost by that (R23)',
  'overlay full': 'apply pauses until the database has caught up (R18)',
  'answer from the exactly-once table': 'a repeated write is not run again',
  'answer after failover': 'and its first try went to another node',
  'range deleted': 'a DeleteRange that found something (R32)',
  'prefix compared': 'a transaction whose prefix was as it compared it',
  'prefix compared in vain': 'one whose prefix was not',
  'keys expired': 'an EXPIRE entry removed some (R29)',
  'clock set while leading': 'the stamps of a leader must not follow',
} as const;

export type ProbeName = keyof typeof catalogue;
export const probeNames = Object.keys(catalogue) as ProbeName[];

/** Counts a hit. */
export type Hit = (name: ProbeName) => void;
