import type { Engine } from '../storage/index.ts';
import type { Clock } from '../util/clock.ts';

/** Passes everything on and times the batches: the host that causes them does not wait for them. */
export function meteredEngine(
  engine: Engine,
  clock: Clock,
  written: (durationMs: number, rows: number) => void,
): Engine {
  return {
    get: (key) => engine.get(key),
    snapshot: () => engine.snapshot(),
    sizeOf: (range, done) => engine.sizeOf(range, done),
    compact: (range, done) => engine.compact(range, done),
    close: (done) => engine.close(done),
    write: (batch, done) => {
      const began = clock.now();
      engine.write(batch, (error) => {
        written(clock.now() - began, batch.length);
        done(error);
      });
    },
  };
}
