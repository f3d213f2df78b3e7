import type { Clock, Timer } from '../util/clock.ts';

/** A deferred callback runs. */
let inTurn = false;

/** The process's own time. */
export const realClock: Clock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  timer: (delayMs, callback): Timer => {
    // A fraction would be cut off, and whoever comes too early has to come again.
    const handle = setTimeout(callback, Math.ceil(delayMs));
    return { cancel: () => clearTimeout(handle) };
  },
  defer: (callback) => {
    setImmediate(() => {
      inTurn = true;
      try {
        callback();
      } finally {
        inTurn = false;
      }
    });
  },
  endOfTurn: (callback) => {
    if (inTurn) process.nextTick(callback);
    else setImmediate(callback);
  },
};
