import { describe, expect, it } from 'vitest';
import {
  InvalidRequestError,
  KvError,
  LimitError,
  type Resolution,
  TimeoutError,
  UnavailableError,
  UnknownOutcomeError,
} from '../../src/client/errors.ts';
import { VERSION } from '../../src/util/version.ts';
import { kvctl } from './kvctl-fixture.ts';

describe('a command line that does not parse', () => {
  it.each([
    [['gte', 'a'], "unknown command 'gte' (did you mean get?)"],
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['put', 'k', 'v', '--tll', '3s'], "unknown option '--tll' (did you mean --ttl?)"],
    [['get'], "missing required argument 'key'"],
    [['get', 'a', 'b'], "too many arguments for 'get'. Expected 1 argument but got 2."],
    [['get', 'a', '-o', 'xml'], "--output: expected table or json, got 'xml'"],
    [['get', 'a', '--timeout', '5'], /^--timeout: expected a duration such as .*, got '5'$/],
    [['get', 'a', '--timeout', '2h'], "--timeout: at most 1m, got '2h'"],
    [['get', 'a', '--endpoints', 'nowhere'], /^--endpoints: expected HOST:PORT.*'nowhere'$/],
    [['cluster', 'kil', 'n1'], "unknown command 'kil' (did you mean kill?)"],
    [
      ['cluster', 'up', '--nodes', 'three'],
      "--nodes: expected an integer from 1 to 64, got 'three'",
    ],
    [['cluster', 'kill', 'n1', '--timeout', '3s'], '--timeout has no meaning for this command'],
  ] as const)('%j is answered with one line and exit code 2', async (args, message) => {
    const { code, out, err, connectedTo } = await kvctl(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.endsWith('\n')).toBe(true);
    const line = err.slice(0, -1);
    expect(line).not.toContain('\n');
    if (typeof message === 'string') expect(line).toBe(message);
    else expect(line).toMatch(message);
    expect(connectedTo).toBeNull();
  });

  it('is answered in JSON when it asked for JSON', async () => {
    const { code, err } = await kvctl(['gte', 'a', '-o', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(err)).toEqual({
      error: {
        code: 'INVALID_ARGUMENT',
        reason: 'USAGE',
        outcome: 'NOT_EXECUTED',
        message: "unknown command 'gte' (did you mean get?)",
      },
    });
  });

  it('takes words after -- as data, not as a wish for JSON', async () => {
    const { err } = await kvctl(['get', '--', '-o', 'json']);
    expect(err).toMatch(/^too many arguments/);
  });

  it('shows the help on stderr when there is no command at all', async () => {
    const { code, out, err } = await kvctl([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: kvctl');
  });

  it.each([[['cluster']], [['leader']], [[]]])('%j lacks a command', async (group) => {
    const text = await kvctl(group);
    expect({ code: text.code, out: text.out }).toEqual({ code: 2, out: '' });
    expect(text.err).toContain('Usage: kvctl');
    const asJson = await kvctl([...group, '-o', 'json']);
    expect(asJson.code).toBe(2);
    expect(JSON.parse(asJson.err).error).toMatchObject({
      reason: 'USAGE',
      message: 'expected a command',
    });
  });
});

describe('help and version', () => {
  it('documents exit codes, bytes in JSON and the environment', async () => {
    const { code, out } = await kvctl(['--help']);
    expect(code).toBe(0);
    for (const word of ['8 outcome unknown', '{"base64":"..."}', 'KVCTL_ENDPOINTS', 'cluster']) {
      expect(out).toContain(word);
    }
  });

  it('shows the options of a command together with those of all', async () => {
    const { code, out } = await kvctl(['put', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--if-revision');
    expect(out).toContain('--endpoints');
  });

  it.each([[['--version']], [['-V']]])('%j prints the version', async (args) => {
    expect(await kvctl(args)).toMatchObject({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  it('has a version command with JSON', async () => {
    expect((await kvctl(['version'])).out).toBe(`kvctl ${VERSION}\n`);
    const { out } = await kvctl(['version', '-o', 'json']);
    expect(JSON.parse(out)).toEqual({ version: VERSION, node: process.versions.node });
  });
});

describe('where kvctl connects to', () => {
  const flag = ['get', 'k', '--endpoints', 'a:1,b:2'];
  const env = { KVCTL_ENDPOINTS: 'c:3' };

  it('takes the flag over the variable over the default', async () => {
    expect((await kvctl(flag, { env })).connectedTo?.endpoints).toEqual(['a:1', 'b:2']);
    expect((await kvctl(['get', 'k'], { env })).connectedTo?.endpoints).toEqual(['c:3']);
    expect((await kvctl(['get', 'k'])).connectedTo).toEqual({
      endpoints: ['127.0.0.1:7401', '127.0.0.1:7402', '127.0.0.1:7403'],
      timeoutMs: 2_000,
      token: null,
    });
  });

  it('names the variable when its content is wrong', async () => {
    const { code, err } = await kvctl(['get', 'k'], { env: { KVCTL_ENDPOINTS: 'c' } });
    expect(code).toBe(2);
    expect(err).toMatch(/^KVCTL_ENDPOINTS: expected HOST:PORT/);
  });

  it('takes options before the command as well', async () => {
    const { connectedTo } = await kvctl(['--timeout', '5s', 'get', 'k']);
    expect(connectedTo?.timeoutMs).toBe(5_000);
  });

  it('asks with the priority that it is given', async () => {
    expect((await kvctl(['get', 'k', '--priority', 'low'])).connectedTo?.priority).toBe('low');
    const { code, err } = await kvctl(['get', 'k', '--priority', 'high']);
    expect([code, err]).toEqual([2, expect.stringMatching(/^--priority: /)]);
  });
});

const notExecuted = { outcome: 'not_executed' } as const;

describe('what a failure of the client exits with', () => {
  const invalid = { code: 'INVALID_ARGUMENT', reason: 'INVALID_REQUEST', ...notExecuted };
  const rows = [
    [
      new UnavailableError('no leader', {
        code: 'UNAVAILABLE',
        reason: 'NO_LEADER',
        ...notExecuted,
      }),
      5,
      5,
    ],
    [
      new TimeoutError('late', { code: 'DEADLINE_EXCEEDED', reason: 'DEADLINE', ...notExecuted }),
      5,
      5,
    ],
    [
      new TimeoutError('late', {
        code: 'DEADLINE_EXCEEDED',
        reason: 'DEADLINE',
        outcome: 'unknown',
      }),
      5,
      8,
    ],
    [
      new KvError('lost', { code: 'UNAVAILABLE', reason: 'FORWARD_LOST', outcome: 'unknown' }),
      5,
      8,
    ],
    [
      new KvError('gone', {
        code: 'FAILED_PRECONDITION',
        reason: 'SESSION_EXPIRED',
        outcome: 'unknown',
      }),
      1,
      8,
    ],
    [
      new KvError('old', { code: 'FAILED_PRECONDITION', reason: 'STALE_TOPOLOGY', ...notExecuted }),
      5,
      5,
    ],
    [
      new KvError('who', { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED', ...notExecuted }),
      6,
      6,
    ],
    [new KvError('no', { code: 'PERMISSION_DENIED', reason: '', ...notExecuted }), 6, 6],
    [
      new KvError('full', { code: 'RESOURCE_EXHAUSTED', reason: 'OVERLOADED', ...notExecuted }),
      9,
      9,
    ],
    [
      new KvError('disk', { code: 'RESOURCE_EXHAUSTED', reason: 'SPACE_QUOTA', ...notExecuted }),
      9,
      9,
    ],
    [new LimitError('long', 4096, 5000, { ...invalid, reason: 'KEY_TOO_LARGE' }), 9, 9],
    [new InvalidRequestError('bad', invalid), 2, 2],
    [new KvError('abc', { ...invalid, reason: 'NOT_A_NUMBER' }), 1, 1],
    [new KvError('bits', { code: 'DATA_LOSS', reason: 'CORRUPT', ...notExecuted }), 1, 1],
    [new KvError('bug', { code: 'INTERNAL', reason: 'INTERNAL', outcome: 'unknown' }), 1, 8],
  ] as const;

  it.each(rows)('%o: a read %i, a write %i', async (error, read, write) => {
    const fails = async (): Promise<never> => {
      throw error;
    };
    const access = { get: fails, put: fails };
    expect((await kvctl(['get', 'k'], { access })).code).toBe(read);
    const { code, out, err } = await kvctl(['put', 'k', 'v', '-o', 'json'], { access });
    expect({ code, out }).toEqual({ code: write, out: '' });
    expect(JSON.parse(err)).toEqual({
      error: {
        code: error.code,
        reason: error.reason,
        outcome: error.outcome.toUpperCase(),
        message: error.message,
      },
    });
  });

  it.each([
    [{ status: 'not_done' }, 5, '', /never will be\n$/],
    [{ status: 'unknown' }, 8, '', /look before you repeat it/],
    [
      { status: 'done', answer: { succeeded: true, revision: 7 } },
      0,
      'done at revision 7; its answer had been lost\n',
      /^$/,
    ],
    [
      { status: 'done', answer: { succeeded: false, revision: 7, reason: null } },
      4,
      '',
      /nothing changed\n$/,
    ],
    ['nobody answers', 8, '', /look before you repeat it/],
  ])('asks what became of a write without an answer: %j', async (resolution, code, out, err) => {
    const fields = { code: 'DEADLINE_EXCEEDED', reason: 'DEADLINE' };
    const error = new UnknownOutcomeError('No answer within 2000 ms', fields, async () => {
      if (typeof resolution === 'string') throw new Error(resolution);
      return resolution as Resolution;
    });
    const access = { increment: () => Promise.reject(error) };
    const run = await kvctl(['incr', 'k', '1'], { access });
    expect([run.code, run.out]).toEqual([code, out]);
    expect(run.err).toMatch(err);
  });

  it('explains an unknown outcome, which is never called a failure', async () => {
    const fields = { code: 'DEADLINE_EXCEEDED', reason: 'DEADLINE' };
    const error = new UnknownOutcomeError('No answer within 2000 ms', fields, async () => ({
      status: 'unknown',
    }));
    const access = {
      increment: async () => {
        throw error;
      },
    };
    const { code, err } = await kvctl(['incr', 'k', '1'], { access });
    expect(code).toBe(8);
    expect(err).toBe(
      'No answer within 2000 ms\n' +
        'It may have taken effect or may still do so; look before you repeat it.\n',
    );
  });

  it('calls a write definitely failed when there was never a connection', async () => {
    const fields = { code: 'UNAVAILABLE', reason: 'NO_ENDPOINT', outcome: 'unknown' } as const;
    const connect = async (): Promise<never> => {
      throw new UnavailableError('nobody there', fields);
    };
    const { code, err } = await kvctl(['put', 'k', 'v', '-o', 'json'], { connect });
    expect(code).toBe(5);
    expect(JSON.parse(err).error.outcome).toBe('NOT_EXECUTED');
  });
});

describe('what should not happen', () => {
  it('shows a bug as one line without a stack', async () => {
    const access = {
      get: async () => {
        throw new TypeError('x is not a function\n    at somewhere');
      },
    };
    const { code, err } = await kvctl(['get', 'k'], { access });
    expect({ code, err }).toEqual({ code: 1, err: 'x is not a function; at somewhere\n' });
  });

  it('ends with 130 on Ctrl-C, and says that a write in flight may count', async () => {
    const interrupt = new AbortController();
    const access = {
      put: () => {
        interrupt.abort();
        return new Promise<never>(() => {});
      },
    };
    const world = { access, interrupt: interrupt.signal };
    const { code, err } = await kvctl(['put', 'k', 'v', '-o', 'json'], world);
    expect(code).toBe(130);
    expect(JSON.parse(err).error).toMatchObject({ reason: 'INTERRUPTED', outcome: 'UNKNOWN' });
  });

  it('ends with 130 on Ctrl-C while it connects, when nothing was sent', async () => {
    const interrupt = new AbortController();
    const connect = (): Promise<never> => {
      interrupt.abort();
      return new Promise<never>(() => {});
    };
    const world = { connect, interrupt: interrupt.signal };
    const { code, err } = await kvctl(['put', 'k', 'v', '-o', 'json'], world);
    expect(code).toBe(130);
    expect(JSON.parse(err).error.outcome).toBe('NOT_EXECUTED');
  });

  it('closes the connection, however the command ended', async () => {
    const failing = {
      get: async () => {
        throw new Error('no');
      },
    };
    expect((await kvctl(['get', 'k'])).calls.at(-1)).toEqual(['close']);
    expect((await kvctl(['get', 'k'], { access: failing })).calls.at(-1)).toEqual(['close']);
  });
});
