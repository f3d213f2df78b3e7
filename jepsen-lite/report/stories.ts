import type { RunRecord } from '../run-record.ts';
import { cut } from './format.ts';
import { html, type Markup } from './html.ts';
import { limits } from './limits.ts';

/** Contradictions that are not of one key, told step by step: a cycle of transactions, elements that are gone. */
export function storiesSection({ checks }: RunRecord): Markup {
  const told = checks.filter(({ story }) => story !== undefined && story.length > 0);
  if (told.length === 0) return html``;
  const stories = told.map(({ name, story = [] }) => {
    const lines = story
      .slice(0, limits.rows)
      .map((line) => html`<li>${cut(line, limits.detailChars)}</li>`);
    return html`<h3><code>${cut(name, 80)}</code></h3><ol class="story">${lines}</ol>`;
  });
  return html`<section class="card" id="stories"><h2>What contradicts what</h2>
${stories}
</section>`;
}
