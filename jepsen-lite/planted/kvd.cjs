#!/usr/bin/env node
// kvd with one planted bug: `--planted NAME` among kvd's own flags (docs/planted.md). Not in the package, which has no
// way to set a switch (R45). CommonJS, because the thread pool must get its size before any module loads; see
// bin/launch.js. Build first: it runs dist.
'use strict';

process.env.UV_THREADPOOL_SIZE ??= '16';

async function main() {
  const { noPlantedBugs } = await import('../../dist/util/planted-bugs.js');
  const args = process.argv.slice(2);
  const at = args.indexOf('--planted');
  const [, name] = at < 0 ? [] : args.splice(at, 2);
  if (name === undefined || !Object.hasOwn(noPlantedBugs, name)) {
    const names = Object.keys(noPlantedBugs).join(', ');
    throw new Error(`--planted needs one of ${names}, not ${name}`);
  }
  const [{ kvdProcess }, { parseKvd }, { runNode }, { startNode }] = await Promise.all([
    import('../../dist/cli/kvd-process.js'),
    import('../../dist/cli/kvd-program.js'),
    import('../../dist/cli/kvd-run.js'),
    import('../../dist/server/node.js'),
  ]);
  const { config } = parseKvd(args, process.env, require('node:fs').readFileSync);
  const planted = Object.freeze({ ...noPlantedBugs, [name]: true });
  process.stderr.write(`kvd ${config.node.name}: PLANTED BUG ${name}\n`);
  return runNode(config, (node) => startNode(node, planted), kvdProcess);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`kvd: ${error.message}\n`);
    process.exit(1);
  },
);
