import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseBaseline, SHORT_HASH } from '../bench/guard/baseline.ts';
import { VERSION } from '../src/util/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function sources(...folders: string[]): { path: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  );
}

/** Which folders of src each folder may import (design: layout and direction). */
const layers: Readonly<Record<string, readonly string[]>> = {
  util: [],
  raft: ['util'],
  ring: ['util'],
  storage: ['util', 'raft'],
  tls: ['util'],
  rpc: ['util', '#proto'],
  client: ['util', 'ring', 'rpc', 'tls', '#proto'],
  server: ['util', 'raft', 'ring', 'storage', 'rpc', 'tls', '#proto'],
  cli: ['util', 'client', 'server', 'storage', 'tls', '#proto'],
};

/** Packages and node modules by folder; a pure folder has none. */
const pure = ['raft', 'ring'];

/** Programs around the package: they see what its users see. */
const programs = ['jepsen-lite', 'bench', 'examples'];

/** Files that the simulator runs as they are: no node modules, no timers, no promises (R42). */
const sansIo = (path: string): boolean =>
  path.startsWith('src/server/host/') ||
  (path.startsWith('src/storage/') && !/(node-disk|leveldb-engine|memory-[a-z-]+)\.ts$/.test(path));

function imports(text: string): string[] {
  const found = text.matchAll(/\bfrom '([^']+)';$|^import '([^']+)';$|\bimport\('([^']+)'\)/gm);
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

describe('the code keeps its own rules', () => {
  it('no file is longer than 400 lines', () => {
    const long = sources('src', 'test', 'sim', ...programs, 'scripts')
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it('imports point down the layers only', () => {
    const wrong: string[] = [];
    for (const { path, text } of sources('src')) {
      const folder = path.split('/')[1] ?? '';
      for (const target of imports(text)) {
        const crossed = target.match(
          /^(?:\.\.\/)+(util|raft|ring|storage|rpc|tls|client|server|cli)\//,
        );
        const layer = crossed?.[1] ?? (target === '#proto' ? target : null);
        if (layer === null || layer === folder) continue;
        if (!(layers[folder] ?? []).includes(layer)) wrong.push(`${path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('programs outside src use the package by its public names and the launcher library', () => {
    const wrong: string[] = [];
    for (const { path, text } of sources(...programs)) {
      // Stages are measured one by one; planted bugs are set where no user can.
      if (path.startsWith('bench/micro/') || path.startsWith('jepsen-lite/planted/')) continue;
      for (const target of imports(text)) {
        if (!/(?:^|\/)(?:src|dist|test)\//.test(target)) continue;
        if (!target.endsWith('/src/cli/local/index.ts')) wrong.push(`${path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('histories and checkers know no node module, timer or promise: the simulator uses them', () => {
    const wrong: string[] = [];
    for (const { path, text } of sources('jepsen-lite/history', 'jepsen-lite/checkers')) {
      for (const target of imports(text))
        if (!target.startsWith('.')) wrong.push(`${path}: ${target}`);
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const found = code.match(/\b(setTimeout|setImmediate|async|await)\b|Date\.now|Math\.random/);
      if (found) wrong.push(`${path}: ${found[0]}`);
    }
    expect(wrong).toEqual([]);
  });

  it('raft and ring import no package and draw no unseeded randomness', () => {
    const wrong: string[] = [];
    for (const { path, text } of sources(...pure.map((folder) => `src/${folder}`))) {
      for (const target of imports(text))
        if (!target.startsWith('.')) wrong.push(`${path}: ${target}`);
      if (/Math\.random|Date\.now|\bawait\b|\basync\b/.test(text)) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });

  it('storage logic and the host know no node module, timer or promise (R42)', () => {
    const wrong: string[] = [];
    for (const { path, text } of sources('src/storage', 'src/server/host')) {
      if (!sansIo(path)) continue;
      for (const target of imports(text)) {
        if (target.startsWith('node:') || target.startsWith('@grpc'))
          wrong.push(`${path}: ${target}`);
      }
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const found = code.match(
        /\b(setTimeout|setInterval|setImmediate|Promise|async|await)\b|Date\.now/,
      );
      if (found) wrong.push(`${path}: ${found[0]}`);
    }
    expect(wrong).toEqual([]);
  });

  it('what runs in the simulator takes nothing from its surroundings, and imports what it simulates', () => {
    const wrong: string[] = [];
    const allowed =
      /^(\.\.?\/)+((src\/(util|raft|ring|storage|server)|jepsen-lite\/(history|checkers))\/|(?!src|jepsen-lite|test))/;
    for (const { path, text } of sources('sim')) {
      // The command line, its processes, and what builds and runs copies of the simulator with a bug in each.
      if (/^sim\/(cli\/|mutants\/|index\.ts$)/.test(path)) continue;
      for (const target of imports(text)) {
        if (!allowed.test(target)) wrong.push(`${path}: ${target}`);
      }
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const found = code.match(
        /\b(setTimeout|setInterval|setImmediate|performance|process\.)\b|Date\.now|Math\.random|new Date/,
      );
      if (found) wrong.push(`${path}: ${found[0]}`);
    }
    expect(wrong).toEqual([]);
  });

  it('nothing but its tests imports the simulator', () => {
    const wrong = sources('src', 'bench', 'examples', 'jepsen-lite', 'scripts')
      .filter(({ text }) => imports(text).some((target) => /(^|\/)sim\//.test(target)))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('connections are made where TLS is decided, and nowhere else', () => {
    const decided = ['src/server/peer-dialer.ts', 'src/client/handshake.ts'];
    const wrong = sources('src')
      .filter(({ text }) => /\bcredentials\.createInsecure\b/.test(text))
      .map(({ path }) => path)
      .filter((path) => !decided.includes(path));
    expect(wrong).toEqual([]);
  });

  it('no work is left as a note in the code', () => {
    const notes = sources('src', 'test', 'sim', ...programs, 'scripts')
      .filter(({ path }) => !path.endsWith('tidy.test.ts'))
      .filter(({ text }) => /\b(TODO|FIXME)\b|@ts-ignore|: any[,;)\]>]/.test(text));
    expect(notes.map(({ path }) => path)).toEqual([]);
  });

  it('the version in the code is that of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(VERSION).toBe(version);
  });
});

describe('the documents are true', () => {
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'docs/rules.md',
    'docs/raft-pitfalls.md',
    'docs/testing.md',
    'docs/simulator.md',
    'docs/benchmarks.md',
  ];

  it('every npm script that they name exists', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const missing = documents.flatMap((document) =>
      [
        ...readFileSync(join(root, document), 'utf8').matchAll(
          /npm run (?:--silent |-s )?([a-z:]+)/g,
        ),
      ]
        .map((match) => match[1] ?? '')
        .filter((name) => !(name in scripts))
        .map((name) => `${document}: npm run ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('the changelog names the commit that the guard compares with, so that none moves it in silence', () => {
    const baseline = parseBaseline(readFileSync(join(root, 'bench/baseline'), 'utf8'));
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    expect(changelog).toContain(`bench/baseline: ${baseline.slice(0, SHORT_HASH)}`);
  });

  it('every file that they link to or name exists', () => {
    const missing = documents.flatMap((document) => {
      const text = readFileSync(join(root, document), 'utf8');
      const named = [
        ...text.matchAll(/\]\(([^)#:]+)\)/g),
        ...text.matchAll(
          /`((?:src|test|proto|docs|bench|scripts|jepsen-lite|examples)\/[\w./-]+\.\w+)`/g,
        ),
      ].map((match) => match[1] ?? '');
      return named
        .filter((name) => !existsSync(join(root, document, '..', name)))
        .filter((name) => !existsSync(join(root, name)))
        .map((name) => `${document}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
});
