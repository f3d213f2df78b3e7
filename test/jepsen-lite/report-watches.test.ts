import { expect, it } from 'vitest';
import type { ToldItem, WatchBegin } from '../../jepsen-lite/history/watched.ts';
import { renderReport } from '../../jepsen-lite/report/index.ts';
import { historyOf, type Told } from './checkers/told.ts';
import { readPage } from './report-page.ts';
import { playedRun } from './report-played-run.ts';

const { record, history } = playedRun({ seed: 1, seconds: 5 });

function sections(lines: readonly Told[]): { readonly ids: unknown[]; readonly text: string } {
  const { tags, text } = readPage(renderReport(record, historyOf(lines)));
  const all = tags.filter(({ name }) => name === 'section');
  return { ids: all.map(({ attributes }) => attributes.get('id')), text };
}

it('a report tells of each watch what it was told, and how long after the answers', () => {
  const v: WatchBegin = {
    watch: 'slow <1>',
    way: 'typed',
    target: 'prefix',
    initial: true,
    without: ['touch'],
    positions: [],
  };
  const put = { type: 'put', partition: 0, revision: 1, key: 'k', value: '1', version: 1 } as const;
  const items: ToldItem[] = [
    { type: 'interrupted', partitions: [0] },
    put,
    { type: 'closed', complete: true },
  ];
  const watch = { p: 1, k: '', f: 'watch' };
  const told = { p: 1, k: '', f: 'told' };
  const { ids, text } = sections([
    { ...watch, type: 'invoke', v },
    { ...watch, type: 'ok' },
    { p: 2, f: 'put', type: 'invoke' },
    { p: 2, f: 'put', type: 'ok', at: { revision: 1 }, ms: 100 },
    { ...told, type: 'invoke', ms: 340 },
    { ...told, type: 'ok', v: items, ms: 350 },
  ]);
  expect(ids).toContain('watches');
  expect(text).toContain(
    'slow <1>typedeverything, and what was there without touch1110250 ms250 mstold of all',
  );
});

it('one of a run without watches says nothing of them', () => {
  const { tags } = readPage(renderReport(record, history));
  expect(tags.map(({ attributes }) => attributes.get('id'))).not.toContain('watches');
});
