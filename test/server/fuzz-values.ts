import fc from 'fast-check';

/** Numbers at which something may break: signs, the ends of what is exact, what no 64 bits hold. */
export const count = fc.constantFrom(
  0,
  1,
  -1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1.5,
);
export const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: 4_000, max: 5_000 }).map((length) => new Uint8Array(length)),
);
export const header = fc.record(
  {
    requestId: fc.string({ maxLength: 200 }),
    clientId: bytes,
    sequence: count,
    sequenceFloor: count,
    traceparent: fc.string(),
    namespace: fc.string(),
    priority: count,
    topologyEpoch: count,
    consistency: count,
    ack: count,
    hops: count,
    timeoutMs: fc.constantFrom(0, 1, 50, -1, 2 ** 32 - 1),
    sessionToken: bytes,
    maxStalenessMs: count,
    replica: count,
    strictAll: fc.boolean(),
    idempotencyKey: bytes,
    direct: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** A request with odd values in its fields, as bytes, and then perhaps not even that. */
export function mangled<T>(
  codec: { encode(message: T): { finish(): Uint8Array } },
  message: fc.Arbitrary<unknown>,
): fc.Arbitrary<Buffer> {
  const valid = message.map((fields) => Buffer.from(codec.encode(fields as T).finish()));
  const flipped = fc.tuple(valid, fc.nat(), fc.nat(255)).map(([whole, at, bits]) => {
    const copy = Buffer.from(whole);
    if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ bits;
    return copy;
  });
  const cut = fc
    .tuple(valid, fc.nat())
    .map(([whole, at]) => whole.subarray(0, at % (whole.length + 1)));
  return fc.oneof(
    valid,
    flipped,
    cut,
    fc.uint8Array({ maxLength: 100 }).map((raw) => Buffer.from(raw)),
  );
}
