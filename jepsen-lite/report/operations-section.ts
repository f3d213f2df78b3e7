import type { RunRecord } from '../run-record.ts';
import { count, cut, duration, percent } from './format.ts';
import {
  type Operations,
  type Outcome,
  outcomeMeaning,
  outcomes,
  percentile,
} from './history-operations.ts';
import { html, type Markup } from './html.ts';
import { limits } from './limits.ts';

/** Operations by kind and outcome, how long they took, and why those that failed did. */
export function operationsSection(record: RunRecord, operations: Operations): Markup {
  return html`<section class="card" id="operations"><h2>Operations</h2>
${outcomeTable(record)}
<div class="columns"><div><h3>Latency of ok operations</h3>${latencyTable(operations)}</div><div><h3>Errors by reason</h3>${errorTable(operations)}</div></div>
</section>`;
}

function outcomeTable({ counts }: RunRecord): Markup {
  const kinds = Object.entries(counts.byOperation).slice(0, limits.rows);
  if (kinds.length === 0) return html`<p>No operation was counted.</p>`;
  const row = (name: Markup, each: Readonly<Record<Outcome, number>>): Markup => {
    const total = each.ok + each.fail + each.info;
    const cells = outcomes.map(
      (outcome) =>
        html`<td class="num">${count(each[outcome])} <small>${percent(each[outcome], total)}</small></td>`,
    );
    return html`<tr><td>${name}</td><td class="num">${count(total)}</td>${cells}<td class="share">${shareBar(each, total)}</td></tr>`;
  };
  const heads = outcomes.map(
    (outcome) => html`<th class="num">${outcome} <small>${outcomeMeaning[outcome]}</small></th>`,
  );
  return html`<div class="scroll"><table><thead><tr><th>operation</th><th class="num">all</th>${heads}<th class="share"></th></tr></thead><tbody>${kinds.map(([name, each]) => row(html`<code>${cut(name, 60)}</code>`, each))}${kinds.length > 1 && row(html`<b>all</b>`, counts)}</tbody></table></div>`;
}

/** Shares of a row, without a script or a library: three pieces of one line. */
function shareBar(each: Readonly<Record<Outcome, number>>, total: number): Markup {
  let x = 0;
  const pieces = outcomes.map((outcome) => {
    const width = total === 0 ? 0 : (100 * each[outcome]) / total;
    const piece = html`<rect class="${outcome}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="8"/>`;
    x += width;
    return piece;
  });
  return html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}

const shares: readonly (readonly [string, number])[] = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['p99.9', 0.999],
  ['max', 1],
];

function latencyTable({ all }: Operations): Markup {
  const byKind = new Map<string, number[]>();
  for (const { invoke, outcome, latency } of all) {
    if (outcome !== 'ok') continue;
    const list = byKind.get(invoke.f);
    if (list === undefined) byKind.set(invoke.f, [latency]);
    else list.push(latency);
  }
  if (byKind.size === 0) return html`<p>No operation was ok.</p>`;
  const rows = [...byKind].slice(0, limits.rows).map(([kind, latencies]) => {
    const sorted = Float64Array.from(latencies).sort();
    const cells = shares.map(
      ([, share]) => html`<td class="num">${duration(percentile(sorted, share))}</td>`,
    );
    return html`<tr><td><code>${cut(kind, 60)}</code></td>${cells}</tr>`;
  });
  return html`<div class="scroll"><table><thead><tr><th>operation</th>${shares.map(([name]) => html`<th class="num">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

const reasonsShown = 30;

function errorTable({ all }: Operations): Markup {
  const reasons = new Map<
    string,
    { outcome: Outcome; reason: string; kind: string; times: number }
  >();
  for (const { invoke, completion, outcome } of all) {
    if (outcome === 'ok') continue;
    const unnamed = completion === null ? 'the run ended before an answer' : 'no reason given';
    const reason = cut(completion?.err ?? unnamed, 120);
    const name = JSON.stringify([outcome, reason, invoke.f]);
    const known = reasons.get(name);
    if (known === undefined) reasons.set(name, { outcome, reason, kind: invoke.f, times: 1 });
    else known.times++;
  }
  if (reasons.size === 0) return html`<p>None: every operation was ok.</p>`;
  const sorted = [...reasons.values()].sort((a, b) => b.times - a.times);
  const rows = sorted
    .slice(0, reasonsShown)
    .map(
      ({ outcome, reason, kind, times }) =>
        html`<tr><td><span class="badge ${outcome}">${outcome}</span></td><td><code>${cut(kind, 60)}</code></td><td>${reason}</td><td class="num">${count(times)}</td></tr>`,
    );
  const rest = sorted.slice(reasonsShown).reduce((sum, { times }) => sum + times, 0);
  return html`<div class="scroll"><table><thead><tr><th>outcome</th><th>operation</th><th>reason</th><th class="num">times</th></tr></thead><tbody>${rows}</tbody></table></div>${rest > 0 && html`<p class="note">${count(sorted.length - reasonsShown)} more reasons, ${count(rest)} times together.</p>`}`;
}
