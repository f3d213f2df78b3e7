import type { OperationBody } from '../../src/server/host/operation.ts';
import type { Command, CommandBody, CommandResult } from '../../src/storage/index.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import { idempotencyLimits } from '../../src/util/limits.ts';
import { Random } from '../../src/util/random.ts';
import { Call, type CallContext, type CallEnding } from './call.ts';
import { commandOf } from './commands.ts';
import type { Answer, Asked, ClientOperation } from './history.ts';
import type { Identity } from './identity.ts';
import { accountKey, ownerKey } from './keys.ts';
import type { PlannedOperation } from './plan.ts';
import { readings } from './reading.ts';
import { Sequencer } from './sequencer.ts';
import { acceptedReason, asStored, isAccepted, isNamed, namedBodyOf } from './write-kinds.ts';

const resolveTimeoutMs = 6_000;
const repeatTimeoutMs = 4_000;
const processesPerClient = 1_000_000;

/** One operation as its client and its plan have it. */
interface Task {
  readonly planned: PlannedOperation;
  readonly operation: ClientOperation;
  readonly salt: number;
  readonly done: (operation: ClientOperation) => void;
}

/** A write under an identity: the same in each of its tries. */
interface Sequenced {
  readonly identity: Identity;
  readonly sequence: number;
  readonly body: CommandBody;
  /** What its business calls it; null where it does not. */
  readonly key: Uint8Array | null;
}

type Answered = Extract<CallEnding, { type: 'answered' }>;

/**
 * Runs single operations of one client to their end, and records them:
 *
 *   write under an identity ──▶ answer ──▶ ok ──(sometimes, later)──▶ the same sequence again
 *                          ├─▶ not executed ──▶ fail
 *                          └─▶ unknown ──▶ resolve ──▶ stored answer: ok, void: fail, else info (R31)
 *   read, or write without one: the same without the detours
 */
export class Performer {
  readonly #context: CallContext;
  readonly #sequencer: Sequencer;
  readonly #freeProcesses: number[] = [];
  #nextProcess: number;
  #repeating = 0;

  constructor(context: CallContext, client: number, windowMs: number) {
    this.#context = context;
    this.#sequencer = new Sequencer(context, client, windowMs);
    this.#nextProcess = client * processesPerClient;
  }

  /** Sequences about to be sent again. */
  get repeating(): number {
    return this.#repeating;
  }

  /** `step` tells apart what belongs to one planned operation. */
  perform(
    planned: PlannedOperation,
    asked: Asked,
    step: number,
    done: (operation: ClientOperation) => void,
  ): void {
    const { port } = this.#context;
    this.performAt(port.partitionOf(utf8(placeOf(asked))), planned, asked, step, done);
  }

  /** For a scan of a whole partition, which no key names. */
  performAt(
    partition: number,
    planned: PlannedOperation,
    asked: Asked,
    step: number,
    done: (operation: ClientOperation) => void,
  ): void {
    const { history, port } = this.#context;
    const process = this.#freeProcesses.pop() ?? this.#nextProcess++;
    const of = { id: planned.id, process, partition, asked };
    const operation = history.begin(of, port.now);
    const task: Task = { planned, operation, salt: planned.id * 100 + step, done };
    if (asked.type === 'get' || asked.type === 'scan') this.#read(task, asked);
    else if (planned.sequenced) this.#sequenced(task, commandOf(asked));
    else if (isAccepted(planned, asked)) this.#accepted(task, commandOf(asked));
    else this.#plain(task, commandOf(asked));
  }

