// biome-ignore-all lint: an old Node has neither const nor arrow functions nor templates
// biome-ignore-all format: nor trailing commas in calls
// Starts kvd and kvctl. Written in the oldest JavaScript, so that an old Node reads it and can say that it is old.
var fs = require('fs');
var path = require('path');

/** package.json "engines" says the same; a test keeps them equal. */
var OLDEST = [20, 19];

module.exports = function launch(name) {
  var version = process.versions.node.split('.').map(Number);
  if (version[0] < OLDEST[0] || (version[0] === OLDEST[0] && version[1] < OLDEST[1])) {
    fail(name + ' needs Node ' + OLDEST.join('.') + ' or newer, this is ' + process.version);
  }
  var main = path.join(__dirname, '..', 'dist', 'cli', name + '.js');
  if (!fs.existsSync(main)) fail(name + ' is not built yet: run npm run build');

  // LevelDB and the log's fdatasync block threads of this pool. Its size is read once, when the first thread is
  // needed, and that is before an ECMAScript module could set it.
  if (!process.env.UV_THREADPOOL_SIZE) process.env.UV_THREADPOOL_SIZE = '16';

  // V8 drops the code of functions that did not run during some collections, and collects while nothing else is to do: after a
  // minute without requests a node was as slow as just started, for some 20 s.
  if (name === 'kvd') require('v8').setFlagsFromString('--no-flush-bytecode');

  require('./load')(main).catch(function (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') fail(name + ' lacks a package: run npm ci (' + error.message + ')');
    throw error;
  });
};

function fail(message) {
  process.stderr.write(message + '\n');
  process.exit(1);
}
