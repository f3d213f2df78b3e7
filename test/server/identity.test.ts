import { describe, expect, it } from 'vitest';
import { type Identity, IdentityFiles } from '../../src/server/identity.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';

const incarnation = '00112233445566778899aabbccddeeff';
const identity: Identity = {
  format: 1,
  clusterId: 'ffeeddccbbaa99887766554433221100',
  member: 1,
  name: 'n1',
  incarnation,
  members: [1, 2, 3].map((id) => ({
    id,
    name: `n${id}`,
    address: `127.0.0.1:740${id}`,
    zone: '',
    weight: 1,
    incarnation,
  })),
  partitions: 16,
  replicas: 3,
};

/** Every state of the file with one bit changed. */
function* flips(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = bytes.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield flipped;
  }
}

describe('who a data directory belongs to', () => {
  it('is read back as it was written', () => {
    const disk = new MemoryDisk();
    new IdentityFiles(disk, '/data').write(identity);
    expect(new IdentityFiles(disk, '/data').read()).toEqual(identity);
  });

  it.each(['identity.json', 'forming.json'])(
    'is not believed when any single bit of %s is flipped',
    (name) => {
      const disk = new MemoryDisk();
      const files = new IdentityFiles(disk, '/data');
      const read = (): unknown => (name === 'identity.json' ? files.read() : files.forming(null));
      if (name === 'identity.json') files.write(identity);
      const whole = read();
      const path = `/data/${name}`;
      const bytes = disk.readAll(path);
      let tried = 0;
      for (const flipped of flips(bytes)) {
        disk.damage(path, () => flipped);
        expect(read, `bit ${tried}`).toThrow(/checksum|format|JSON/);
        tried++;
      }
      expect(tried).toBeGreaterThan(500);
      disk.damage(path, () => bytes);
      expect(read()).toEqual(whole);
    },
  );
});
