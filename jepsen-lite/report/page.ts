import { createHash } from 'node:crypto';
import type { HistoryEvent } from '../history/event.ts';
import type { RunRecord } from '../run-record.ts';
import { counterexampleSection, counterexamplesOf } from './counterexample.ts';
import { plural } from './format.ts';
import { contents, header, pageTitle } from './header.ts';
import { pairOperations } from './history-operations.ts';
import { html, Markup } from './html.ts';
import { limits } from './limits.ts';
import { operationsSection } from './operations-section.ts';
import { script } from './script.ts';
import { storiesSection } from './stories.ts';
import { style } from './style.ts';
import { checksSection, faultsSection, figuresSection } from './tables.ts';
import { watchesSection } from './watches-section.ts';
import { wholeRunSection } from './whole-run.ts';

/**
 * One page about a run that needs nothing else: no network, no fonts, no file beside it. Without its script the figures,
 * tables and links are all there. Below 3 MB for any history.
 */
export function renderReport(record: RunRecord, history: readonly HistoryEvent[]): string {
  const operations = pairOperations(history);
  const found = counterexamplesOf(record);
  const drawn = found.slice(0, limits.counterexamples);
  const more = found.length - drawn.length;
  const moreNote =
    more > 0 && html`<p class="note">${plural(more, 'more counterexample')} in verdict.json.</p>`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>${pageTitle(record)}</title>
<link rel="icon" href="data:,">
<style>${Markup.trusted(style)}</style>
</head>
<body>
<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7"/><path d="M0 0V7"/></pattern></defs></svg>
<main>
${header(record)}
${contents(record)}
${checksSection(record)}
${drawn.map((each) => counterexampleSection(each, record, operations))}${moreNote}
${storiesSection(record)}
${wholeRunSection(record, operations)}
${faultsSection(record)}
${operationsSection(record, operations)}
${watchesSection(history)}
${figuresSection(record)}
<footer>Written by jepsen-lite, the fault-injection harness of ringkv. Not affiliated with Jepsen.</footer>
</main>
<script>${Markup.trusted(script)}</script>
</body>
</html>
`;
  return page.toString();
}

/** Nothing is fetched, and no script runs but ours: a value that slipped through as markup could still do nothing. */
function policy(): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
}
