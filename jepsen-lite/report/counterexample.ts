import type { CheckResult, Counterexample } from '../checkers/verdict.ts';
import type { RunRecord } from '../run-record.ts';
import { clusterMoments } from './cluster-lanes.ts';
import { drawCounterexample } from './counterexample-figure.ts';
import { type CounterexampleLayout, firstError, layOut } from './counterexample-layout.ts';
import { count, cut, moment, plural } from './format.ts';
import { type Operations, partitionOf } from './history-operations.ts';
import { html, type Markup } from './html.ts';
import { limits } from './limits.ts';

/** A counterexample with the check that found it. `id` is unique in the page. */
export interface Found {
  readonly id: string;
  readonly check: CheckResult;
  readonly example: Counterexample;
}

/** Every counterexample of a record, in the order of its checks. */
export function counterexamplesOf(record: RunRecord): readonly Found[] {
  return record.checks
    .flatMap((check) =>
      check.counterexample === undefined ? [] : [{ check, example: check.counterexample }],
    )
    .map((each, at) => ({ id: `example-${at + 1}`, ...each }));
}

/** Where the link to the first error of a counterexample leads: its bar, or the section when nothing can be drawn. */
export function firstErrorAnchor({ id, example }: Found): string {
  const first = firstError(example);
  return first === null ? id : `${id}-op-${first.operation}`;
}

export function counterexampleSection(
  found: Found,
  record: RunRecord,
  operations: Operations,
): Markup {
  const { id, check, example } = found;
  const partition = partitionOf(example.key, operations);
  const layout = layOut(example, (from, to) => clusterMoments(record, partition, { from, to }));
  const first = firstError(example);
  const state = example.order.at(-1)?.state ?? null;
  const why = (text: string): string => reason(text, state);
  const drawing = drawCounterexample({
    example,
    layout,
    record,
    partition,
    operations: operations.byInvoke,
    id,
    first: first?.operation ?? null,
    why,
  });
  const where = partition === null ? '' : ` · partition ${partition}`;
  return html`<section class="card" id="${id}">
<h2>Counterexample: key <code>${cut(example.key, limits.keyChars)}</code></h2>
<p class="sub">${check.name}${where} · ${plural(example.operations.length, 'operation')} of ${plural(new Set(example.operations.map(({ process }) => process)).size, 'process')}</p>
${explanation(found, state, why)}
<p class="tools"><a class="button danger" href="#${firstErrorAnchor(found)}" data-jump>Jump to the first error</a> ${legend()}</p>
${example.operations.length === 0 ? html`<p class="note">The checker named no operation.</p>` : drawing}
${hiddenNote(layout)}
${orderTable(example, layout)}
</section>`;
}

/** `read 7: the key holds 9`: the state at the end of the order does not allow the operation. */
function reason(text: string, state: string | null): string {
  const operation = cut(text, limits.labelChars);
  if (state === null) return `${operation}: not allowed on a key that nothing was done to`;
  return `${operation}: the key holds ${cut(state === '' ? 'nothing' : state, limits.labelChars)}`;
}

function explanation(
  { id, example }: Found,
  state: string | null,
  why: (text: string) => string,
): Markup {
  const illegal = new Set(example.illegal);
  const wrong = example.operations.filter(({ operation }) => illegal.has(operation));
  const after =
    state === null
      ? 'No order of these operations even begins'
      : html`The longest legal order has ${plural(example.order.length, 'step')}; after it the key holds <code>${cut(state, limits.keyChars)}</code>`;
  if (wrong.length === 0) return html`<p>${after}.</p>`;
  return html`<p>${after}. ${wrong.length === 1 ? 'This operation' : 'Each of these'} had to come next, and none can:</p>
<ul class="illegal">${wrong
    .slice(0, 20)
    .map(
      (each) =>
        html`<li><a href="#${id}-op-${each.operation}" data-jump><span aria-hidden="true">✗</span> ${why(each.text)}</a> <span class="sub">process ${each.process}, invoked at ${moment(each.invokedAt)}, line ${each.operation + 1} of history.jsonl</span></li>`,
    )}${wrong.length > 20 && html`<li class="sub">and ${count(wrong.length - 20)} more</li>`}</ul>`;
}

function legend(): Markup {
  return html`<span class="legend"><span class="key placed">in the order</span><span class="key illegal">illegal next step</span><span class="key later">not reached</span><span class="key open">torn end: never answered</span></span>`;
}

/** What the figure leaves out is said under it. */
function hiddenNote({ hidden }: CounterexampleLayout): Markup {
  const parts: string[] = [];
  if (hidden.operations > 0) parts.push(plural(hidden.operations, 'operation'));
  if (hidden.processes > 0) parts.push(plural(hidden.processes, 'process'));
  if (hidden.steps > 0) parts.push(`the first ${plural(hidden.steps, 'step')} of the order`);
  if (parts.length === 0) return html``;
  return html`<p class="note">Not drawn, far from the first error: ${parts.join(', ')}. They are in verdict.json.</p>`;
}

/** The same order as text, for those who cannot see the figure and for the last word on a state that is too long for it. */
function orderTable(example: Counterexample, layout: CounterexampleLayout): Markup {
  if (example.order.length === 0) return html``;
  const operations = new Map(example.operations.map((each) => [each.operation, each]));
  const skipped = Math.max(0, example.order.length - limits.rows);
  const rows = example.order.slice(skipped).map(({ operation, state }, at) => {
    const found = operations.get(operation);
    return html`<tr><td class="num">${skipped + at + 1}</td><td class="num">#${operation}</td><td class="num">${found?.process}</td><td><code>${cut(found?.text ?? '', 200)}</code></td><td><code>${cut(state, 200)}</code></td></tr>`;
  });
  const cutNote =
    skipped > 0 &&
    html`<p class="note">The last ${limits.rows} of ${count(example.order.length)} steps.</p>`;
  return html`<details><summary>The order as a list, ${moment(layout.from)} to ${moment(layout.to)}</summary>${cutNote}<div class="scroll"><table><thead><tr><th class="num">step</th><th class="num">invoke</th><th class="num">process</th><th>operation</th><th>the key then holds</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
