// Preloaded into every node of a build that is to be slower (`npm run bench:guard -- --plant PERCENT`): after each
// turn of the event loop the main thread spins until the process has used RINGKV_GUARD_BURN CPU-seconds more for each
// one that its own work took, whatever that work was. Not in the package. CommonJS, because it must be there before
// any module of the build loads, without a loader that would be measured too.
'use strict';

const { isMainThread } = require('node:worker_threads');

/** Between two looks; a turn under load takes longer, and then every turn is looked at. */
const LOOK_MS = 1;

const factor = Number(process.env.RINGKV_GUARD_BURN);

function usedMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function burnInProportion() {
  let paidAt = usedMicroseconds();
  setInterval(() => {
    const now = usedMicroseconds();
    const end = now + (now - paidAt) * factor;
    do paidAt = usedMicroseconds();
    while (paidAt < end);
  }, LOOK_MS).unref();
}

if (isMainThread && factor > 0) burnInProportion();
