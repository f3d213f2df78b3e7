import type { Clock, Timer } from '../util/clock.ts';

/** The process's own time. */
export const realClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  timer: (delayMs, callback): Timer => {
    const handle = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
  defer: (callback) => {
    setImmediate(callback);
  },
};
