import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectDir, Stage } from './support.ts';

const python = '/usr/bin/python3';
const plugin = '/usr/bin/grpc_python_plugin';

/** What there is not of what it takes, or null. */
const missing = ((): string | null => {
  if (!existsSync(plugin)) return 'needs protobuf-compiler-grpc';
  try {
    execFileSync('protoc', ['--version'], { stdio: 'ignore' });
    execFileSync(python, ['-c', 'import grpc, google.protobuf'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'needs python3-grpcio and protobuf-compiler';
  }
})();

let stage: Stage;

beforeAll(async () => {
  if (missing === null) stage = await Stage.start({ partitions: 4 });
});

afterAll(async () => {
  if (missing === null) await stage.end();
});

/** Code for Python from proto/, as examples/python/README.md says. */
function generate(to: string): void {
  mkdirSync(to, { recursive: true });
  const files = ['common', 'kv', 'watch'].map((name) => `ringkv/v1/${name}.proto`);
  const out = [`--python_out=${to}`, `--grpc_python_out=${to}`];
  execFileSync(
    'protoc',
    ['-I', '.', ...out, `--plugin=protoc-gen-grpc_python=${plugin}`, ...files],
    {
      cwd: join(projectDir, 'proto'),
    },
  );
}

it('a client that Python made of proto/ alone does what ours does', async (context) => {
  if (missing !== null) return context.skip(missing);
  const generated = join(stage.dir, 'python');
  generate(generated);
  const script = join(projectDir, 'examples/python/ringkv_example.py');
  const out = execFileSync(python, [script, stage.cluster.endpoints.join(',')], {
    env: { PYTHONPATH: generated },
    encoding: 'utf8',
  });
  expect(JSON.parse(out)).toEqual({
    greeting: ['hello', 'hello', 'hello'],
    taken: [false, 1],
    many: [true, false],
    scan: Array.from({ length: 25 }, (_, n) => `py/page/${String(n).padStart(2, '0')}`),
    transfers: [{ left: 3, got: 7 }, { refused: 3 }],
    session: Array.from({ length: 12 }, (_, n) => n),
    exactlyOnce: [5, 5, true],
    refused: ['INVALID_REQUEST', 'NOT_EXECUTED'],
    watch: ['py/watched/a=1', 'synced', 'put py/watched/a=2', 'delete py/watched/a='],
  });
});
