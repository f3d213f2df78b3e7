/** Generates proto/gen/ringkv.{js,d.ts} from proto/: static protobufjs code, no protoc needed. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(join(root, 'proto'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.proto'))
  .sort();

execFileSync(
  join(root, 'node_modules/.bin/pbjs'),
  [
    ...'-t static-module -w esm --es6 --dts --root ringkv --dependency ./runtime.js'.split(' '),
    ...'--force-number --no-verify --no-convert --no-delimited --no-typeurl'.split(' '),
    ...'--no-service -p proto -o proto/gen/ringkv.js'.split(' '),
    ...sources,
  ],
  { cwd: root, stdio: 'inherit' },
);
