import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeNames, nodeUri } from '../../src/tls/index.ts';
import { TestAuthority } from './authority.ts';

const authority = new TestAuthority();
afterAll(() => authority.remove());

function namesOf(uris: readonly string[], hosts: readonly string[] = []): readonly string[] {
  const { cert } = authority.issue('any', { uris, hosts });
  return nodeNames(new X509Certificate(readFileSync(cert)).subjectAltName);
}

describe('the node names of a certificate', () => {
  it('are its URIs of that kind, whatever else it is for', () => {
    expect(namesOf([nodeUri('n1')], ['localhost', '127.0.0.1'])).toEqual(['n1']);
    expect(namesOf(['https://example.org', nodeUri('a.b-c_d'), nodeUri('n2')])).toEqual([
      'a.b-c_d',
      'n2',
    ]);
  });

  it('are none without such a URI, whatever the DNS names say', () => {
    expect(namesOf([], ['n1', 'localhost'])).toEqual([]);
    expect(nodeNames(undefined)).toEqual([]);
  });

  it.each([
    'https://x/, URI:ringkv://node/n1',
    'https://x/, URI:ringkv://node/n1, DNS:y',
    'https://x/", URI:ringkv://node/n1, URI:"y',
  ])('are not found inside another name: %s', (uri) => {
    expect(namesOf([uri])).toEqual([]);
  });

  it('are those that were put in and no others', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...Array.from('n1 ,:"\\/URIDNSringkvode')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 3 }), (others) => {
        fc.pre(others.every((other) => !other.startsWith('ringkv://node/')));
        expect(namesOf([...others, nodeUri('n7')])).toEqual(['n7']);
      }),
      { numRuns: 200 },
    );
  });
});
