// Preloaded into a kvd that is profiled: the first SIGUSR2 begins the profile, the second writes it to RINGKV_PROFILE.
const { Session } = require('node:inspector');
const { renameSync, writeFileSync } = require('node:fs');

const path = process.env.RINGKV_PROFILE;
const session = new Session();
let running = false;

process.on('SIGUSR2', () => {
  if (!running) {
    running = true;
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 1000 });
    session.post('Profiler.start');
    return;
  }
  running = false;
  session.post('Profiler.stop', (error, result) => {
    // Whole or not at all: somebody waits for the file to appear.
    writeFileSync(`${path}.part`, JSON.stringify(error ?? result.profile));
    renameSync(`${path}.part`, path);
    session.disconnect();
  });
});
