import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidRequestError, json } from '../../../src/client/index.ts';
import { SessionStore } from '../../../src/client/recipes/index.ts';
import { failureOf } from '../harness.ts';
import { type Fate, World } from './direct-kv.ts';

interface Data {
  readonly cart: readonly string[];
}

function storeOf(world: World, fate?: (op: number) => Fate | Promise<Fate>): SessionStore<Data> {
  return new SessionStore(world.client(fate), { codec: json<Data>(), ttl: '30s' });
}

const empty: Data = { cart: [] };

describe('a session', () => {
  it('is made under a random id, and read, set and ended by it', async () => {
    const sessions = storeOf(await World.make());
    const { id } = await sessions.create(empty);
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await sessions.get(id)).toMatchObject({ id, data: empty });
    expect(await sessions.set(id, { cart: ['ant'] })).toMatchObject({ ok: true });
    expect((await sessions.get(id))?.data).toEqual({ cart: ['ant'] });
    expect(await sessions.destroy(id)).toBe(true);
    expect(await sessions.get(id)).toBe(null);
    expect(await sessions.destroy(id)).toBe(false);
  });

  it('that was destroyed never returns, not by a late set nor by a late touch (S1)', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    const { id } = await sessions.create(empty, { user: 'ann' });
    await sessions.destroy(id);
    expect(await sessions.set(id, empty)).toEqual({ ok: false, reason: 'not_found' });
    expect(await sessions.touch(id)).toEqual({ ok: false, reason: 'not_found' });
    expect(await sessions.regenerate(id)).toEqual({ ok: false, reason: 'not_found' });
    expect(world.keys('session/')).toEqual([]);
  });

  it('is never changed by a touch, which is one operation (S2)', async () => {
    const world = await World.make();
    let operations = 0;
    const sessions = storeOf(world, (op) => {
      operations = op;
      return 'serve';
    });
    const { id, revision } = await sessions.create(empty);
    const before = operations;
    expect(await sessions.touch(id)).toMatchObject({ ok: true });
    expect(operations - before).toBe(1);
    // Nor does it fail anybody who sets what they read before it.
    expect(await sessions.get(id)).toMatchObject({ data: empty, revision });
    expect(await sessions.set(id, { cart: ['bee'] }, { ifRevision: revision })).toMatchObject({
      ok: true,
    });
  });

  it('lives until its time is over, which begins anew with each touch and set (S3)', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    const { id } = await sessions.create(empty);
    const other = await sessions.create(empty, { ttl: '90s' });
    for (const renew of [
      async () => sessions.touch(id),
      async () => sessions.set(id, { cart: ['ant'] }),
    ]) {
      world.store.advanceTime(29_999);
      expect(await sessions.get(id)).not.toBe(null);
      expect(await renew()).toMatchObject({ expiresAt: world.store.timeMs + 30_000 });
    }
    world.store.advanceTime(29_999);
    expect(await sessions.get(id)).not.toBe(null);
    world.store.advanceTime(1);
    expect(await sessions.get(id)).toBe(null);
    expect(await sessions.touch(id)).toEqual({ ok: false, reason: 'not_found' });
    world.store.advanceTime(2);
    expect(await sessions.get(other.id)).toBe(null);
  });

  it('set by two at a time is set by one, if they ask for that', async () => {
    const sessions = storeOf(await World.make());
    const { id, revision } = await sessions.create(empty);
    const first = await sessions.set(id, { cart: ['ant'] }, { ifRevision: revision });
    const second = await sessions.set(id, { cart: ['bee'] }, { ifRevision: revision });
    expect(second).toEqual({
      ok: false,
      reason: 'conflict',
      revision: first.ok ? first.revision : 0,
    });
    expect((await sessions.get(id))?.data).toEqual({ cart: ['ant'] });
  });

  it('has an id from outside: text that is none finds nothing and breaks nothing', async () => {
    const sessions = storeOf(await World.make());
    for (const id of [
      '',
      'x',
      '{a}',
      '../../etc',
      'a.b.c',
      `${'A'.repeat(22)}/`,
      '%00',
      'ä'.repeat(22),
    ]) {
      expect(await sessions.get(id)).toBe(null);
      expect(await sessions.destroy(id)).toBe(false);
      expect(await sessions.touch(id)).toEqual({ ok: false, reason: 'not_found' });
      expect(await sessions.set(id, empty)).toEqual({ ok: false, reason: 'not_found' });
    }
    expect(await failureOf(sessions.create(empty, { ttl: 0 }))).toBeInstanceOf(InvalidRequestError);
    expect(await failureOf(sessions.create(empty, { user: '' }))).toBeInstanceOf(
      InvalidRequestError,
    );
  });
});

