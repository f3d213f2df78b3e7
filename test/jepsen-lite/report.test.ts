import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../jepsen-lite/history/event.ts';
import { renderReport } from '../../jepsen-lite/report/index.ts';
import type { RunRecord } from '../../jepsen-lite/run-record.ts';
import { readPage, withClass } from './report-page.ts';
import { playedRun } from './report-played-run.ts';
import { idleFault } from './report-samples.ts';

const valid = playedRun({ seed: 1, seconds: 12 });
const invalid = playedRun({ seed: 2, seconds: 20, lie: 'stale-read' });

/** Every string of a record and its history becomes `text`. */
function drowned(text: string): { record: RunRecord; history: HistoryEvent[] } {
  const { record, history } = playedRun({ seed: 2, seconds: 4, clients: 3, lie: 'stale-read' });
  const deep = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (key, each) =>
      typeof each === 'string' && !structural.has(key) ? text : each,
    );
  const drownedRecord = deep(record);
  const byOperation = { [text]: { ok: 1, fail: 1, info: 1 } };
  return {
    record: { ...drownedRecord, counts: { ...record.counts, byOperation }, figures: { [text]: 1 } },
    history: deep(history),
  };
}

/** Strings that come from a closed set of ours. */
const structural = new Set(['verdict', 'type', 'p']);

