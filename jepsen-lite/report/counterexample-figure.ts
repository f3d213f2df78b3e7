import { type Extent, faultShades, nemesisLanes, nodeLanes } from './cluster-lanes.ts';
import { type CounterexampleView, drawBar } from './counterexample-bars.ts';
import {
  type Bar,
  type CounterexampleLayout,
  type OrderPoint,
  pointWidth,
  stateLabel,
} from './counterexample-layout.ts';
import { cut } from './format.ts';
import { html, type Markup, px } from './html.ts';
import { band, figure, laneName, textWidth } from './svg.ts';

const axisHeight = 26;
const stateHeight = 30;
const laneHeight = 46;
const noteHeight = 18;
/** Pixels of a lane above its bars. */
const barTop = 4;

/**
 * The figure of a counterexample, from top to bottom on one compressed time axis:
 *
 *   time, nemesis, nodes (who leads, who is down), what the key holds, a lane per client process
 */
export function drawCounterexample(view: CounterexampleView): Markup {
  const { layout, record, partition } = view;
  const extent: Extent = { from: layout.from, to: layout.to };
  const scale = layout.scale;
  const nemesis = nemesisLanes(record, scale, extent, axisHeight);
  const nodes = nodeLanes(record, partition, scale, extent, axisHeight + nemesis.height);
  const stateTop = axisHeight + nemesis.height + nodes.height + 6;
  const lanesTop = stateTop + stateHeight;
  const tops: number[] = [];
  let bottom = lanesTop;
  for (const { hasIllegal } of layout.lanes) {
    tops.push(bottom);
    bottom += laneHeight + (hasIllegal ? noteHeight : 0);
  }
  const shades = faultShades(record.faults, scale, extent, axisHeight, bottom - axisHeight);
  const top = (lane: number): number => tops[lane] ?? 0;
  const stateOf = new Map(layout.points.map(({ step, state }) => [step, state]));
  const bars = layout.bars.map((bar) => drawBar(bar, top(bar.lane) + barTop, view, stateOf));
  const width = Math.max(scale.width, ...layout.bars.map((bar) => noteEnd(bar, view))) + 12;
  return figure({
    title: 'operations of the key over time',
    className: 'example',
    height: bottom + 4,
    width,
    names: [
      laneName('time', axisHeight / 2),
      ...nemesis.names,
      ...nodes.names,
      laneName('key holds', stateTop + stateHeight / 2),
      ...layout.lanes.map(({ processes }, lane) =>
        laneName(processNames(processes), top(lane) + laneHeight / 2),
      ),
    ],
    canvas: [
      ...stripes(layout, tops, width),
      ...shades,
      ...axis(layout, bottom),
      ...nemesis.canvas,
      ...nodes.canvas,
      ...states(layout, stateTop),
      ...bars.map(({ shape }) => shape),
      path(layout.points, top),
      ...leaps(layout, top),
      ...bars.map(({ text }) => text),
      ...layout.points.map((point) => drawPoint(point, top)),
    ],
  });
}

function processNames(processes: readonly number[]): string {
  return processes.length === 1 ? `process ${processes[0]}` : cut(processes.join(', '), 13);
}

/** Times where there is room for them: on this axis only stamps have one. */
function axis({ scale }: CounterexampleLayout, bottom: number): readonly Markup[] {
  const marks: Markup[] = [];
  let free = 0;
  for (const { time, x } of scale.stamps) {
    if (x < free) continue;
    const text = `${(time / 1e6).toFixed(4)} s`;
    free = x + textWidth(text) + 24;
    marks.push(
      html`<line class="grid" x1="${px(x)}" x2="${px(x)}" y1="${axisHeight - 6}" y2="${px(bottom)}"/><text class="tick" x="${px(x + 3)}" y="${axisHeight - 9}">${text}</text>`,
    );
  }
  return marks;
}

function stripes(
  { lanes }: CounterexampleLayout,
  tops: readonly number[],
  width: number,
): readonly Markup[] {
  return lanes.flatMap(({ hasIllegal }, lane) => {
    if (lane % 2 === 1) return [];
    const height = laneHeight + (hasIllegal ? noteHeight : 0);
    return [
      html`<rect class="stripe" x="0" y="${px(tops[lane] ?? 0)}" width="${px(width)}" height="${height}"/>`,
    ];
  });
}

/** What the key holds, from each step of the order that changes it to the next. */
function states(layout: CounterexampleLayout, top: number): readonly Markup[] {
  const changes: { x: number; step: number; state: string }[] = [];
  if (layout.before !== null) changes.push({ x: 0, ...layout.before });
  for (const { x, step, state } of layout.points) {
    if (changes.at(-1)?.state !== state) changes.push({ x, step, state });
  }
  return changes.map(({ x, step, state }, at) => {
    const right = changes[at + 1]?.x ?? layout.scale.edge;
    return band({
      left: x,
      right,
      top: top + 4,
      height: 20,
      labels: [stateLabel(state), '…'],
      title: `after step ${step} the key holds ${cut(state, 300)}`,
      className: 'state',
    });
  });
}

/** The order, drawn from bar to bar. */
function path(points: readonly OrderPoint[], top: (lane: number) => number): Markup {
  const drawn = points.filter(({ lane }) => lane !== null);
  const places = drawn.map(({ x, lane }) => `${px(x)} ${px(pointY(top(lane ?? 0)))}`);
  return places.length < 2 ? html`` : html`<path class="order" d="M${places.join('L')}"/>`;
}

function drawPoint({ x, lane, step }: OrderPoint, top: (lane: number) => number): Markup {
  if (lane === null) return html``;
  const width = pointWidth(step);
  const y = pointY(top(lane));
  return html`<g class="step"><rect x="${px(x - width / 2)}" y="${px(y - 7.5)}" width="${width}" height="15" rx="7.5"/><text x="${px(x)}" y="${px(y + 3.6)}">${step}</text></g>`;
}

/** From the last legal step to each that had to follow and could not. */
function leaps(
  { points, bars }: CounterexampleLayout,
  top: (lane: number) => number,
): readonly Markup[] {
  const last = points.findLast(({ lane }) => lane !== null);
  return bars
    .filter(({ isIllegal }) => isIllegal)
    .map((bar) => {
      const x = Math.max(bar.left + 10, Math.min(bar.right - 10, (last?.x ?? 0) + 24));
      const y = pointY(top(bar.lane));
      const from =
        last === undefined
          ? ''
          : `M${px(last.x)} ${px(pointY(top(last.lane ?? 0)))}L${px(x)} ${px(y)}`;
      return html`<path class="leap" d="${from}"/><circle class="stop" cx="${px(x)}" cy="${px(y)}" r="7.5"/><path class="cross" d="M${px(x - 3)} ${px(y - 3)}l6 6m0-6l-6 6"/>`;
    });
}

function pointY(top: number): number {
  return top + barTop + 27;
}

function noteEnd(bar: Bar, view: CounterexampleView): number {
  return bar.isIllegal ? bar.left + textWidth(view.why(bar.operation.text)) + 8 : bar.right;
}