describe('a session that moves to a new id', () => {
  it('takes its data along, and the old id is invalid before the new one is known (S4)', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    const { id } = await sessions.create({ cart: ['ant'] });
    const moved = await sessions.regenerate(id, { user: 'ann' });
    expect(moved).toMatchObject({ ok: true });
    expect(await sessions.get(id)).toBe(null);
    expect(moved.ok && (await sessions.get(moved.id))?.data).toEqual({ cart: ['ant'] });
    expect(world.keys('session/')).toHaveLength(1);
  });

  it('loses nothing that was set while it moved', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    const { id } = await sessions.create(empty);
    const slow = storeOf(world, async (op): Promise<Fate> => {
      // Between the copy and the end of the old session.
      if (op === 3) await sessions.set(id, { cart: ['late'] });
      return 'serve';
    });
    const moved = await slow.regenerate(id);
    expect(moved.ok && (await sessions.get(moved.id))?.data).toEqual({ cart: ['late'] });
    expect(world.keys('session/')).toHaveLength(1);
  });

  it('is gone with a logout that comes between (S1)', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    const { id } = await sessions.create(empty);
    const slow = storeOf(world, async (op): Promise<Fate> => {
      if (op === 3) await sessions.destroy(id);
      return 'serve';
    });
    expect(await slow.regenerate(id)).toEqual({ ok: false, reason: 'not_found' });
    expect(world.keys('session/')).toEqual([]);
  });

  it('is never there twice, wherever its process dies or an answer is lost', async () => {
    for (const fate of ['die', 'die_after', 'lost', 'never', 'later'] as const) {
      for (let n = 1; n <= 4; n++) {
        const world = await World.make();
        const { id } = await storeOf(world).create(empty);
        const cut = storeOf(world, (op) => (op === n ? fate : 'serve'));
        const moved = await cut.regenerate(id).catch(() => null);
        world.runLater();
        // A new id that was handed out is alone; one that was not is known to nobody and expires.
        if (moved?.ok) expect(world.keys('session/')).toHaveLength(1);
        if (moved?.ok) expect(await storeOf(world).get(id)).toBe(null);
      }
    }
  });
});

describe('the sessions of one user', () => {
  it('share a partition and end together (S5)', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    for (let n = 0; n < 300; n++) await sessions.create(empty, { user: 'ann/{1}' });
    const others = [
      await sessions.create(empty, { user: 'ann' }),
      await sessions.create(empty, { user: 'ann/{1}2' }),
      await sessions.create(empty),
    ];
    const places = world.keys('session/{').map((key) => world.store.partitionOf(Buffer.from(key)));
    expect(places).toHaveLength(303);
    expect(await sessions.destroyAll('ann/{1}')).toBe(300);
    expect(world.keys('session/{')).toHaveLength(3);
    for (const { id } of others) expect(await sessions.get(id)).not.toBe(null);
    expect(await sessions.destroyAll('ann/{1}')).toBe(0);
  });
});

describe('a logout everywhere', () => {
  it('ends a session that changed its id, and stays with its user', async () => {
    const world = await World.make();
    const sessions = storeOf(world);
    const { id } = await sessions.create(empty, { user: 'ann' });
    const moved = await sessions.regenerate(id);
    expect(moved.ok && (await sessions.get(moved.id))?.data).toEqual(empty);
    expect(await sessions.destroyAll('ann')).toBe(1);
    expect(world.keys('session/')).toEqual([]);
  });

  it('is not outrun by a session that changes its id between the look and the end', async () => {
    const world = await World.make();
    const thief = storeOf(world);
    let { id } = await thief.create(empty, { user: 'ann' });
    let moves = 0;
    const slow = storeOf(world, async (): Promise<Fate> => {
      // Before each transaction that ends what the look has found.
      const moved = moves++ < 3 ? await thief.regenerate(id) : null;
      if (moved?.ok) ({ id } = moved);
      return 'serve';
    });
    expect(await slow.destroyAll('ann')).toBe(1);
    expect(world.keys('session/')).toEqual([]);
    expect(moves).toBeGreaterThan(3);
  });

  it('moves a session at most once, whatever becomes of the answer', async () => {
    for (const fate of ['lost', 'never', 'later'] as const) {
      const world = await World.make();
      const { id } = await storeOf(world).create(empty, { user: 'ann' });
      const cut = storeOf(world, (op) => (op === 2 ? fate : 'serve'));
      const moved = await cut.regenerate(id).catch(() => null);
      world.runLater();
      expect(moved).toBe(null);
      expect(world.keys('session/')).toHaveLength(1);
    }
  });
});

describe('any mix of calls on one session', () => {
  it('agrees with a model: nothing but create makes a session (S1-S3)', async () => {
    const call = fc.oneof(
      fc.constant({ kind: 'touch' as const }),
      fc.constant({ kind: 'destroy' as const }),
      fc.record({ kind: fc.constant('set' as const), item: fc.string({ maxLength: 5 }) }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 20 }), async (calls) => {
        const world = await World.make();
        const sessions = storeOf(world);
        const { id } = await sessions.create(empty);
        let model: { cart: string[]; until: number } | null = {
          cart: [],
          until: world.store.timeMs + 30_000,
        };
        for (const one of calls) {
          if (one.kind === 'pass') world.store.advanceTime(one.ms);
          if (model !== null && world.store.timeMs >= model.until) model = null;
          const until = world.store.timeMs + 30_000;
          if (one.kind === 'touch') {
            expect((await sessions.touch(id)).ok).toBe(model !== null);
            if (model) model = { ...model, until };
          }
          if (one.kind === 'set') {
            expect((await sessions.set(id, { cart: [one.item] })).ok).toBe(model !== null);
            if (model) model = { cart: [one.item], until };
          }
          if (one.kind === 'destroy') {
            expect(await sessions.destroy(id)).toBe(model !== null);
            model = null;
          }
          const seen = await sessions.get(id);
          expect(seen?.data.cart).toEqual(model?.cart);
          expect(seen?.expiresAt).toEqual(model?.until);
        }
      }),
      { numRuns: 100 },
    );
  });
});
