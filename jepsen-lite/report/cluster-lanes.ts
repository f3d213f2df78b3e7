import type { FaultWindow, LeaderSpan, RunRecord } from '../run-record.ts';
import { cut, duration, faultTitle, moment, nodeName } from './format.ts';
import { html, type Markup, px } from './html.ts';
import { limits } from './limits.ts';
import type { Scale } from './scale.ts';
import { band, laneName } from './svg.ts';

/** Lanes of a figure from `top` down: their names, what is in them, and how high they are together. */
export interface Lanes {
  readonly names: readonly Markup[];
  readonly canvas: readonly Markup[];
  readonly height: number;
}

/** What is drawn of the run, in microseconds. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

const laneHeight = 24;
const bandHeight = 18;

/** What the nemesis did; windows that overlap get a row each. */
export function nemesisLanes(record: RunRecord, scale: Scale, extent: Extent, top: number): Lanes {
  const rows: number[] = [];
  const canvas: Markup[] = [];
  for (const fault of visible(record.faults, extent)) {
    const free = rows.findIndex((end) => end <= fault.from);
    const row = free >= 0 ? free : Math.min(rows.length, limits.faultRows - 1);
    rows[row] = Math.max(rows[row] ?? 0, fault.to);
    canvas.push(
      band({
        left: scale.x(fault.from),
        right: scale.x(fault.to),
        top: top + row * laneHeight + 3,
        height: bandHeight,
        labels: faultLabels(fault),
        title: faultTooltip(fault),
        className: `fault ${faultClass(fault)}${fault.proof.held ? '' : ' idle'}`,
      }),
    );
  }
  const height = Math.max(1, rows.length) * laneHeight;
  return { names: [laneName('nemesis', top + laneHeight / 2)], canvas, height };
}

/** A lane for each node: when it led the partition, and when it was killed or paused. */
export function nodeLanes(
  record: RunRecord,
  partition: number | null,
  scale: Scale,
  extent: Extent,
  top: number,
): Lanes {
  const nodes = nodesOf(record).slice(0, limits.nodes);
  const led = visible(record.leaders, extent).filter((span) => span.partition === partition);
  const faults = visible(record.faults, extent);
  const names: Markup[] = [];
  const canvas: Markup[] = [];
  nodes.forEach((name, row) => {
    const y = top + row * laneHeight;
    names.push(laneName(name, y + laneHeight / 2));
    canvas.push(
      html`<line class="rule" x1="0" x2="${px(scale.width)}" y1="${px(y + 12)}" y2="${px(y + 12)}"/>`,
    );
    for (const span of led) {
      if (nodeName(span.node) === name)
        canvas.push(leaderBand(span, scale, y + 3, bandHeight, false));
    }
    for (const fault of faults) {
      if (fault.nodes.includes(name)) canvas.push(nodeFault(fault, name, scale, y));
    }
  });
  return { names, canvas, height: nodes.length * laneHeight };
}

/** A lane for each partition: who led it when. */
export function partitionLanes(
  record: RunRecord,
  scale: Scale,
  extent: Extent,
  top: number,
): Lanes {
  const height = 16;
  const partitions = [...new Set(record.leaders.map(({ partition }) => partition))]
    .sort((a, b) => a - b)
    .slice(0, limits.partitions);
  const names: Markup[] = [];
  const canvas: Markup[] = [];
  partitions.forEach((partition, row) => {
    const y = top + row * height;
    names.push(laneName(`partition ${partition}`, y + height / 2, 'small'));
    const spans = record.leaders.filter((span) => span.partition === partition);
    for (const span of visible(spans, extent)) {
      canvas.push(leaderBand(span, scale, y + 1, height - 2, true));
    }
  });
  return { names, canvas, height: partitions.length * height };
}

/** Pale columns behind what happened while a fault lasted. */
export function faultShades(
  faults: readonly FaultWindow[],
  scale: Scale,
  extent: Extent,
  top: number,
  height: number,
): readonly Markup[] {
  return visible(faults, extent).map((fault) => {
    const left = scale.x(fault.from);
    const width = Math.max(1, scale.x(fault.to) - left);
    return html`<rect class="shade ${faultClass(fault)}" x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}"/>`;
  });
}