describe('what a report says', () => {
  it('opens with the verdict in words, what was run, and the command that runs it again', () => {
    const { record, history } = invalid;
    const page = renderReport(record, history);
    const { text } = readPage(page);
    expect(page).toMatch(/<title>✗ invalid · register · kill, partition, pause · seed 2</);
    expect(page).toContain('<h1>invalid</h1>');
    expect(text).toContain(record.command);
    expect(text).toContain('2026-11-20 21:04:11 UTC');
    expect(text).toContain(`${record.faults.length} seen to act`);
    expect(text).toContain('Not affiliated with Jepsen');
  });

  it('tells everything in the order in which one asks', () => {
    const { tags } = readPage(renderReport(invalid.record, invalid.history));
    const sections = tags
      .filter(({ name }) => name === 'section')
      .map(({ attributes }) => attributes.get('id'));
    expect(sections).toEqual(['checks', 'example-1', 'run', 'faults', 'operations', 'figures']);
  });

  it('tells a contradiction that is not of one key step by step, after the checks', () => {
    const { record, history } = valid;
    const story = ['T2 [r x []]', 'T2 did not see 1 of <x>, appended by T0 (rw)'];
    const cycles = { name: 'cycles', verdict: 'invalid', detail: 'G-single', story } as const;
    const { text, tags } = readPage(renderReport({ ...record, checks: [cycles] }, history));
    expect(text).toContain(story[0]);
    expect(text).toContain(story[1]);
    const ids = tags.flatMap(({ name, attributes }) =>
      name === 'section' ? [attributes.get('id')] : [],
    );
    expect(ids.slice(0, 2)).toEqual(['checks', 'stories']);
  });

  it('shows each check and guard with its detail, the worst first', () => {
    const { text } = readPage(renderReport(invalid.record, invalid.history));
    for (const { name, detail } of [...invalid.record.checks, ...invalid.record.guards]) {
      expect(text).toContain(name);
      expect(text).toContain(detail);
    }
    expect(text.indexOf('has no legal order')).toBeLessThan(
      text.indexOf('revisions of 4 partitions'),
    );
  });

  it('never lets unknown look like a pass', () => {
    const { record, history } = idleFault(valid);
    const { tags, text } = readPage(renderReport(record, history));
    expect(withClass(tags, 'top', 'unknown')).toHaveLength(1);
    expect(withClass(tags, 'top', 'valid')).toHaveLength(0);
    expect(text).toContain('This is not a pass');
    expect(withClass(tags, 'fault', 'idle')).toHaveLength(1);
    expect(text).toContain('0 bytes were dropped on the cut links');
  });

  it('leads every link inside the page to a place that exists', () => {
    for (const { record, history } of [valid, invalid]) {
      const { tags } = readPage(renderReport(record, history));
      const ids = tags
        .map(({ attributes }) => attributes.get('id'))
        .filter((id) => id !== undefined);
      const links = tags
        .map(({ attributes }) => attributes.get('href') ?? '')
        .filter((href) => href.startsWith('#'));
      expect(links.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('names errors by reason, and operations that the end of the history left open', () => {
    const history: HistoryEvent[] = [
      { i: 0, t: 10, p: 0, type: 'invoke', f: 'write', k: 'a', v: 1 },
      { i: 1, t: 20, p: 1, type: 'invoke', f: 'read', k: 'a' },
      { i: 2, t: 40, p: 0, type: 'fail', f: 'write', k: 'a', v: 1, err: 'SPACE_QUOTA' },
    ];
    const { text } = readPage(renderReport(valid.record, history));
    expect(text).toContain('SPACE_QUOTA');
    expect(text).toContain('the run ended before an answer');
  });
});

describe('a report stands alone', () => {
  it('refers to nothing outside itself', () => {
    for (const { record, history } of [valid, invalid]) {
      const page = renderReport(record, history);
      expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
      expect(page).not.toMatch(/\b(?:src|srcset)=|@import|url\((?!#)/);
    }
  });

  it('runs one script, the one that its policy names', () => {
    const page = renderReport(invalid.record, invalid.history);
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, body]) => body ?? '',
    );
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64');
    const { tags } = readPage(page);
    const policy = tags
      .find(({ attributes }) => attributes.has('http-equiv'))
      ?.attributes.get('content');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
  });
});

/** Which elements a page has, with which attributes. */
function kinds({ tags }: ReturnType<typeof readPage>): readonly string[] {
  const all = tags.flatMap(({ name, attributes }) =>
    [...attributes.keys()].map((each) => `${name} ${each}`),
  );
  return [...new Set([...all, ...tags.map(({ name }) => name)])].sort();
}

describe('a report trusts no value', () => {
  const harmless = drowned('calm');
  const calm = kinds(readPage(renderReport(harmless.record, harmless.history)));
  const hostile = [
    '<script>alert(1)</script>',
    '</title></style></script><img src=x onerror=alert(1)>',
    '" onload="alert(1)" x="',
    "' onclick='alert(1)",
    '</svg><a href="javascript:alert(1)">',
    '&lt;b&gt; & &amp;',
    '\u0000\u001b[31m\u202egnp.exe\ud800',
    ']]><!-- --> `1`',
  ];

  it.each(hostile)('%j is shown, not obeyed, wherever it stands', (text) => {
    const { record, history } = drowned(text);
    const page = renderReport(record, history);
    const read = readPage(page);
    expect(kinds(read)).toEqual(calm);
    expect(read.tags.filter(({ name }) => name === 'script')).toHaveLength(1);
    for (const raw of ['\u0000', '\u001b', '\u202e', '\ud800']) expect(page).not.toContain(raw);
    if (/^[\x20-\x7e]*$/.test(text)) expect(read.text).toContain(text);
  });

  it('the reader of these tests does catch a value that got in as markup', () => {
    expect(() => readPage('<p>a < b</p>')).toThrow('stray <');
    expect(() => readPage('<p title="x" onload="y>z">a</p>')).toThrow('stray <');
    expect(() => readPage('<p></svg></p>')).toThrow('closes');
    expect(() => readPage('<p><b>')).toThrow('never closed');
    expect(readPage('<p><script>1</script></p>').tags).toHaveLength(2);
  });

  it('any text at all leaves the page well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { record, history } = drowned(text);
        const { tags } = readPage(renderReport(record, history));
        expect(tags.filter(({ name }) => name === 'script')).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });
});

describe('runs at the edge', () => {
  it('an empty history is a page that says so', () => {
    const empty: RunRecord = {
      ...valid.record,
      verdict: 'unknown',
      counts: { ok: 0, fail: 0, info: 0, byOperation: {} },
      checks: [],
      guards: [],
      faults: [],
      leaders: [],
      nemeses: [],
      figures: {},
    };
    const { text } = readPage(renderReport(empty, []));
    expect(text).toContain('The history has no operation.');
    expect(text).toContain('Nothing was checked.');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('two hundred thousand events fit into three megabytes, with every kind of cut said', () => {
    const { record, history } = playedRun({
      seed: 4,
      seconds: 90,
      clients: 60,
      keys: 3,
      pause: 40_000,
      lie: 'stale-read',
    });
    expect(history.length).toBeGreaterThan(200_000);
    const page = renderReport(record, history);
    expect(Buffer.byteLength(page)).toBeLessThan(3_000_000);
    const { text } = readPage(page);
    expect(text).toMatch(/Drawn: [\d,]+ of [\d,]+ ok, all [\d,]+ fail, all [\d,]+ info/);
    expect(text).toMatch(/Not drawn, far from the first error: [\d,]+ operations/);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('long texts and many counterexamples stay bounded too', () => {
    const { record, history } = drowned('x'.repeat(100_000));
    const checks = Array.from({ length: 40 }, () => record.checks).flat();
    const { command: _long, ...rest } = record;
    const page = renderReport({ ...rest, command: 'again', checks }, history);
    expect(Buffer.byteLength(page)).toBeLessThan(3_000_000);
    expect(readPage(page).text).toMatch(/34 more counterexamples in verdict.json/);
  });
});
