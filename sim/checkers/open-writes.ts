import { unreachable } from '../../src/util/assert.ts';
import { guardedValue } from '../clients/commands.ts';
import type { Asked, ClientOperation } from '../clients/history.ts';
import {
  accountKey,
  ownerKey,
  recordsOf,
  resourceKey,
  tokenKey,
  tokenText,
} from '../clients/keys.ts';

/** What a write does to one key, if it takes effect. */
export type Effect =
  | {
      readonly kind: 'put';
      readonly key: string;
      readonly value: string;
      readonly ttlMs: number;
    }
  /** `key` is the prefix: which key it gets is known to nobody before somebody sees it. */
  | {
      readonly kind: 'append';
      readonly key: string;
      readonly value: string;
      readonly ttlMs: number;
    }
  | { readonly kind: 'delete'; readonly key: string }
  | { readonly kind: 'touch'; readonly key: string; readonly ttlMs: number }
  | { readonly kind: 'add'; readonly key: string; readonly delta: number };

/** A write of unknown outcome: it may have taken effect at any time since it began, or never will. */
export interface OpenWrite {
  readonly operation: ClientOperation;
  readonly effects: readonly Effect[];
  /** The revision at which somebody saw what it did. */
  seenAt: number | null;
}

/** Null for what changes nothing. */
export function openWriteOf(operation: ClientOperation, asked: Asked): OpenWrite | null {
  const effects = effectsOf(asked);
  return effects.length === 0 ? null : { operation, effects, seenAt: null };
}

export function effectsOf(asked: Asked): Effect[] {
  switch (asked.type) {
    case 'get':
    case 'scan':
    case 'audit':
      return [];
    case 'put':
      return [{ kind: 'put', key: asked.key, value: asked.value, ttlMs: asked.ttlMs }];
    case 'append':
      return [{ kind: 'append', key: asked.prefix, value: asked.value, ttlMs: asked.ttlMs }];
    case 'delete':
      return [{ kind: 'delete', key: asked.key }];
    case 'touch':
      return [{ kind: 'touch', key: asked.key, ttlMs: asked.ttlMs }];
    case 'increment':
      return [{ kind: 'add', key: asked.key, delta: asked.delta }];
    case 'transfer':
      if (asked.overdraw) return [];
      return [
        { kind: 'add', key: accountKey(asked.bank, asked.to), delta: asked.amount },
        { kind: 'add', key: accountKey(asked.bank, asked.from), delta: -asked.amount },
      ];
    case 'clear':
      return recordsOf(asked.prefix).map((key) => ({ kind: 'delete', key }));
    case 'claim':
      return [{ kind: 'put', key: asked.key, value: asked.value, ttlMs: 0 }];
    case 'keep':
      return [{ kind: 'touch', key: ownerKey(asked.lock), ttlMs: asked.ttlMs }];
    case 'guarded': {
      const { lock, token, value } = asked;
      const resource = guardedValue(token, value);
      return [
        { kind: 'put', key: tokenKey(lock), value: tokenText(token), ttlMs: 0 },
        { kind: 'put', key: resourceKey(lock), value: resource, ttlMs: 0 },
      ];
    }
    default:
      return unreachable(asked, 'asked');
  }
}
