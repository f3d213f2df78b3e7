import { describe, expect, it } from 'vitest';
import { CliError, exitCodes } from '../../src/cli/errors.ts';
import type { KvdConfig } from '../../src/cli/kvd-config.ts';
import { type KvdRequest, parseKvd } from '../../src/cli/kvd-program.ts';
import { envName, settingKeys } from '../../src/cli/kvd-settings.ts';
import { exitCodes as fatalCodes } from '../../src/server/fatal.ts';
import { VERSION } from '../../src/util/version.ts';

interface Given {
  readonly env?: Record<string, string>;
  /** Content of `kvd.json`. */
  readonly file?: unknown;
}

function request(args: readonly string[], { env = {}, file }: Given = {}): KvdRequest {
  return parseKvd(args, env, (path) => {
    if (path !== 'kvd.json' || file === undefined) throw new Error('ENOENT: no such file');
    return typeof file === 'string' ? file : JSON.stringify(file);
  });
}

function config(args: readonly string[], given: Given = {}): KvdConfig {
  const answer = request(args, given);
  if (answer.kind !== 'run') throw new Error(`printed ${answer.text}`);
  return answer.config;
}

function refusal(args: readonly string[], given: Given = {}): string {
  try {
    config(args, given);
  } catch (error) {
    if (error instanceof CliError && error.exitCode === exitCodes.usage) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

const fileFlag = ['--config', 'kvd.json'];

describe('a bare kvd', () => {
  it('is a node of its own with the defaults', () => {
    expect(config([])).toEqual({
      stopWithStdin: false,
      node: {
        name: 'n1',
        dataDir: '.data/kvd',
        listen: { host: '127.0.0.1', port: 7_401 },
        httpListen: { host: '127.0.0.1', port: 8_401 },
        tls: null,
        advertise: '127.0.0.1:7401',
        initialCluster: [{ name: 'n1', address: '127.0.0.1:7401' }],
        clusterToken: null,
        partitions: 16,
        replicas: 1,
        leaseMs: 0,
        zone: '',
        logLevel: 'info',
        peerOverrides: new Map(),
        heartbeatMs: 100,
        electionTimeoutMinMs: 1_000,
        electionTimeoutMaxMs: 2_000,
        flushIntervalMs: 50,
        walSegmentBytes: 67_108_864,
        walRecovery: 'strict',
        diskHangMs: 30_000,
        hashIntervalMs: 60_000,
        scrubIntervalMs: 86_400_000,
        diskReserveBytes: 268_435_456,
        ballastBytes: 67_108_864,
        snapshotBytesPerSecond: 8_388_608,
      },
    });
  });
});

describe('where a setting comes from', () => {
  const flag = ['--partitions', '1'];
  const env = { KVD_PARTITIONS: '2' };
  const file = { partitions: 3 };

  it('is the flag, then the variable, then the file, then the default', () => {
    expect(config([...flag, ...fileFlag], { env, file }).node.partitions).toBe(1);
    expect(config(fileFlag, { env, file }).node.partitions).toBe(2);
    expect(config(fileFlag, { file }).node.partitions).toBe(3);
    expect(config([]).node.partitions).toBe(16);
  });

  it('can also be a file that the environment names', () => {
    const given = { env: { KVD_CONFIG: 'kvd.json' }, file };
    expect(config([], given).node.partitions).toBe(3);
  });

  it('is not an empty variable', () => {
    expect(config([], { env: { KVD_PARTITIONS: '' } }).node.partitions).toBe(16);
  });

  it.each(settingKeys)('can be flag, variable and file for --%s', (key) => {
    const samples: Partial<Record<string, string>> = {
      listen: '127.0.0.1:9',
      'http-listen': '127.0.0.1:9',
      advertise: 'h:9',
      'initial-cluster': 'n1=127.0.0.1:7401,n2=h:9',
      'peer-override': 'n2=h:9',
      'stop-with-stdin': 'true',
      'allow-remote': 'true',
      'log-level': 'warn',
      'election-timeout-ms': '3000',
      'wal-segment-bytes': '1048576',
      'wal-recovery': 'suspect',
      'disk-hang-ms': '6000',
      'tls-client-auth': 'optional',
      'tls-reload-ms': '500',
    };
    const pair = ['--tls-cert', 'a.pem', '--tls-key', 'b.pem'];
    const companions: Partial<Record<string, string[]>> = {
      replicas: ['--initial-cluster', 'n1=127.0.0.1:7401,n2=h:9'],
      'tls-cert': ['--tls-key', 'b.pem'],
      'tls-key': ['--tls-cert', 'a.pem'],
      'tls-ca': pair,
      'tls-client-auth': [...pair, '--tls-ca', 'c.pem'],
      'tls-reload-ms': pair,
    };
    const value = samples[key] ?? '12';
    const others = companions[key] ?? [];
    const given = key === 'replicas' ? '2' : value;
    const byFlag = config([`--${key}`, given, ...others]);
    expect(config(others, { env: { [envName(key)]: given } })).toEqual(byFlag);
    expect(config([...fileFlag, ...others], { file: { [key]: given } })).toEqual(byFlag);
    // Loopback is all that this node listens on, so being allowed more changes nothing.
    if (key !== 'allow-remote') expect(byFlag).not.toEqual(config([]));
  });

  it('adds up repeated peer overrides', () => {
    const flags = ['--peer-override', 'n2=h:1', '--peer-override', 'n3=h:2'];
    const overrides = new Map([
      ['n2', 'h:1'],
      ['n3', 'h:2'],
    ]);
    expect(config(flags).node.peerOverrides).toEqual(overrides);
    const file = { 'peer-override': ['n2=h:1', 'n3=h:2'] };
    expect(config(fileFlag, { file }).node.peerOverrides).toEqual(overrides);
  });

  it('takes a boolean flag alone or with its value', () => {
    const env = { KVD_STOP_WITH_STDIN: 'true' };
    expect(config(['--stop-with-stdin']).stopWithStdin).toBe(true);
    expect(config(['--stop-with-stdin', '--zone', 'z']).stopWithStdin).toBe(true);
    expect(config(['--stop-with-stdin', 'false'], { env }).stopWithStdin).toBe(false);
    expect(config(fileFlag, { file: { 'stop-with-stdin': true } }).stopWithStdin).toBe(true);
  });
});

describe('what follows from other settings', () => {
  const cluster = 'n1=127.0.0.1:7401,n2=127.0.0.1:7402';

  it('has the HTTP port 1000 above the gRPC port, on the same host', () => {
    const { node } = config(['--listen', '[::1]:7500']);
    expect(node.httpListen).toEqual({ host: '::1', port: 8_500 });
    expect(node.advertise).toBe('[::1]:7500');
  });

  it('never wants more replicas than there are nodes', () => {
    expect(config(['--initial-cluster', cluster]).node.replicas).toBe(2);
  });

  it('advertises another address than it listens on when told', () => {
    const flags = ['--listen', '0.0.0.0:7401', '--allow-remote', '--advertise', 'n1:7401'];
    const { node } = config(flags);
    expect(node.initialCluster).toEqual([{ name: 'n1', address: 'n1:7401' }]);
    expect(node.httpListen).toEqual({ host: '0.0.0.0', port: 8_401 });
  });
});

describe('TLS', () => {
  const files = ['--tls-cert', 'n1.pem', '--tls-key', 'n1-key.pem'];
  const paths = { certFile: 'n1.pem', keyFile: 'n1-key.pem', reloadMs: 10_000 };

  it('asks clients for a certificate as soon as there is an authority to check it with', () => {
    expect(config(files).node.tls).toEqual({ ...paths, caFile: null, clientAuth: 'optional' });
    const tls = { ...paths, caFile: 'ca.pem', clientAuth: 'require' };
    expect(config([...files, '--tls-ca', 'ca.pem']).node.tls).toEqual(tls);
  });

  it('lets a node listen to others where all of them must show a certificate', () => {
    const flags = [...files, '--tls-ca', 'ca.pem', '--listen', '10.0.0.1:7401'];
    expect(config(flags).node.listen).toEqual({ host: '10.0.0.1', port: 7_401 });
  });
});

describe('a setting that does not fit is refused with one line that names its source', () => {
  const cluster = (text: string): string[] => ['--initial-cluster', text];
  it.each([
    [['--partitions', 'x'], "--partitions: expected an integer from 1 to 4096, got 'x'"],
    [['--partitions', '4097'], /^--partitions: expected an integer from 1 to 4096/],
    [['--name', 'a b'], /^--name: expected up to 63 letters/],
    [['--log-level', 'loud'], "--log-level: expected debug or info or warn or error, got 'loud'"],
    [['--listen', '7401'], "--listen: expected HOST:PORT, got '7401'"],
    [['--stop-with-stdin', 'maybe'], "--stop-with-stdin: expected true or false, got 'maybe'"],
    [['--listen', '0.0.0.0:7401'], /^--listen 0\.0\.0\.0:7401 is not loopback.*--allow-remote/],
    [['--http-listen', '10.0.0.1:80'], /^--http-listen 10\.0\.0\.1:80 is not loopback/],
    [['--listen', '0.0.0.0:7401', '--allow-remote'], /give --advertise HOST:PORT$/],
    [['--listen', '127.0.0.1:65000'], /leaves no port 1000 above it: give --http-listen$/],
    [['--http-listen', '127.0.0.1:7401'], /is the address of --listen$/],
    [['--data-dir', ''], /^--data-dir: expected a directory/],
    [['--tls-cert', 'a'], '--tls-cert needs --tls-key'],
    [['--tls-key', 'a'], '--tls-key needs --tls-cert'],
    [['--tls-ca', 'a'], '--tls-ca needs --tls-cert and --tls-key'],
    [['--tls-client-auth', 'require'], '--tls-client-auth needs --tls-cert'],
    [
      ['--tls-cert', 'a', '--tls-key', 'b', '--tls-client-auth', 'require'],
      /^--tls-client-auth require needs --tls-ca/,
    ],
    [
      ['--tls-cert', 'a', '--tls-key', 'b', '--listen', '10.0.0.1:7401'],
      /^--listen 10\.0\.0\.1:7401 is not loopback and clients need no certificate/,
    ],
    [
      ['--tls-cert', 'a', '--tls-key', 'b', '--initial-cluster', 'n1=127.0.0.1:7401,n2=h:1'],
      '--tls-cert with several nodes needs --tls-ca: nodes know each other by it',
    ],
    [['--heartbeat-ms', '400'], /^--election-timeout-ms 1000 is less than three heartbeats/],
    [cluster('n1'), "--initial-cluster: expected NAME=HOST:PORT, got 'n1'"],
    [cluster('n1=a:1,n1=b:1'), '--initial-cluster: n1 appears twice'],
    [cluster('n2=a:1'), "--initial-cluster names n2 but not this node, 'n1'"],
    [
      cluster('n1=127.0.0.1:7402'),
      /says that n1 is at 127\.0\.0\.1:7402, but this node advertises/,
    ],
    [cluster('n1=127.0.0.1:7401,n2=127.0.0.1:7401'), /: n1 and n2 have one address, 127\.0/],
    [['--nmae', 'n1'], "unknown option '--nmae' (did you mean --name?)"],
    [['extra'], /^too many arguments/],
    [['--name'], /argument missing$/],
    [['--config', 'gone.json'], /^--config: cannot read gone\.json: ENOENT/],
  ] as const)('%j', (args, message) => {
    const line = refusal(args);
    expect(line).not.toContain('\n');
    if (typeof message === 'string') expect(line).toBe(message);
    else expect(line).toMatch(message);
  });

  it('in the environment', () => {
    expect(refusal([], { env: { KVD_PARTITIONS: 'x' } })).toBe(
      "KVD_PARTITIONS: expected an integer from 1 to 4096, got 'x'",
    );
  });

  it.each([
    [{ partitions: 'x' }, "kvd.json: partitions: expected an integer from 1 to 4096, got 'x'"],
    [{ partitions: 1.5 }, "kvd.json: partitions: expected an integer from 1 to 4096, got '1.5'"],
    [{ partitons: 4 }, 'kvd.json: partitons is no setting (did you mean partitions?)'],
    [{ dataDir: 'x' }, 'kvd.json: dataDir is no setting (did you mean data-dir?)'],
    [{ colour: 'red' }, 'kvd.json: colour is no setting'],
    [{ zone: null }, /^kvd\.json: zone: expected text, a number, a boolean or a list of texts/],
    [{ zone: { a: 1 } }, /^kvd\.json: zone: expected text/],
    ['{"zone": "a",', /^--config: kvd\.json is no JSON: /],
    ['[]', '--config: kvd.json holds no JSON object'],
    ['null', '--config: kvd.json holds no JSON object'],
  ] as const)('in the config file: %j', (file, message) => {
    const line = refusal(fileFlag, { file });
    expect(line).not.toContain('\n');
    if (typeof message === 'string') expect(line).toBe(message);
    else expect(line).toMatch(message);
  });
});

describe('variables that are no setting', () => {
  it('are refused when they are nearly one', () => {
    expect(refusal([], { env: { KVD_PARTITONS: '4' } })).toBe(
      'KVD_PARTITONS is no setting (did you mean KVD_PARTITIONS?)',
    );
  });

  it('are left alone when a platform may have set them', () => {
    const env = { KVD_SERVICE_HOST: '10.0.0.1', KVD_PORT: 'tcp://10.0.0.1', OTHER: 'x' };
    expect(config([], { env })).toEqual(config([]));
  });
});

describe('kvd --help', () => {
  it('shows every setting with its variable and its default', () => {
    const answer = request(['--help']);
    if (answer.kind !== 'print') throw new Error('did not print');
    for (const key of settingKeys) {
      expect(answer.text).toContain(`--${key} `);
      expect(answer.text).toContain(`env: ${envName(key)},`);
    }
    expect(answer.text.replace(/\s+/g, ' ')).toContain('(env: KVD_PARTITIONS, default: 16)');
  });

  it('names the exit codes of a node that cannot go on', () => {
    const answer = request(['--help']);
    if (answer.kind !== 'print') throw new Error('did not print');
    expect(answer.text).toContain(`${fatalCodes.invariant} a bug`);
    expect(answer.text).toContain(`${fatalCodes.disk} its disk`);
  });

  it('prints the version', () => {
    expect(request(['--version'])).toEqual({ kind: 'print', text: `kvd ${VERSION}\n` });
  });
});
