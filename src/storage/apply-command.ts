import { sessionLimits } from '../util/limits.ts';
import { applyDeleteRange } from './apply-range.ts';
import {
  type ApplyState,
  applyRecordCommand,
  plainResult,
  type RecordCommand,
} from './apply-record.ts';
import { applyTxn } from './apply-txn.ts';
import type { Command, CommandResult } from './command.ts';
import { parametersOf } from './command-codec.ts';
import type { IdempotencyTable } from './idempotency-table.ts';
import type { RangedCommand } from './ranged-command.ts';
import { text } from './row-keys.ts';
import { raiseFloor, type Session } from './session.ts';
import type { SessionTable } from './session-table.ts';

/** What the partition remembers of earlier writes. */
export interface Memory {
  readonly sessions: SessionTable;
  readonly idempotency: IdempotencyTable;
}

/**
 * One command under its exactly-once identity (R31):
 *
 *   no client id ─▶ run            unknown id ─▶ session_expired
 *   below the floor ─▶ session_expired     answered ─▶ that answer     void ─▶ voided
 *   too far above the floor ─▶ refused     otherwise ─▶ run, and keep the answer if there is room for it
 *
 * What runs may have an idempotency key: {@link runOnce}.
 */
export function applyCommand(state: ApplyState, memory: Memory, command: Command): CommandResult {
  const { body, clientId } = command;
  const { sessions, idempotency } = memory;
  if (body.kind === 'open') {
    sessions.open(text(clientId), body.windowMs, state.clockMs);
    return plainResult('ok', state.revision);
  }
  if (clientId.length === 0 && body.kind !== 'resolve') {
    return runOnce(state, idempotency, command, body, null);
  }

  const session = sessions.find(text(clientId));
  if (session === null) return plainResult('session_expired', state.revision);
  session.lastActiveMs = state.clockMs;
  raiseFloor(session, command.floor);
  sessions.changed(session);
  if (body.kind === 'resolve') return resolve(state, sessions, session, body.sequence);

  const { sequence } = command;
  const answer = session.answers.get(sequence);
  if (answer === null) return { ...plainResult('voided', state.revision), deduplicated: true };
  if (answer !== undefined) return { ...answer, deduplicated: true };
  const refused = refusal(state, session, sequence);
  if (refused !== null) return refused;
  const result = runOnce(state, idempotency, command, body, session);
  // Nothing ran for want of room, and the same sequence may run once the client has acknowledged older answers.
  if (result.status === 'sequence_too_far') return result;
  // The table does not keep where an answer came from, so it must not depend on whether it was read from its row since.
  sessions.answer(session, sequence, withoutMark(result));
  return result;
}

function withoutMark(result: CommandResult): CommandResult {
  if (result.replayed === undefined) return result;
  const { replayed: _, ...answer } = result;
  return answer;
}

/**
 * A write under the key that its business gave it, whichever client sends it:
 *
 *   no key ─▶ run        known, asked the same ─▶ that answer     known, asked something else ─▶ reused
 *   unknown ─▶ run, and keep what it came to; no place for one more ─▶ full
 */
function runOnce(
  state: ApplyState,
  idempotency: IdempotencyTable,
  { idempotencyKey }: Command,
  body: Runnable,
  session: Session | null,
): CommandResult {
  if (idempotencyKey === undefined) return run(state, body, session);
  const name = text(idempotencyKey);
  const parameters = parametersOf(body);
  const kept = idempotency.find(name, state.clockMs);
  if (kept !== null && kept.parameters === parameters) return { ...kept.answer, replayed: true };
  if (kept !== null) return plainResult('idempotency_key_reused', state.revision);
  if (idempotency.full) return plainResult('idempotency_full', state.revision);
  const answer = run(state, body, session);
  if (answer.status !== 'sequence_too_far') {
    idempotency.keep(name, { parameters, answer }, state.clockMs);
  }
  return answer;
}

/** A transaction that runs whatever its conditions say. Only a planted bug does this (R45). */
export function withoutConditions(command: Command): Command {
  const { body } = command;
  return body.kind === 'txn' ? { ...command, body: { ...body, compare: [] } } : command;
}

type Runnable = RecordCommand | RangedCommand;

function run(state: ApplyState, body: Runnable, session: Session | null): CommandResult {
  if (body.kind === 'deleteRange') return applyDeleteRange(state, body);
  if (body.kind !== 'txn') return applyRecordCommand(state, body);
  return applyTxn(state, body, roomOf(session));
}

/**
 * What the answer of a transaction may cost. Other answers are never refused for want of room: their number alone
 * bounds them, and a void must always be possible.
 */
function roomOf(session: Session | null): number {
  if (session === null) return Number.POSITIVE_INFINITY;
  return sessionLimits.answerBytes - session.answerBytes;
}

/** Only after this entry may anybody say "not done": a void sequence can never run (R31, R38). */
function resolve(
  state: ApplyState,
  sessions: SessionTable,
  session: Session,
  sequence: number,
): CommandResult {
  const refused = refusal(state, session, sequence);
  if (refused !== null) return refused;
  const answer = session.answers.get(sequence);
  if (answer === undefined) sessions.answer(session, sequence, null);
  return { ...plainResult('ok', state.revision), resolved: answer ?? null };
}

function refusal(state: ApplyState, session: Session, sequence: number): CommandResult | null {
  if (sequence < session.floor) return plainResult('session_expired', state.revision);
  if (sequence > session.floor + sessionLimits.sequencesAhead) {
    return plainResult('sequence_too_far', state.revision);
  }
  return null;
}
