import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/errors.ts';
import { TlsError } from '../../src/client/index.ts';
import { kvctl } from './kvctl-fixture.ts';

const get = ['get', 'greeting'];

describe('how kvctl is told about TLS', () => {
  it('is not, unless something says so', async () => {
    expect((await kvctl(get)).connectedTo).not.toHaveProperty('tls');
  });

  it.each<[string, string[], Record<string, string>, object]>([
    [
      'a folder',
      ['--tls-dir', 'd'],
      {},
      { ca: 'd/ca.pem', cert: 'd/client.pem', key: 'd/client-key.pem' },
    ],
    [
      'a folder in the environment',
      [],
      { KVCTL_TLS_DIR: 'd' },
      { ca: 'd/ca.pem', cert: 'd/client.pem', key: 'd/client-key.pem' },
    ],
    [
      'files, which win over a folder',
      ['--tls-dir', 'd', '--tls-ca', 'x'],
      {},
      { ca: 'x', cert: 'd/client.pem', key: 'd/client-key.pem' },
    ],
    ['options, which win over variables', ['--tls-ca', 'a'], { KVCTL_TLS_CA: 'b' }, { ca: 'a' }],
    [
      'a certificate of its own',
      ['--tls-ca', 'a'],
      { KVCTL_TLS_CERT: 'c', KVCTL_TLS_KEY: 'k' },
      { ca: 'a', cert: 'c', key: 'k' },
    ],
    ['the authorities of the system', ['--tls-ca', 'system'], {}, {}],
    [
      'another name',
      ['--tls-ca', 'a', '--tls-server-name', 'db'],
      {},
      { ca: 'a', serverName: 'db' },
    ],
    ['nothing by an empty variable', ['--tls-ca', 'a'], { KVCTL_TLS_DIR: '' }, { ca: 'a' }],
  ])('%s', async (_, flags, env, tls) => {
    expect((await kvctl([...get, ...flags], { env })).connectedTo).toMatchObject({ tls });
    expect((await kvctl([...flags, ...get], { env })).connectedTo?.tls).toEqual(tls);
  });

  it('is refused by half, and where nothing is connected to', async () => {
    const half = await kvctl([...get, '--tls-ca', 'a', '--tls-cert', 'c']);
    expect([half.code, half.err]).toEqual([
      exitCodes.usage,
      '--tls-cert and --tls-key go together\n',
    ]);
    const none = await kvctl(['version', '--tls-dir', 'd']);
    expect(none.code).toBe(exitCodes.usage);
    expect(none.err).toBe('--tls-dir has no meaning for this command\n');
  });
});

describe('what becomes of a handshake that fails', () => {
  const failing = (code: string) => async (): Promise<never> => {
    const fields = { code, reason: 'TLS_X', outcome: 'not_executed' as const };
    throw new TlsError('give a certificate', fields);
  };

  it.each([
    ['UNAVAILABLE', exitCodes.unavailable],
    ['UNAUTHENTICATED', exitCodes.notAuthorised],
  ])('%s is exit code %i and one line', async (code, exitCode) => {
    const run = await kvctl(['put', 'a', 'b'], { connect: failing(code) });
    expect([run.code, run.out, run.err]).toEqual([exitCode, '', 'give a certificate\n']);
  });
});
