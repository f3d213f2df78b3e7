import type { FileClass } from '../disk/bit-flips.ts';
import type { FaultyDisk } from '../disk/faulty-disk.ts';
import type { Random } from '../random.ts';

/** What nemeses can see and do: a real cluster, or in tests a model of one. */
export interface Arena {
  readonly nodes: readonly string[];
  /** Leads a partition that clients use right now; null when nobody is known to. */
  leader(): Promise<string | null>;

  /** Bytes from one node to another vanish. */
  cut(from: string, to: string): void;
  healAll(): void;
  /** Bytes that vanished so far on that link. */
  droppedBytes(from: string, to: string): number;

  kill(node: string): Promise<void>;
  restart(node: string): Promise<void>;
  /** Null when no process runs. */
  pid(node: string): number | null;
  /** Whether a process with that number exists. */
  exists(pid: number): boolean;

  /** Returns when the process is seen stopped. */
  pause(node: string): Promise<void>;
  resume(node: string): Promise<void>;
  /** Whether the system shows the process as stopped now. */
  isStopped(node: string): boolean;
  /** How often the node found that it had stood still for longer than a heartbeat; null when it does not say. */
  stalls(node: string): Promise<number | null>;

  /** What lies below the node. Throws in a run without faults of disks. */
  disk(node: string): ArenaDisk;
  /** Of the node, as it last saw it; null when it does not say. */
  freeBytes(node: string): Promise<number | null>;
  /** A bit of a file of that class changes, until {@link ArenaBit.putBack}. Only in a node that does not run. */
  flipBit(node: string, fileClass: FileClass, random: Random): ArenaBit | null;
  /** From now on it is no surprise when the process of this node ends, until it is started again. */
  expectEnd(node: string): void;
  /** How the process ended by itself; null when it has not within a fair time. */
  untilEnded(node: string): Promise<NodeEnd | null>;
  /** Starts a node that is to refuse; what it said, or null when it did start. */
  refusal(node: string): Promise<string | null>;
  /** How many replicas of the node have lost their state since it started, once it is ready again; null until then. */
  rebuilt(node: string): Promise<number | null>;
}

export type ArenaDisk = Pick<
  FaultyDisk,
  'counts' | 'hold' | 'slow' | 'failSync' | 'limitSpace' | 'heal' | 'losePower'
>;

export interface ArenaBit {
  /** File, byte and bit. */
  readonly place: string;
  putBack(): void;
}

export interface NodeEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly lastLine: string;
}

export interface Proof {
  readonly held: boolean;
  readonly detail: string;
}

/** A fault that is in force. */
export interface Fault {
  /** Shape and victims, like `isolate-leader n2 | n1 n3`. */
  readonly name: string;
  readonly nodes: readonly string[];
  /** Undoes it, returns when it is undone, and proves that it did something (R43). */
  end(): Promise<Proof>;
}

export interface Shape {
  readonly name: string;
  /** No partition can be written while it lasts. */
  readonly stopsAll: boolean;
  /** It shows nothing before that; milliseconds. */
  readonly leastMs?: number;
  begin(arena: Arena, random: Random): Promise<Fault>;
}

export interface Nemesis {
  readonly kind: string;
  /** What its end is called in the history: `heal`, `restart`, `resume`. */
  readonly undo: string;
  /** It needs the shim of `disk/` below every node. */
  readonly needsDisk: boolean;
  /** What it asks of every node of the run, on the command line. */
  readonly flags?: readonly string[];
  readonly shapes: readonly Shape[];
}

/** A majority of the nodes, chosen at random, and the others. */
export function splitByMajority(
  nodes: readonly string[],
  random: Random,
): { majority: string[]; minority: string[] } {
  const order = random.shuffle(nodes);
  const size = Math.floor(nodes.length / 2) + 1;
  return { majority: order.slice(0, size), minority: order.slice(size) };
}

/** The leader if one is known, else anybody. */
export async function leaderOrAny(arena: Arena, random: Random): Promise<string> {
  return (await arena.leader()) ?? random.pick(arena.nodes);
}

/** A node, and what the fault is to be called: one that may have missed the leader must not bear its name. */
export interface Victim {
  readonly who: 'leader' | 'one';
  readonly node: string;
}

export async function leaderOrOne(arena: Arena, random: Random): Promise<Victim> {
  const leader = await arena.leader();
  return leader === null
    ? { who: 'one', node: random.pick(arena.nodes) }
    : { who: 'leader', node: leader };
}

/** Whether a shape strikes exactly the leader. */
export function isLeaderShape(name: string): boolean {
  return name === 'leader' || name === 'isolate-leader';
}

/** Whether a fault, by its name, struck a node that was known to lead. */
export function isLeaderFault(name: string): boolean {
  const [shape = '', victim] = name.split(' ');
  return isLeaderShape(shape) && victim !== undefined;
}