  #read(task: Task, asked: Extract<Asked, { type: 'get' | 'scan' }>): void {
    const { level, anywhere, here } = readings[asked.mode];
    const body: OperationBody =
      asked.type === 'get'
        ? { type: 'get', key: utf8(asked.key), level, here, ...asked.terms }
        : {
            type: 'scan',
            prefix: utf8(asked.prefix),
            after: null,
            limit: asked.limit,
            keysOnly: false,
            level,
            ...asked.terms,
          };
    this.#call(task, { anywhere, repeatable: true, body: () => body }, (ending) => {
      if (ending.type === 'answered') this.#end(task, 'ok', { answer: ending.answer });
      // Whatever became of it, a read changes nothing.
      else this.#end(task, 'fail', { reason: ending.reason });
    });
  }

  /** Nobody could tell whether a second try ran again, so there is none. */
  #plain(task: Task, asked: CommandBody): void {
    const command: Command = { clientId: emptyBytes(), sequence: 0, floor: 0, body: asked };
    const body: OperationBody = { type: 'write', command };
    this.#call(task, { anywhere: false, repeatable: false, body: () => body }, (ending) => {
      if (ending.type === 'answered') this.#end(task, 'ok', { answer: ending.answer });
      else this.#end(task, ending.type === 'unknown' ? 'info' : 'fail', ending);
    });
  }

  /** Its outcome is unknown whatever the answer, unless a node takes upon itself to say more: then it is believed. */
  #accepted(task: Task, asked: CommandBody): void {
    const command: Command = { clientId: emptyBytes(), sequence: 0, floor: 0, body: asked };
    const body: OperationBody = { type: 'write', command, accepted: true };
    this.#call(task, { anywhere: false, repeatable: false, body: () => body }, (ending) => {
      if (ending.type !== 'answered') {
        this.#end(task, ending.type === 'unknown' ? 'info' : 'fail', ending);
        return;
      }
      const { answer } = ending;
      if (answer.reply.type === 'written') this.#end(task, 'ok', { answer });
      else this.#end(task, 'info', { answer, reason: acceptedReason });
    });
  }

  #sequenced(task: Task, body: CommandBody): void {
    this.#sequencer.identity(task.operation.partition, (identity) => {
      if (identity === null) {
        this.#end(task, 'fail', { reason: 'NO_IDENTITY' });
        return;
      }
      const key = isNamed(task.planned) ? utf8(`operation-${task.salt}`) : null;
      const write: Sequenced = { identity, sequence: identity.draw(), body, key };
      const call = { anywhere: false, repeatable: true, body: () => bodyOf(write) };
      this.#call(task, call, (ending) => {
        if (ending.type === 'answered') this.#answered(task, write, ending);
        else if (ending.type === 'unknown') this.#unknown(task, write, ending.reason);
        else {
          identity.answered(write.sequence);
          this.#end(task, 'fail', ending);
        }
      });
    });
  }

  #answered(task: Task, write: Sequenced, ending: Answered): void {
    const { answer, sentAtMs, uncertain } = ending;
    const { identity, sequence, body } = write;
    const result = resultOf(answer);
    if (result.status === 'session_expired' || result.status === 'sequence_too_far') {
      this.#refused(task, identity, answer);
      // This try did not run; if no other one can have, the write starts over under another identity.
      if (uncertain) this.#end(task, 'info', { reason: result.status });
      else this.#sequenced(task, body);
      return;
    }
    identity.active(sentAtMs, answer.reply.at.partitionTimeMs);
    if (task.planned.repeatAfterMs === null) identity.answered(sequence);
    else if (write.key === null) this.#repeat(task, write, answer);
    else {
      identity.answered(sequence);
      this.#repeatByKey(task, write.body, write.key, answer);
    }
    this.#end(task, 'ok', { answer });
  }

  #refused(task: Task, identity: Identity, answer: Answer): void {
    const { status } = resultOf(answer);
    if (status !== 'session_expired' && status !== 'sequence_too_far') return;
    identity.end();
    this.#context.history.refused.push({
      operation: task.operation.id,
      status,
      knownAtMs: identity.knownAtMs,
      refusedAtMs: answer.reply.at.partitionTimeMs,
      windowMs: identity.windowMs,
    });
  }

  #unknown(task: Task, write: Sequenced, reason: string): void {
    if (!task.planned.resolves) {
      this.#end(task, 'info', { reason });
      return;
    }
    const { identity, sequence } = write;
    const question: CommandBody = { kind: 'resolve', sequence };
    const call = {
      anywhere: false,
      repeatable: true,
      body: () => bodyOf({ identity, sequence: 0, body: question, key: null }),
    };
    const later = { ...task, salt: task.salt + 50 };
    this.#call(later, call, (ending) => this.#resolved(task, write, ending), resolveTimeoutMs);
  }

  #resolved(task: Task, write: Sequenced, ending: CallEnding): void {
    if (ending.type !== 'answered') {
      this.#end(task, 'info', { reason: 'UNRESOLVED' });
      return;
    }
    const { answer, sentAtMs } = ending;
    const { status, resolved } = resultOf(answer);
    if (status !== 'ok') {
      this.#refused(task, write.identity, answer);
      this.#end(task, 'info', { reason: status });
      return;
    }
    write.identity.active(sentAtMs, answer.reply.at.partitionTimeMs);
    write.identity.answered(write.sequence);
    if (resolved === null) {
      this.#end(task, 'fail', { reason: 'VOIDED' });
      return;
    }
    const result = { ...resolved, deduplicated: true };
    const { at } = answer.reply;
    this.#end(task, 'ok', { answer: { ...answer, reply: { type: 'written', result, at } } });
  }

  /** The floor stays below it until then, so its answer must still be there. */
  #repeat(task: Task, write: Sequenced, answer: Answer): void {
    const { history, port } = this.#context;
    const first = resultOf(answer);
    const { windowMs } = write.identity;
    this.#repeating++;
    port.at(port.now + (task.planned.repeatAfterMs ?? 0), () => {
      const again = { ...task, salt: task.salt + 70 };
      const call = {
        anywhere: false,
        repeatable: true,
        node: 'hop' as const,
        body: () => bodyOf(write),
      };
      const ended = (ending: CallEnding): void => {
        this.#repeating--;
        write.identity.answered(write.sequence);
        if (ending.type !== 'answered') return;
        history.repeats.push({
          under: 'sequence',
          operation: task.operation,
          first,
          second: resultOf(ending.answer),
          firstAtMs: answer.reply.at.partitionTimeMs,
          secondAtMs: ending.answer.reply.at.partitionTimeMs,
          windowMs,
        });
      };
      this.#call(again, call, ended, repeatTimeoutMs);
    });
  }

  /**
   * As another process would, which knows nothing but the name. Within the window that is no operation: the first one answers. But
   * clocks may be set by hours meanwhile, and then it is one of its own.
   */
  #repeatByKey(task: Task, body: CommandBody, key: Uint8Array, answer: Answer): void {
    const { history, port } = this.#context;
    const first = resultOf(answer);
    this.#repeating++;
    port.at(port.now + (task.planned.repeatAfterMs ?? 0), () => {
      const { id, partition, asked } = task.operation;
      const process = this.#freeProcesses.pop() ?? this.#nextProcess++;
      const operation = history.begin({ id, process, partition, asked }, port.now);
      const again = { ...task, operation, salt: task.salt + 70, done: () => {} };
      const call = {
        anywhere: false,
        repeatable: true,
        node: 'hop' as const,
        body: () => namedBodyOf(body, key),
      };
      const ended = (ending: CallEnding): void => {
        this.#repeating--;
        if (ending.type !== 'answered') {
          this.#end(again, ending.type === 'unknown' ? 'info' : 'fail', ending);
          return;
        }
        const second = resultOf(ending.answer);
        history.repeats.push({
          under: 'key',
          operation: task.operation,
          first,
          second,
          firstAtMs: answer.reply.at.partitionTimeMs,
          secondAtMs: ending.answer.reply.at.partitionTimeMs,
          windowMs: idempotencyLimits.windowMs,
        });
        this.#end(again, 'ok', { answer: asStored(ending.answer) });
        if (second.replayed === true && second.revision === first.revision) {
          history.forget(operation);
        }
      };
      this.#call(again, call, ended, repeatTimeoutMs);
    });
  }

  #call(
    { planned, operation, salt }: Task,
    how: {
      readonly anywhere: boolean;
      readonly repeatable: boolean;
      readonly node?: PlannedOperation['node'];
      readonly body: () => OperationBody;
    },
    ended: (ending: CallEnding) => void,
    timeoutMs = planned.timeoutMs,
  ): void {
    new Call(this.#context, {
      operation: planned.id,
      partition: operation.partition,
      node: planned.node,
      timeoutMs,
      random: new Random(salt),
      ...how,
      ended,
    });
  }

  #end(
    { operation, done }: Task,
    outcome: 'ok' | 'fail' | 'info',
    why: { readonly answer?: Answer; readonly reason?: string },
  ): void {
    const { history, port } = this.#context;
    history.end(operation, outcome, port.now, why);
    if (outcome !== 'info') this.#freeProcesses.push(operation.process);
    done(operation);
  }
}

function bodyOf({ identity, sequence, body, key }: Sequenced): OperationBody {
  const { clientId, floor } = identity;
  const command = { clientId, sequence, floor, body };
  return { type: 'write', command: key === null ? command : { ...command, idempotencyKey: key } };
}

/** The result of a write, as the state machine gave it. */
function resultOf({ reply }: Answer): CommandResult {
  if (reply.type === 'written') return reply.result;
  throw new Error(`a ${reply.type} in answer to a write`);
}

/** A key, or the name that all its keys begin with: its braces say in which partition it happens. */
function placeOf(asked: Asked): string {
  switch (asked.type) {
    case 'scan':
    case 'append':
    case 'clear':
      return asked.prefix;
    case 'transfer':
    case 'audit':
      return accountKey(asked.bank, 0);
    case 'keep':
    case 'guarded':
      return ownerKey(asked.lock);
    case 'get':
    case 'put':
    case 'delete':
    case 'touch':
    case 'increment':
    case 'claim':
      return asked.key;
    default:
      return asked satisfies never;
  }
}
