import type { Counterexample } from '../checkers/verdict.ts';
import type { RunRecord } from '../run-record.ts';
import type { Bar, CounterexampleLayout } from './counterexample-layout.ts';
import { cut, duration, moment, nodeName } from './format.ts';
import type { Operation } from './history-operations.ts';
import { html, Markup, px } from './html.ts';
import { repeatedText } from './svg.ts';

/** What the parts of a counterexample's figure draw from. */
export interface CounterexampleView {
  readonly example: Counterexample;
  readonly layout: CounterexampleLayout;
  readonly record: RunRecord;
  readonly partition: number | null;
  readonly operations: ReadonlyMap<number, Operation>;
  /** Prefix of the ids in this figure. */
  readonly id: string;
  /** `i` of the invoke that the link to the first error leads to. */
  readonly first: number | null;
  readonly why: (operation: string) => string;
}

const barHeight = 38;

export interface DrawnBar {
  readonly shape: Markup;
  readonly text: Markup;
}

/** The shape and the texts apart: the path of the order runs between them. */
export function drawBar(
  bar: Bar,
  y: number,
  view: CounterexampleView,
  stateOf: ReadonlyMap<number, string>,
): DrawnBar {
  const found = view.operations.get(bar.operation.operation);
  const kind = bar.isIllegal
    ? 'illegal'
    : found?.outcome === 'fail'
      ? 'failed'
      : bar.step === null
        ? 'later'
        : 'placed';
  const torn = bar.torn.after ? ' open' : '';
  const id = `${view.id}-op-${bar.operation.operation}`;
  const anchor = view.first === bar.operation.operation ? html` data-first="${view.id}"` : '';
  const tooltip = barTooltip(bar, found, stateOf, view);
  const note = bar.isIllegal
    ? html`<text class="note" x="${px(bar.left + 2)}" y="${y + barHeight + 15}">${view.why(bar.operation.text)}</text>`
    : '';
  return {
    shape: html`<g class="bar ${kind}${torn}" id="${id}"${anchor} tabindex="0" role="img"><title>${tooltip}</title><path d="${outline(bar, y)}"/></g>`,
    text: html`${repeatedText(bar.label, bar.left + 6, bar.right, y + 14, `label ${kind}`)}${note}`,
  };
}

/** A rectangle; where the operation has no end, or began before what is drawn, its side is torn. */
function outline({ left, right, torn }: Bar, y: number): Markup {
  const end = Math.max(right, left + 8);
  const bottom = y + barHeight;
  const tooth = barHeight / 6;
  const zigzag = (sign: 1 | -1): string =>
    [1, -1, 1, -1, 1, -1].map((side) => `l${side * -5} ${px(sign * tooth)}`).join('');
  const rightSide = torn.after ? zigzag(1) : `V${bottom}`;
  const leftSide = torn.before ? zigzag(-1) : 'Z';
  return Markup.trusted(`M${px(left)} ${y}H${px(end)}${rightSide}H${px(left)}${leftSide}`);
}

/** Times, who answered it on what state, and its place in the order. */
function barTooltip(
  bar: Bar,
  found: Operation | undefined,
  stateOf: ReadonlyMap<number, string>,
  view: CounterexampleView,
): string {
  const { operation, step } = bar;
  const { invokedAt, completedAt } = operation;
  const lines = [
    `#${operation.operation}  process ${operation.process}: ${cut(operation.text, 200)}`,
    `invoked ${moment(invokedAt)}`,
    completedAt === null
      ? 'never answered: it may take effect at any later time'
      : `answered ${moment(completedAt)}, after ${duration(completedAt - invokedAt)}`,
  ];
  const at = found?.completion?.at;
  if (at !== undefined) {
    lines.push(`by ${nodeName(at.node)}, partition ${at.partition}, term ${at.term}`);
    const record = at.modRevision === 0 ? 'no record' : `record written at ${at.modRevision}`;
    lines.push(`revision ${at.revision}, ${record}`);
  }
  if (found?.completion?.err !== undefined)
    lines.push(`${found.outcome}: ${cut(found.completion.err, 120)}`);
  if (bar.isIllegal) lines.push(`illegal next step: ${view.why(operation.text)}`);
  else if (step === null) lines.push('not reached by the order');
  else {
    const state = stateOf.get(step);
    lines.push(
      `step ${step}${state === undefined ? '' : `, after it the key holds ${cut(state, 200)}`}`,
    );
  }
  return lines.join('\n');
}