/** Where faults begin and end and leaders change: moments that an axis should not lose. */
export function clusterMoments(
  record: RunRecord,
  partition: number | null,
  extent: Extent,
): readonly number[] {
  const led = record.leaders.filter((span) => span.partition === partition);
  const found = [...record.faults, ...led]
    .flatMap(({ from, to }) => [from, to])
    .filter((time) => time > extent.from && time < extent.to);
  return [...new Set(found)].slice(0, limits.bands);
}

export function faultTooltip(fault: FaultWindow): string {
  const nodes = fault.nodes.length === 0 ? '' : `\nnodes ${fault.nodes.join(', ')}`;
  const proof = fault.proof.held ? 'seen to act' : 'NOT seen to act';
  return `${faultTitle(fault)}\n${moment(fault.from)} – ${moment(fault.to)}, ${duration(fault.to - fault.from)}${nodes}\n${proof}: ${fault.proof.detail}`.slice(
    0,
    limits.detailChars,
  );
}

const knownKinds: readonly string[] = ['partition', 'kill', 'pause'];

/** Colour class of a kind of fault; its name stands beside it wherever it is used. */
export function faultClass(fault: FaultWindow): string {
  return knownKinds.includes(fault.kind) ? `f-${fault.kind}` : 'f-other';
}

function faultLabels(fault: FaultWindow): readonly string[] {
  const title = faultTitle(fault);
  const short = [`${fault.kind} ${fault.nodes.join(' ')}`, fault.kind, fault.nodes.join(' ')];
  if (!fault.proof.held) return [`${title} (did nothing)`, 'did nothing', '∅'];
  return [title, ...short.map((each) => cut(each, 60))];
}

function leaderBand(
  span: LeaderSpan,
  scale: Scale,
  top: number,
  height: number,
  naming: boolean,
): Markup {
  const name = nodeName(span.node);
  const length = duration(span.to - span.from);
  return band({
    left: scale.x(span.from),
    right: scale.x(span.to),
    top,
    height,
    labels: naming
      ? [`${name} · term ${span.term}`, `${name}·${span.term}`, name]
      : [`leads, term ${span.term}`, `term ${span.term}`, String(span.term)],
    title: `${name} leads partition ${span.partition} in term ${span.term}\n${moment(span.from)} – ${moment(span.to)}, ${length}`,
    className: `leader node-${(Math.max(1, span.node) - 1) % 6}`,
  });
}

/** What a node was that did not run for all or most of such a fault. */
const downs: Readonly<Record<string, string>> = {
  kill: 'killed',
  pause: 'paused',
  'fsync-error': 'disk failed',
  corrupt: 'damaged',
  'power-loss': 'no power',
};

function nodeFault(fault: FaultWindow, name: string, scale: Scale, y: number): Markup {
  const down = downs[fault.kind];
  return band({
    left: scale.x(fault.from),
    right: scale.x(fault.to),
    top: down === undefined ? y + 20 : y + 3,
    height: down === undefined ? 3 : bandHeight,
    labels: down === undefined ? [] : [down],
    title: `${name}: ${faultTooltip(fault)}`,
    className: `${down === undefined ? 'touched' : 'down'} ${faultClass(fault)}`,
  });
}

function nodesOf(record: RunRecord): readonly string[] {
  const names = new Set<string>();
  for (let member = 1; member <= Math.min(record.nodes, limits.nodes); member++) {
    names.add(nodeName(member));
  }
  for (const { node } of record.leaders) names.add(nodeName(node));
  for (const { nodes } of record.faults) for (const name of nodes) names.add(name);
  return [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** By time; the longest when there are too many to draw. */
function visible<T extends Extent>(spans: readonly T[], extent: Extent): readonly T[] {
  const inside = spans.filter(({ from, to }) => to >= extent.from && from <= extent.to);
  if (inside.length > limits.bands) {
    inside.sort((a, b) => b.to - b.from - (a.to - a.from));
    inside.length = limits.bands;
  }
  return inside.sort((a, b) => a.from - b.from);
}
