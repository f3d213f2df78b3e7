import { assert } from '../util/assert.ts';
import { costOf } from './answer-cost.ts';
import type { CommandResult } from './command.ts';
import { readResult, writeResult } from './result-codec.ts';
import { readRow, sealRow } from './row-checksum.ts';

/**
 * One client's exactly-once state in one partition (R31). Sequences of a client, with floor 4:
 *
 *   1 2 3 | 4 5 6 7 8 9 ...     below the floor: forgotten, because the client has all those answers
 *           ^   A   V A         A: answered, the answer is kept. V: voided, can never run. Others may still run
 */
export interface Session {
  readonly clientKey: string;
  windowMs: number;
  /** Partition time of the last command under this id. */
  lastActiveMs: number;
  floor: number;
  /** By sequence, all at or above the floor; null is a void. */
  readonly answers: Map<number, CommandResult | null>;
  /**
   * What those answers cost (`costOf`). Only transactions are held to `sessionLimits.answerBytes`, so it can be above
   * that by the fixed charge of `sequencesAhead` other answers.
   */
  answerBytes: number;
}

export function newSession(clientKey: string, windowMs: number, nowMs: number): Session {
  return { clientKey, windowMs, lastActiveMs: nowMs, floor: 1, answers: new Map(), answerBytes: 0 };
}

/** Partition time after which the id has ended. */
export function deadlineOf(session: Session): number {
  return session.lastActiveMs + session.windowMs;
}

/** Forgets the answers that the client no longer waits for. The floor never goes back: requests can be reordered. */
export function raiseFloor(session: Session, floor: number): void {
  if (floor <= session.floor) return;
  const { answers } = session;
  if (floor - session.floor <= answers.size) {
    for (let sequence = session.floor; sequence < floor; sequence++) forget(session, sequence);
  } else {
    for (const sequence of answers.keys()) if (sequence < floor) forget(session, sequence);
  }
  session.floor = floor;
}

function forget(session: Session, sequence: number): void {
  const answer = session.answers.get(sequence);
  // Not every sequence that the floor passes has been here.
  if (answer === undefined) return;
  session.answerBytes -= costOf(answer);
  session.answers.delete(sequence);
}

/** Forgets every answer; ids and floors stay. */
export function forgetAnswers(session: Session): void {
  session.answers.clear();
  session.answerBytes = 0;
}

/** `answer` null makes the sequence a void. */
export function keepAnswer(session: Session, sequence: number, answer: CommandResult | null): void {
  assert(!session.answers.has(sequence), () => `second answer for sequence ${sequence}`);
  session.answers.set(sequence, answer);
  session.answerBytes += costOf(answer);
}

/** window | last activity | floor | count | (sequence, 0 or 1 and the answer) ascending | crc32 */
export function encodeSession(clientId: Uint8Array, session: Session): Uint8Array {
  return sealRow(clientId, (to) => {
    to.varint(session.windowMs).varint(session.lastActiveMs).varint(session.floor);
    const sequences = [...session.answers.keys()].sort((a, b) => a - b);
    to.varint(sequences.length);
    for (const sequence of sequences) {
      const answer = session.answers.get(sequence);
      assert(answer !== undefined, () => `no answer ${sequence}`);
      to.varint(sequence).u8(answer === null ? 0 : 1);
      if (answer !== null) writeResult(to, answer);
    }
  });
}

export function decodeSession(
  clientId: Uint8Array,
  clientKey: string,
  row: Uint8Array,
  place: string,
): Session {
  return readRow(clientId, row, place, (body) => {
    const windowMs = body.varint();
    const lastActiveMs = body.varint();
    const floor = body.varint();
    const session = newSession(clientKey, windowMs, lastActiveMs);
    session.floor = floor;
    for (let left = body.varint(); left > 0; left--) {
      const sequence = body.varint();
      keepAnswer(session, sequence, body.u8() === 0 ? null : readResult(body));
    }
    return session;
  });
}
