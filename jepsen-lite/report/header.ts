import type { Verdict } from '../checkers/verdict.ts';
import type { RunRecord } from '../run-record.ts';
import { counterexamplesOf, firstErrorAnchor } from './counterexample.ts';
import { count, cut, plural } from './format.ts';
import { html, type Markup, type Part } from './html.ts';

/** A verdict is a word and a sign before it is a colour. */
export const verdictSign: Readonly<Record<Verdict, string>> = {
  valid: '✓',
  invalid: '✗',
  unknown: '?',
};

const meaning: Readonly<Record<Verdict, string>> = {
  valid: 'Every check passed, and the faults were seen to act.',
  invalid: 'The history breaks a promise of the store.',
  unknown:
    'Nothing wrong was found, but the run does not prove that nothing was. This is not a pass.',
};

export function header(record: RunRecord): Markup {
  const { verdict, counts, nemeses } = record;
  const [first] = counterexamplesOf(record);
  const total = counts.ok + counts.fail + counts.info;
  return html`<header class="card top ${verdict}">
<div class="verdict"><span class="sign" aria-hidden="true">${verdictSign[verdict]}</span><div><h1>${verdict}</h1><p>${meaning[verdict]}</p></div>${first && html`<a class="button danger" href="#${firstErrorAnchor(first)}" data-jump>Jump to the first error</a>`}</div>
<dl class="facts">
${fact('workload', cut(record.workload, 80))}
${fact('nemeses', nemeses.length === 0 ? 'none' : cut(nemeses.join(', '), 200))}
${fact('nodes', count(record.nodes))}
${fact('seed', String(record.seed))}
${fact('duration', `${count(record.seconds)} s`)}
${fact('started', html`<time datetime="${record.startedAt}">${cut(readable(record.startedAt), 40)}</time>`)}
${fact('operations', html`${count(total)} <small>${count(counts.ok)} ok · ${count(counts.fail)} fail · ${count(counts.info)} unknown</small>`)}
${fact('faults', html`${count(record.faults.length)} <small>${count(record.faults.filter(({ proof }) => proof.held).length)} seen to act</small>`)}
</dl>
<div class="again"><span>run it again</span><code id="command">${record.command}</code><button type="button" data-copy="command" hidden>copy</button></div>
</header>`;
}

/** What the title bar of a browser says, verdict first. */
export function pageTitle({ verdict, workload, nemeses, seed }: RunRecord): string {
  const faults = nemeses.length === 0 ? 'no faults' : nemeses.join(', ');
  return cut(`${verdictSign[verdict]} ${verdict} · ${workload} · ${faults} · seed ${seed}`, 160);
}

/** Ways to the parts of a long page. */
export function contents(record: RunRecord): Markup {
  const found = counterexamplesOf(record).length;
  const links: Part[] = [html`<a href="#checks">Checks</a>`];
  if (found > 0) links.push(html`<a href="#example-1">${plural(found, 'counterexample')}</a>`);
  links.push(html`<a href="#run">Whole run</a>`);
  if (record.faults.length > 0) links.push(html`<a href="#faults">Faults</a>`);
  links.push(html`<a href="#operations">Operations</a>`, html`<a href="#figures">Figures</a>`);
  return html`<nav aria-label="Parts of this report">${links}</nav>`;
}

/** An ISO time with a space and no fraction; anything else as it is. */
function readable(startedAt: string): string {
  return startedAt.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC');
}

function fact(name: string, value: Part): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
