import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import type { Host } from '../../src/server/host/host.ts';
import type { Operation, Reply } from '../../src/server/host/operation.ts';
import { changeSettings, type SettingsChanged } from '../../src/server/meta-settings.ts';
import { decodeTopology, encodeTopology, topologyKey } from '../../src/server/meta-topology.ts';
import { commandResult, failed, servedAt } from './fake-host.ts';

/** The meta group of a node, as far as settings go: one record, which others may change as well. */
class FakeMeta {
  serving = true;
  revision = 4;
  value: Uint8Array = encodeTopology(ringkv.v1.Topology.create({ partitions: 16 }));
  /** Before a proposal applies. */
  meanwhile: () => void = () => {};
  refusal: Reply | null = null;

  get settings(): ringkv.v1.Topology['settings'] {
    return decodeTopology(this.value).settings;
  }

  find(key: Uint8Array) {
    expect(key).toEqual(topologyKey);
    return {
      key,
      value: this.value,
      version: 1,
      createRevision: 1,
      modRevision: this.revision,
      expiresAt: 0,
    };
  }

  write(topology: ringkv.v1.Topology.$Properties): void {
    this.value = encodeTopology(ringkv.v1.Topology.create(topology));
    this.revision++;
  }

  submit({ body, sink, slot }: Operation): void {
    this.meanwhile();
    const put = body.type === 'write' ? body.command.body : null;
    if (put?.kind !== 'put' || put.expect.type !== 'revision')
      throw new Error('no conditional put');
    if (this.refusal !== null) {
      sink.reply(slot, this.refusal);
      return;
    }
    const holds = put.expect.revision === this.revision;
    if (holds) this.write(decodeTopology(put.value));
    const status = holds ? 'ok' : 'condition_failed';
    const result = commandResult({ status, revision: this.revision });
    sink.reply(slot, { type: 'written', result, at: servedAt(0) });
  }

  change(acceptedWrites: boolean): SettingsChanged {
    const host = {
      group: () => this,
      submitMeta: (operation: Operation) => this.submit(operation),
    };
    let changed: SettingsChanged | null = null;
    changeSettings(host as unknown as Host, { acceptedWrites }, 1_000, (told) => {
      changed = told;
    });
    return changed ?? expect.fail('no answer');
  }
}

describe('a change of settings', () => {
  it('leaves the rest of the topology as it is, and names the epoch from which it holds', () => {
    const meta = new FakeMeta();
    const settings = { acceptedWrites: true };
    expect(meta.change(true)).toEqual({ type: 'changed', settings, epoch: 5 });
    expect(decodeTopology(meta.value).partitions).toBe(16);
    expect(meta.change(false)).toMatchObject({ settings: { acceptedWrites: false }, epoch: 6 });
  });

  it('undoes nothing that was changed at the same time: it reads again', () => {
    const meta = new FakeMeta();
    let once = true;
    meta.meanwhile = () => {
      const topology = decodeTopology(meta.value);
      topology.replicas = 5;
      if (once) meta.write(topology);
      once = false;
    };
    expect(meta.change(true)).toMatchObject({ type: 'changed', epoch: 6 });
    expect(decodeTopology(meta.value)).toMatchObject({
      replicas: 5,
      settings: { acceptedWrites: true },
    });
  });

  it('is made only where the meta group is led', () => {
    const meta = new FakeMeta();
    meta.serving = false;
    expect(meta.change(true)).toMatchObject({
      type: 'failed',
      reason: 'NO_LEADER',
      outcome: 'not_executed',
    });
    expect(meta.settings).toBeNull();
  });

  it('whose proposal is lost is of unknown outcome', () => {
    const meta = new FakeMeta();
    meta.refusal = failed({ reason: 'LEADER_CHANGED', outcome: 'unknown' });
    expect(meta.change(true)).toMatchObject({
      type: 'failed',
      reason: 'LEADER_CHANGED',
      outcome: 'unknown',
    });
  });
});
