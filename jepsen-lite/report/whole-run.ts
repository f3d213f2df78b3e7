import type { RunRecord } from '../run-record.ts';
import { type Extent, faultShades, nemesisLanes, partitionLanes } from './cluster-lanes.ts';
import { counterexamplesOf } from './counterexample.ts';
import { firstError } from './counterexample-layout.ts';
import { count, cut, duration, moment, nodeName, plural } from './format.ts';
import {
  type Operation,
  type Operations,
  type Outcome,
  outcomes,
  percentile,
  shownMeaning,
} from './history-operations.ts';
import { html, Markup, px } from './html.ts';
import { type ChosenMarks, chooseMarks, type LatencyMark } from './latency-marks.ts';
import { limits } from './limits.ts';
import {
  type LinearScale,
  type LogScale,
  linearScale,
  logScale,
  roundStep,
  secondTicks,
} from './scale.ts';
import { figure, laneName } from './svg.ts';

/**
 * The whole run on one linear time axis: latency of every operation (logarithmic, when it was invoked), throughput, what
 * the nemesis did, who led. A fault whose column shows no change did nothing worth the name.
 */
export function wholeRunSection(record: RunRecord, operations: Operations): Markup {
  if (operations.all.length === 0) {
    return html`<section class="card" id="run"><h2>The whole run</h2><p>The history has no operation.</p></section>`;
  }
  const end = Math.max(
    1,
    operations.end,
    record.seconds * 1e6,
    ...record.faults.map(({ to }) => to),
  );
  const scale = linearScale(0, end, canvasWidth);
  const latency = latencyScale(operations);
  const chosen = chooseMarks(operations.all, ({ invoke, latency: us }) => ({
    x: scale.x(invoke.t),
    y: latencyTop + latency.y(us),
  }));
  const extent: Extent = { from: 0, to: end };
  const nemesis = nemesisLanes(record, scale, extent, clusterTop);
  const partitions = partitionLanes(record, scale, extent, clusterTop + nemesis.height + 4);
  const plotEnd = throughputTop + throughputHeight;
  const height = clusterTop + nemesis.height + partitions.height + 12;
  const rate = throughput(operations.all, scale);
  const drawing = figure({
    title: 'latency, throughput, faults and leaders over the whole run',
    className: 'run',
    height,
    width: canvasWidth + 14,
    names: [
      ...latencyNames(latency),
      laneName('ops/s', throughputTop + throughputHeight - 5),
      laneName(count(rate.most), throughputTop + 9),
      ...nemesis.names,
      ...partitions.names,
    ],
    canvas: [
      ...faultShades(record.faults, scale, extent, latencyTop, height - latencyTop),
      ...grid(scale, latency, height),
      ...chosenMarks(chosen),
      percentileLine(operations.all, scale, latency, 0.5, 'p50'),
      percentileLine(operations.all, scale, latency, 0.99, 'p99'),
      ...rate.shapes,
      html`<line class="axis" x1="0" x2="${canvasWidth}" y1="${plotEnd}" y2="${plotEnd}"/>`,
      ...nemesis.canvas,
      ...partitions.canvas,
      ...errorLines(record, scale, height),
    ],
  });
  return html`<section class="card" id="run"><h2>The whole run</h2>
<p class="tools"><span class="legend">${outcomes.map((outcome) => html`<span class="key mark ${outcome}"><svg width="12" height="12" aria-hidden="true"><path class="mark ${outcome}" d="${glyph(outcome, 6, 6)}"/></svg>${outcome}: ${shownMeaning[outcome]}</span>`)}<span class="key line p50">median</span><span class="key line p99">99th percentile, of ok</span></span></p>
${drawing}<p class="note">${thinned(chosen)}${moreLanes(record)}</p></section>`;
}

const canvasWidth = 1_050;
const latencyTop = 24;
const latencyHeight = 230;
const throughputTop = latencyTop + latencyHeight + 22;
const throughputHeight = 64;
const clusterTop = throughputTop + throughputHeight + 12;
/** Pixels of a step of the lines of percentiles and throughput. */
const bucketWidth = 7;

function latencyScale({ all }: Operations): LogScale {
  let least = Number.POSITIVE_INFINITY;
  let most = 1;
  for (const { latency } of all) {
    least = Math.min(least, latency);
    most = Math.max(most, latency);
  }
  return logScale(least, most, latencyHeight);
}

function latencyNames(latency: LogScale): readonly Markup[] {
  return latency.decades.map((decade) =>
    laneName(duration(decade), latencyTop + latency.y(decade)),
  );
}

function grid(scale: LinearScale, latency: LogScale, height: number): readonly Markup[] {
  const columns = secondTicks(scale, 90).map(({ at, label }) => {
    const x = px(scale.x(at));
    const anchor = x < 20 ? 'start' : x > canvasWidth - 20 ? 'end' : 'middle';
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${latencyTop}" y2="${px(height - 6)}"/><text class="tick" x="${x}" y="${latencyTop - 9}" text-anchor="${anchor}">${label}</text>`;
  });
  const rows = latency.decades.map((decade) => {
    const y = px(latencyTop + latency.y(decade));
    return html`<line class="grid" x1="0" x2="${canvasWidth}" y1="${y}" y2="${y}"/>`;
  });
  return [...columns, ...rows];
}

/** Without tooltips all marks of an outcome are one path, 14 characters each. */
function chosenMarks({ marks, titled }: ChosenMarks): readonly Markup[] {
  return outcomes.flatMap((outcome) => {
    const plain = marks[outcome].filter((mark) => !titled.has(mark));
    const path = plain.map(({ x, y }) => glyph(outcome, px(x), px(y)).toString()).join('');
    const explained = marks[outcome]
      .filter((mark) => titled.has(mark))
      .map(
        (mark) =>
          html`<path class="mark ${outcome}" d="${glyph(outcome, px(mark.x), px(mark.y))}"><title>${markTooltip(mark)}</title></path>`,
      );
    return [html`<path class="mark ${outcome}" d="${path}"/>`, ...explained];
  });
}

