import { randomBytes } from 'node:crypto';
import { invalidRequest } from '../errors.ts';
import { colocated } from '../keys.ts';

/** 128 bits: not to be guessed, and never drawn twice. */
const RANDOM_BYTES = 16;
const USER_CHARACTERS_MAX = 256;

/**
 * An id is `<random>` or `<user>.<random>`, both base64url, so that it goes into a cookie as it is.
 *
 *     K3sX…22      ─▶ session/{K3sX…22}
 *     YW5u.K3sX…22 ─▶ session/{YW5u}/K3sX…22     all of one user in one partition
 */
const SESSION_ID = /^(?:([A-Za-z0-9_-]{1,1400})\.)?([A-Za-z0-9_-]{22})$/;

export function newSessionId(user: string | undefined): string {
  return taggedId(user === undefined ? null : userTag(user));
}

/** Another id for a session: of this user, or of the same as before. */
export function successorId(id: string, user: string | undefined): string {
  return user === undefined ? taggedId(tagOf(id)) : newSessionId(user);
}

/** Whether all sessions with the tag of one share a partition with the other. */
export function shareUser(id: string, other: string): boolean {
  const tag = tagOf(id);
  return tag !== null && tag === tagOf(other);
}

function taggedId(tag: string | null): string {
  const random = randomBytes(RANDOM_BYTES).toString('base64url');
  return tag === null ? random : `${tag}.${random}`;
}

function tagOf(id: string): string | null {
  return SESSION_ID.exec(id)?.[1] ?? null;
}

/** Null for what is no id: it came from outside and means that there is no such session. */
export function sessionKey(name: string, id: string): string | null {
  const [, tag, random] = SESSION_ID.exec(id) ?? [];
  if (random === undefined) return null;
  return `${name}/${tag === undefined ? colocated(random) : colocated(tag, random)}`;
}

/** What the keys of all sessions of a user begin with. */
export function userPrefix(name: string, user: string): string {
  return `${name}/${colocated(userTag(user))}/`;
}

function userTag(user: string): string {
  if (user.length >= 1 && user.length <= USER_CHARACTERS_MAX) {
    return Buffer.from(user).toString('base64url');
  }
  throw invalidRequest(
    `A user has 1 to ${USER_CHARACTERS_MAX} characters, this one has ${user.length}`,
  );
}
