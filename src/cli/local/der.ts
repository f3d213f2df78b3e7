/**
 * Just enough of DER (X.690) to write a certificate: nothing here reads. Every function answers one whole value, with tag and
 * length.
 */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Any tag around content that is there already: context tags of a CHOICE among them. */
export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
}

export function sequence(...items: readonly Uint8Array[]): Buffer {
  return tagged(tags.sequence, ...items);
}

export function set(...items: readonly Uint8Array[]): Buffer {
  return tagged(tags.set, ...items);
}

/** Unsigned, big endian: a leading zero byte keeps it from reading as negative. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = first < 0 ? Buffer.from([0]) : bytes.subarray(first);
  const isNegative = ((shortest[0] ?? 0) & 0x80) !== 0;
  return tagged(tags.integer, Buffer.from(isNegative ? [0] : []), shortest);
}

export const yes = tagged(tags.boolean, Buffer.from([0xff]));

export function octets(content: Uint8Array): Buffer {
  return tagged(tags.octetString, content);
}

/** `unused` bits at the end do not count. */
export function bits(content: Uint8Array, unused = 0): Buffer {
  return tagged(tags.bitString, Buffer.from([unused]), content);
}

export function utf8(text: string): Buffer {
  return tagged(tags.utf8, Buffer.from(text, 'utf8'));
}

/** `2.5.29.17` */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(tags.objectId, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** In whole seconds; RFC 5280 wants two digits of the year up to 2049. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const isShort = date.getUTCFullYear() < 2050;
  const text = `${isShort ? digits.slice(2) : digits}Z`;
  return tagged(isShort ? tags.utcTime : tags.generalizedTime, Buffer.from(text, 'ascii'));
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let left = length; left > 0; left >>>= 8) bytes.unshift(left & 0xff);
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift(0x80 | (left & 0x7f));
  return bytes;
}