/** Outcomes differ in shape, not only in colour: a dot, a cross, a triangle. */
function glyph(outcome: Outcome, x: number, y: number): Markup {
  const shapes: Readonly<Record<Outcome, string>> = {
    ok: `M${x} ${y}h0`,
    fail: `M${px(x - 3)} ${px(y - 3)}l6 6m0-6l-6 6`,
    info: `M${x} ${px(y - 4)}l4 7h-8z`,
  };
  return Markup.trusted(shapes[outcome]);
}

function markTooltip({ operation }: LatencyMark): string {
  const { invoke, completion, outcome, latency } = operation;
  const key = invoke.k === undefined ? '' : ` ${cut(invoke.k, 60)}`;
  const err = completion?.err === undefined ? '' : `: ${cut(completion.err, 80)}`;
  const by = completion?.at === undefined ? '' : ` by ${nodeName(completion.at.node)}`;
  const took = completion === null ? 'never answered' : duration(latency);
  return `#${invoke.i} process ${invoke.p}: ${cut(invoke.f, 40)}${key}\n${outcome}${err}, ${took}${by}\ninvoked ${moment(invoke.t)}`;
}

function percentileLine(
  operations: readonly Operation[],
  scale: LinearScale,
  latency: LogScale,
  share: number,
  className: string,
): Markup {
  const buckets: number[][] = [];
  for (const { invoke, shown, latency: us } of operations) {
    if (shown !== 'ok') continue;
    const at = Math.floor(scale.x(invoke.t) / bucketWidth);
    const bucket = buckets[at];
    if (bucket === undefined) buckets[at] = [us];
    else bucket.push(us);
  }
  let path = '';
  let isDrawing = false;
  for (let at = 0; at < buckets.length; at++) {
    const bucket = buckets[at];
    if (bucket === undefined) {
      isDrawing = false;
      continue;
    }
    const y = latencyTop + latency.y(percentile(Float64Array.from(bucket).sort(), share));
    const x = (at + 0.5) * bucketWidth;
    // A lone step between two gaps is still a step wide.
    path += isDrawing ? `L${px(x)} ${px(y)}` : `M${px(x - 2)} ${px(y)}H${px(x)}`;
    isDrawing = true;
  }
  return html`<path class="line ${className}" d="${path}"/>`;
}

interface Throughput {
  /** Operations per second at the top of the plot. */
  readonly most: number;
  readonly shapes: readonly Markup[];
}

/** Completions: what was answered, and under it what was not done or is unknown. */
function throughput(operations: readonly Operation[], scale: LinearScale): Throughput {
  const steps = Math.ceil(scale.width / bucketWidth);
  const good = new Float64Array(steps);
  const bad = new Float64Array(steps);
  for (const { completion, shown } of operations) {
    if (completion === null) continue;
    const at = Math.min(steps - 1, Math.floor(scale.x(completion.t) / bucketWidth));
    const target = shown === 'ok' ? good : bad;
    target[at] = (target[at] ?? 0) + 1;
  }
  const seconds = ((scale.to - scale.from) * bucketWidth) / scale.width / 1e6;
  const most = roundStep(Math.max(1, ...good, ...bad) / seconds);
  const shape = (counts: Float64Array, className: string): Markup => {
    const base = throughputTop + throughputHeight;
    let path = `M0 ${base}`;
    counts.forEach((value, at) => {
      const y = px(base - (value / seconds / most) * throughputHeight);
      path += `V${y}H${Math.min(scale.width, (at + 1) * bucketWidth)}`;
    });
    return html`<path class="rate ${className}" d="${path}V${base}Z"/>`;
  };
  return { most, shapes: [shape(good, 'good'), shape(bad, 'bad')] };
}

function errorLines(record: RunRecord, scale: LinearScale, height: number): readonly Markup[] {
  return counterexamplesOf(record)
    .slice(0, limits.counterexamples)
    .flatMap(({ example }) => {
      const first = firstError(example);
      if (first === null) return [];
      const x = px(scale.x(first.invokedAt));
      const anchor = x > canvasWidth - 90 ? 'end' : 'start';
      const gap = anchor === 'end' ? -4 : 4;
      return [
        html`<g class="error"><title>${`first error of key ${cut(example.key, 60)}\n${moment(first.invokedAt)}`}</title><line x1="${x}" x2="${x}" y1="${latencyTop - 4}" y2="${px(height - 6)}"/><text x="${px(x + gap)}" y="${latencyTop + 9}" text-anchor="${anchor}">✗ first error</text></g>`,
      ];
    });
}

/** Thinning is said, outcome by outcome. */
function thinned({ drawn, total }: ChosenMarks): string {
  const isThin = outcomes.some((outcome) => drawn[outcome] < total[outcome]);
  if (!isThin) return 'Every operation is drawn.';
  const parts = outcomes.map((outcome) =>
    drawn[outcome] < total[outcome]
      ? `${count(drawn[outcome])} of ${count(total[outcome])} ${outcome}`
      : `all ${count(total[outcome])} ${outcome}`,
  );
  return `Drawn: ${parts.join(', ')}; thinned evenly, the slowest kept.`;
}

function moreLanes({ leaders }: RunRecord): string {
  const partitions = new Set(leaders.map(({ partition }) => partition)).size;
  if (partitions <= limits.partitions) return '';
  return ` Leaders of ${plural(partitions - limits.partitions, 'partition')} are not drawn.`;
}
