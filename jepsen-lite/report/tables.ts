import type { Verdict } from '../checkers/verdict.ts';
import type { RunRecord } from '../run-record.ts';
import { faultClass, faultTooltip } from './cluster-lanes.ts';
import { counterexamplesOf } from './counterexample.ts';
import { count, cut, duration, faultTitle, moment } from './format.ts';
import { verdictSign } from './header.ts';
import { html, type Markup } from './html.ts';
import { limits } from './limits.ts';

/** What was checked, and what makes a green verdict mean anything (R43). The worst stand first. */
export function checksSection(record: RunRecord): Markup {
  const ids = new Map(counterexamplesOf(record).map(({ check, id }) => [check, id]));
  const order: readonly Verdict[] = ['invalid', 'unknown', 'valid'];
  const checks = [...record.checks].sort(
    (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
  );
  const rows = checks.slice(0, limits.rows).map((check) => {
    const id = ids.get(check);
    const link = id !== undefined && html` <a href="#${id}">counterexample</a>`;
    return html`<tr><td>${badge(check.verdict)}</td><td><code>${cut(check.name, 80)}</code></td><td>${cut(check.detail, limits.detailChars)}${link}</td></tr>`;
  });
  const guards = [...record.guards].sort((a, b) => Number(a.held) - Number(b.held));
  const guardRows = guards
    .slice(0, limits.rows)
    .map(
      ({ name, held, detail }) =>
        html`<tr><td>${heldBadge(held)}</td><td>${cut(name, 160)}</td><td>${cut(detail, limits.detailChars)}</td></tr>`,
    );
  return html`<section class="card" id="checks"><h2>Checks</h2>
${rows.length === 0 ? html`<p>Nothing was checked.</p>` : table('verdict', 'check', rows)}${cutNote(checks.length)}
<h3>Guards</h3><p class="sub">Without all of these a run proves nothing, whatever its checks say.</p>
${guardRows.length === 0 ? html`<p>None.</p>` : table('held', 'guard', guardRows)}${cutNote(guards.length)}
</section>`;
}

/** Each fault with the proof that it did something. */
export function faultsSection({ faults }: RunRecord): Markup {
  if (faults.length === 0) return html``;
  const rows = faults
    .slice(0, limits.rows)
    .map(
      (fault) =>
        html`<tr><td>${heldBadge(fault.proof.held)}</td><td><span class="chip ${faultClass(fault)}" title="${faultTooltip(fault)}">${faultTitle(fault)}</span></td><td class="num">${moment(fault.from)}</td><td class="num">${duration(fault.to - fault.from)}</td><td>${cut(fault.nodes.join(', '), 80)}</td><td>${cut(fault.proof.detail, limits.detailChars)}</td></tr>`,
    );
  return html`<section class="card" id="faults"><h2>Faults</h2><div class="scroll"><table><thead><tr><th>acted</th><th>fault</th><th class="num">from</th><th class="num">for</th><th>nodes</th><th>proof</th></tr></thead><tbody>${rows}</tbody></table></div>${cutNote(faults.length)}</section>`;
}

/** What the workload counted. */
export function figuresSection({ figures }: RunRecord): Markup {
  const entries = Object.entries(figures).slice(0, limits.rows);
  const body =
    entries.length === 0
      ? html`<p>The workload counted nothing of its own.</p>`
      : html`<dl class="facts">${entries.map(([name, value]) => html`<div><dt>${cut(name, 80)}</dt><dd>${count(value)}</dd></div>`)}</dl>`;
  return html`<section class="card" id="figures"><h2>Figures</h2>${body}</section>`;
}

function table(first: string, second: string, rows: readonly Markup[]): Markup {
  return html`<div class="scroll"><table class="wide-last"><thead><tr><th>${first}</th><th>${second}</th><th>detail</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function badge(verdict: Verdict): Markup {
  return html`<span class="badge ${verdict}">${verdictSign[verdict]} ${verdict}</span>`;
}

function heldBadge(held: boolean): Markup {
  return html`<span class="badge ${held ? 'valid' : 'unknown'}">${held ? '✓ yes' : '? no'}</span>`;
}

function cutNote(rows: number): Markup {
  if (rows <= limits.rows) return html``;
  return html`<p class="note">The first ${limits.rows} of ${count(rows)}.</p>`;
}
