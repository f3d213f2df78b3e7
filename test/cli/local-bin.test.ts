import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));
let checkout: string;

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'ringkv-bin-'));
  cpSync(join(project, 'bin'), join(checkout, 'bin'), { recursive: true });
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}');
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function run(
  command: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
  node: string[] = [],
) {
  const { UV_THREADPOOL_SIZE: _, ...inherited } = process.env;
  const file = join(checkout, 'bin', command);
  const result = spawnSync(process.execPath, [...node, file, ...args], {
    encoding: 'utf8',
    env: { ...inherited, ...env },
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Makes the file that a build would put in place. */
function build(name: string, source: string): void {
  mkdirSync(join(checkout, 'dist', 'cli'), { recursive: true });
  writeFileSync(join(checkout, 'dist', 'cli', `${name}.js`), source);
}

describe.each(['kvd', 'kvctl'])('bin/%s', (name) => {
  it('says in one line that it is not built', () => {
    rmSync(join(checkout, 'dist'), { recursive: true, force: true });
    const stderr = `${name} is not built yet: run npm run build\n`;
    expect(run(name)).toEqual({ status: 1, stdout: '', stderr });
  });

  it.each(['20.18.3', '18.20.0', '0.10.48'])(
    'says in one line that Node %s is too old',
    (version) => {
      const preload = join(checkout, 'old.cjs');
      writeFileSync(
        preload,
        `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
       Object.defineProperty(process, 'version', { value: 'v${version}' });`,
      );
      const stderr = `${name} needs Node 20.19 or newer, this is v${version}\n`;
      expect(run(name, [], {}, ['-r', preload])).toEqual({ status: 1, stdout: '', stderr });
    },
  );

  it('says in one line that a package is missing', () => {
    build(name, "import 'a-package-that-is-not-there';");
    const result = run(name);
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(new RegExp(`^${name} lacks a package: run npm ci \\(.*\\)\\n$`));
  });

  it('runs the built program with its arguments and enough threads for the disk', () => {
    build(name, 'console.log(process.env.UV_THREADPOOL_SIZE, process.argv.slice(2).join());');
    expect(run(name, ['--a', 'b'])).toEqual({ status: 0, stdout: '16 --a,b\n', stderr: '' });
    expect(run(name, [], { UV_THREADPOOL_SIZE: '32' }).stdout).toBe('32 \n');
  });

  it('leaves the exit code to the program, and shows the stack of a bug', () => {
    build(name, 'process.exitCode = 5;');
    expect(run(name).status).toBe(5);
    build(name, "throw new Error('a bug');");
    expect(run(name)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('a bug\n    at '),
    });
  });
});

describe('the launchers', () => {
  it('keep the compiled code of a server over idle minutes, and leave a command as it is', () => {
    const preload = join(checkout, 'flags.cjs');
    writeFileSync(
      preload,
      `const v8 = require('v8');
       const set = v8.setFlagsFromString;
       globalThis.flags = [];
       v8.setFlagsFromString = (flag) => { flags.push(flag); set(flag); };`,
    );
    const flagsOf = (name: string): string => {
      build(name, 'console.log(globalThis.flags.join());');
      return run(name, [], {}, ['-r', preload]).stdout;
    };
    expect([flagsOf('kvd'), flagsOf('kvctl')]).toEqual(['--no-flush-bytecode\n', '\n']);
  });

  it('ask for the same Node as package.json', () => {
    const { engines } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    const launch = readFileSync(join(project, 'bin', 'launch.js'), 'utf8');
    const oldest = /OLDEST = \[(\d+), (\d+)\]/.exec(launch)?.slice(1).join('.');
    expect(engines.node).toBe(`>=${oldest}.0`);
  });

  it('use no syntax that an old Node cannot read before it can say so', () => {
    for (const file of ['kvd', 'kvctl', 'launch.js']) {
      const source = readFileSync(join(project, 'bin', file), 'utf8').replaceAll(
        /^\s*\/\/.*$/gm,
        '',
      );
      expect(source).not.toMatch(/=>|`|\b(const|let|class|async|await|import)\b|\?\.|\?\?|,\s*\)/);
    }
  });
});
