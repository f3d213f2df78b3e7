export { birthConf, decodeConf, encodeConf } from './conf.ts';
export { createGroup } from './group.ts';
export { quorumValue, voteResult } from './quorum.ts';
export type { ProgressStatus, Status } from './status.ts';
export {
  type BootState,
  type ConfState,
  type ConfStep,
  type Contact,
  type Dropped,
  type DropReason,
  type Entry,
  type EntryKind,
  entryKind,
  type FetchRequest,
  type HardState,
  type Index,
  type Input,
  type Message,
  type MessageType,
  messageType,
  type Output,
  type RaftConfig,
  type RaftGroup,
  type ReplicaId,
  type Role,
  type SnapshotMeta,
  type SoftState,
  type Term,
  type TermRun,
  type Write,
} from './types.ts';
