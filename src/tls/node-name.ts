/**
 * Who a node is by its certificate: a subject alternative name of the kind URI, `ringkv://node/NAME`. A DNS name would say
 * where something is reached, and every host that shares it would be that node
 * (docs/adr/0007-who-a-node-is-by-its-certificate.md).
 */
const prefix = 'ringkv://node/';

export function nodeUri(name: string): string {
  return `${prefix}${name}`;
}

/** The node names of a certificate, by its subject alternative names as Node.js writes them. */
export function nodeNames(subjectAltName: string | undefined): readonly string[] {
  return altNames(subjectAltName ?? '')
    .filter(({ kind, value }) => kind === 'URI' && value.startsWith(prefix))
    .map(({ value }) => value.slice(prefix.length));
}

interface AltName {
  readonly kind: string;
  readonly value: string;
}

const item = /([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^",]*)(?:, |$)/y;

/**
 * `DNS:localhost, URI:ringkv://node/n1`. A value with a comma or a quote in it comes as a JSON string, so that no value
 * can pass for several; text that does not read that way to its end has no names at all.
 */
function altNames(text: string): readonly AltName[] {
  const names: AltName[] = [];
  item.lastIndex = 0;
  while (item.lastIndex < text.length) {
    const [, kind, value] = item.exec(text) ?? [];
    if (kind === undefined || value === undefined) return [];
    names.push({ kind, value: value.startsWith('"') ? String(JSON.parse(value)) : value });
  }
  return names;
}
