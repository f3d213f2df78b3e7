import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CliError, exitCodes } from '../../src/cli/errors.ts';
import { bytesJson, printable, table } from '../../src/cli/output.ts';
import {
  formatDuration,
  formatHostPort,
  parseDuration,
  parseEndpoints,
  parseInteger,
  splitHostPort,
} from '../../src/cli/parse.ts';
import { didYouMean, editDistance } from '../../src/cli/suggest.ts';
import { utf8 } from '../../src/util/bytes.ts';

const year = 366 * 86_400_000;

/** What a parser says about a word that it refuses. */
function refusal(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof CliError && error.exitCode === exitCodes.usage) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

describe('durations', () => {
  it.each([
    ['1ms', 1],
    ['500ms', 500],
    ['30s', 30_000],
    ['1.1s', 1_100],
    ['1.5h', 5_400_000],
    ['5m', 300_000],
    ['366d', year],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration('--ttl', text, year)).toBe(ms);
  });

  it.each(['', '30', 's', '-1s', '1 s', '1w', '0s', '0.5ms', '1.0005s', '367d', '1e3s', '١s'])(
    'refuses %j, naming the flag and the word',
    (text) => {
      const message = refusal(() => parseDuration('--ttl', text, year));
      expect(message).toMatch(/^--ttl: /);
      expect(message).toContain(`'${text}'`);
    },
  );

  it('come back from their shortest spelling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: year }), (ms) => {
        expect(parseDuration('--ttl', formatDuration(ms), year)).toBe(ms);
      }),
    );
  });
});

describe('integers', () => {
  it('are exact up to 2^53 - 1, with any sign', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const { MIN_SAFE_INTEGER: min, MAX_SAFE_INTEGER: max } = Number;
        expect(parseInteger('N', String(value), min, max)).toBe(value + 0);
      }),
    );
  });

  it('know no minus zero', () => {
    expect(Object.is(parseInteger('N', '-0', -1, 1), 0)).toBe(true);
  });

  it('are refused outside their range, with the range', () => {
    expect(refusal(() => parseInteger('--limit', '11', 1, 10))).toBe(
      "--limit: expected an integer from 1 to 10, got '11'",
    );
  });
});

describe('endpoints', () => {
  it.each([
    ['127.0.0.1:7401', ['127.0.0.1:7401']],
    ['127.0.0.1:7401,7402,7403', ['127.0.0.1:7401', '127.0.0.1:7402', '127.0.0.1:7403']],
    ['[::1]:7401, 7402', ['[::1]:7401', '[::1]:7402']],
    ['n1.local:1,n1.local:1', ['n1.local:1']],
  ])('%s', (text, endpoints) => {
    expect(parseEndpoints('--endpoints', text)).toEqual(endpoints);
  });

  it.each(['', '7401', 'host', 'host:', 'host:0', 'host:65536', 'a:1,', 'http://a:1', '::1:7401'])(
    'refuses %j',
    (text) => {
      expect(refusal(() => parseEndpoints('KVCTL_ENDPOINTS', text))).toMatch(/^KVCTL_ENDPOINTS: /);
    },
  );

  it('keep IPv6 hosts in brackets and only there', () => {
    const address = splitHostPort('[::1]:7401');
    expect(address).toEqual({ host: '::1', port: 7_401 });
    expect(address && formatHostPort(address)).toBe('[::1]:7401');
  });
});

describe('suggestions', () => {
  const commands = ['get', 'put', 'scan', 'status', 'locate'];

  it.each([
    ['gte', ' (did you mean get?)'],
    ['stauts', ' (did you mean status?)'],
    ['Locate', ' (did you mean locate?)'],
    ['frobnicate', ''],
    ['x', ''],
  ])('%s%s', (word, suggestion) => {
    expect(didYouMean(word, commands)).toBe(suggestion);
  });

  it('measure words like a metric: zero for equals, symmetric, at most the longer length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('output', () => {
  it('keeps every key on its line, whatever bytes it has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), (bytes) => {
        expect(printable(bytes)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });

  it('tells different bytes apart when printed', () => {
    const bytes = fc.uint8Array({ maxLength: 4 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        fc.pre(Buffer.compare(a, b) !== 0);
        expect(printable(a)).not.toBe(printable(b));
        expect(bytesJson(a)).not.toEqual(bytesJson(b));
      }),
    );
  });

  it('shows text as text, byte order marks as what they are', () => {
    expect(printable(utf8('Grüße'))).toBe('Grüße');
    expect(bytesJson(utf8('Grüße'))).toBe('Grüße');
    expect(bytesJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ base64: '77u/YQ==' });
  });

  it('aligns columns, numbers to the right', () => {
    const text = table(
      ['ID', 'NAME'],
      [
        [1, 'a'],
        [100, 'bb'],
      ],
    );
    expect(text).toBe(' ID  NAME\n  1  a\n100  bb\n');
  });
});
