import type { ringkv } from '#proto';
import type { Answer, Call } from './call.ts';
import type { NodeLink } from './node-link.ts';

/** What a link tells its owner. Calls are already taken off the link when they are handed over. */
export interface LinkEvents {
  answered(call: Call, answer: Answer): void;
  /** The link broke, or could not be made. `call.sent` tells whether the call had left. */
  lost(call: Call, link: NodeLink, reason: string, message: string): void;
  /** The link broke: whatever the node led, it leads no more as far as anybody can tell. */
  broken(link: NodeLink): void;
  /** Calls wait and the node is silent or stands still (silence.ts); they are handed over by `lost` afterwards. */
  silent(link: NodeLink): void;
  /** The topology by which calls are routed, for the message header. */
  topologyEpoch(): number;
  /** Of all calls, for the message header. */
  readonly priority: ringkv.v1.Priority;
}
