import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CertificateFiles } from '../../src/cli/local/dev-certificates.ts';
import { checkDates, checkIssuer, materialOf, readPem, TlsFileFault } from '../../src/tls/index.ts';
import { dayMs, lasting, TestAuthority } from './authority.ts';

const authority = new TestAuthority();
const stranger = new TestAuthority('another CA');
const good = authority.node('n1');

afterAll(() => {
  authority.remove();
  stranger.remove();
});

function load(files: Partial<CertificateFiles>, now = Date.now()): void {
  const { ca, cert, key } = { ...good, ...files };
  const pems = { ca: readPem(ca), cert: readPem(cert), key: readPem(key) };
  const material = materialOf(pems);
  checkIssuer(pems, material);
  checkDates(pems, material, now);
}

function faultOf(files: Partial<CertificateFiles>, now?: number): string {
  try {
    load(files, now);
  } catch (error) {
    if (error instanceof TlsFileFault) return error.message.replaceAll(authority.dir, 'DIR');
    throw error;
  }
  return 'none';
}

describe('files that belong together', () => {
  it('are taken', () => {
    expect(faultOf({})).toBe('none');
  });

  it('may have a bundle of authorities, of which some have ended', () => {
    const ended = new TestAuthority('an old CA', -1);
    const bundle = authority.write(
      'bundle.pem',
      readFileSync(ended.ca, 'utf8') + readFileSync(authority.ca, 'utf8'),
    );
    expect(faultOf({ ca: bundle })).toBe('none');
    ended.remove();
  });
});

describe('what is wrong with a file is said in one line that names it', () => {
  const junk = authority.write('junk.pem', 'hello\n');
  const broken = authority.write(
    'broken.pem',
    readFileSync(good.cert, 'utf8').replace(/[A-Za-z0-9]{20}\n/, 'AAAAAAAAAAAAAAAAAAAA\n'),
  );
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const locked = authority.write(
    'locked.pem',
    privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString(),
  );
  const legacy = authority.write(
    'legacy.pem',
    privateKey
      .export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString(),
  );
  const folder = join(authority.dir, 'folder');
  mkdirSync(folder);

  it.each<[string, Partial<CertificateFiles>, string | RegExp]>([
    ['a missing file', { cert: join(authority.dir, 'no.pem') }, 'DIR/no.pem does not exist'],
    ['a directory', { key: folder }, 'DIR/folder is a directory'],
    ['something else', { cert: junk }, 'DIR/junk.pem holds no certificate in PEM'],
    [
      'a key for a certificate',
      { cert: good.key },
      'DIR/n1-key.pem holds a private key and no certificate',
    ],
    ['no key', { key: good.cert }, 'DIR/n1.pem holds no private key in PEM'],
    ['a damaged certificate', { cert: broken }, /^DIR\/broken\.pem holds a damaged certificate: /],
    [
      'a key with a passphrase',
      { key: locked },
      /^DIR\/locked\.pem is encrypted with a passphrase/,
    ],
    ['an old kind of it', { key: legacy }, /^DIR\/legacy\.pem is encrypted with a passphrase/],
    [
      'the key of another',
      { key: authority.client().key },
      'DIR/client-key.pem is not the key of the certificate in DIR/n1.pem',
    ],
    [
      'another authority',
      { ca: stranger.ca },
      /^the certificate in DIR\/n1\.pem is signed by none of the authorities in /,
    ],
  ])('%s', (_, files, message) => {
    expect(faultOf(files)).toMatch(message);
  });

  it('a file that may not be read', () => {
    const secret = authority.write('secret.pem', 'x');
    chmodSync(secret, 0);
    // Root reads everything.
    const expected =
      process.getuid?.() === 0
        ? 'DIR/secret.pem holds no certificate in PEM'
        : 'DIR/secret.pem cannot be read: permission denied';
    expect(faultOf({ cert: secret })).toBe(expected);
  });

  it('a certificate out of its dates, by the clock', () => {
    const short = authority.node('n1', lasting(1), 'short');
    expect(faultOf(short)).toBe('none');
    expect(faultOf(short, Date.now() + 2 * dayMs)).toMatch(
      /^the certificate in DIR\/short\.pem expired on \d{4}-\d\d-\d\d$/,
    );
    expect(faultOf(short, Date.now() - 9 * dayMs)).toMatch(
      /^the certificate in DIR\/short\.pem is not valid before \d{4}-\d\d-\d\d$/,
    );
  });

  it('authorities that have all ended', () => {
    expect(
      faultOf(
        {
          cert: authority.node('n1', lasting(200), 'long').cert,
          key: join(authority.dir, 'long-key.pem'),
        },
        Date.now() + 100 * dayMs,
      ),
    ).toMatch(/^the authority in DIR\/ca\.pem expired on /);
  });
});
