export type { Member } from './member.ts';
export { metaVoters } from './meta-voters.ts';
export { diff, type Move } from './moves.ts';
export { type Placement, type PlanOptions, plan, REPLICAS_MAX } from './placement.ts';
export { buildRing, type Ring, walk } from './ring.ts';
export {
  escapeKeyPart,
  fixesRouting,
  MalformedKeyPartError,
  PARTITIONS_MAX,
  partitionOf,
  partitionOfToken,
  routingPart,
  tokenOf,
  typedKey,
} from './routing.ts';
