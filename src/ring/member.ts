/** A node as the ring sees it. */
export interface Member {
  /** Allocated by the meta group, never reused. */
  readonly id: number;
  readonly name: string;
  /** Replicas of a partition go to distinct zones; an empty string makes the node a zone of its own (R12). */
  readonly zone: string;
  /** Capacity relative to the others; 0 takes every replica away (a node that is being drained). */
  readonly weight: number;
}

/** What a member's zone is called when zones are compared; the prefix keeps a zone apart from a node's number. */
export function zoneOf(member: Member): string {
  return member.zone === '' ? `node ${member.id}` : `zone ${member.zone}`;
}

/** Members that may hold replicas, in order of id, so that no result depends on the order of the list. */
export function eligible(members: readonly Member[]): readonly Member[] {
  return members.filter((member) => member.weight > 0).sort((a, b) => a.id - b.id);
}
