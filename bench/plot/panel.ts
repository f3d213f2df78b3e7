import type { Curve, Point } from './curves.ts';
import { drawLabels } from './labels.ts';
import type { Scale } from './scale.ts';
import { element, label, line, place, tooltip } from './svg.ts';
import { marker } from './theme.ts';

export type Percentile = 'p50' | 'p99';

/** Operations per second to the right, a latency upwards. */
export interface Panel {
  readonly curves: readonly Curve[];
  readonly percentile: Percentile;
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TICK_GAP = 6;
const X_TITLE_GAP = 36;
const Y_TITLE_GAP = 48;
/** Half a line of text, by which it is set lower to stand in the middle. */
const HALF_LINE = 4;

/** Labels last: nothing may cover them. */
export function drawPanel(panel: Panel): string {
  const { curves, percentile, x, y } = panel;
  const labels = curves.flatMap(({ target, points }) =>
    points.map((point) => ({
      x: x.at(point.opsPerSecond),
      y: y.at(point[percentile]),
      words: figure(point.load),
      class: target,
    })),
  );
  return element(
    'g',
    {},
    ...axes(panel),
    ...curves.map((curve) => drawCurve(panel, curve)),
    ...drawLabels(labels),
  );
}

function axes({ x, y, left, right, top, bottom, percentile }: Panel): readonly string[] {
  const middle = place((top + bottom) / 2);
  const yTitleX = left - Y_TITLE_GAP;
  return [
    ...y.ticks.flatMap((tick) => [
      line(left, y.at(tick), right, y.at(tick), { class: 'grid' }),
      label(left - TICK_GAP, y.at(tick) + HALF_LINE, figure(tick), {
        class: 'faint',
        'text-anchor': 'end',
      }),
    ]),
    ...x.ticks.flatMap((tick) => [
      line(x.at(tick), top, x.at(tick), bottom, { class: 'grid' }),
      label(x.at(tick), bottom + 3 * TICK_GAP, figure(tick), {
        class: 'faint',
        'text-anchor': 'middle',
      }),
    ]),
    line(left, bottom, right, bottom, { class: 'axis' }),
    line(left, top, left, bottom, { class: 'axis' }),
    label((left + right) / 2, bottom + X_TITLE_GAP, 'operations per second', {
      class: 'ink',
      'text-anchor': 'middle',
    }),
    label(yTitleX, middle, `${percentile} latency, ms (log scale)`, {
      class: 'ink',
      'text-anchor': 'middle',
      transform: `rotate(-90 ${place(yTitleX)} ${middle})`,
    }),
  ];
}

function drawCurve(panel: Panel, { target, name, points }: Curve): string {
  const { x, y, percentile } = panel;
  const at = (point: Point): string =>
    `${place(x.at(point.opsPerSecond))},${place(y.at(point[percentile]))}`;
  return element(
    'g',
    { class: target },
    element('polyline', {
      points: points.map(at).join(' '),
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.5,
    }),
    ...points.map((point) => drawPoint(panel, target, name, point)),
  );
}

/** With a bar from the lowest to the highest round. */
function drawPoint(
  { x, y, percentile }: Panel,
  target: Curve['target'],
  name: string,
  point: Point,
): string {
  const { load, opsPerSecond, lowest, highest, hasErrors } = point;
  const left = x.at(opsPerSecond);
  const height = y.at(point[percentile]);
  const errors = hasErrors ? ', with errors' : '';
  return element(
    'g',
    {},
    tooltip(
      `${name}: load ${figure(load)}, ${figure(Math.round(opsPerSecond))} ops/s, ${percentile} ${point[percentile]} ms${errors}`,
    ),
    line(x.at(lowest), height, x.at(highest), height, {
      stroke: 'currentColor',
      'stroke-width': 3,
      'stroke-opacity': 0.35,
    }),
    marker(target, left, height, hasErrors),
  );
}

const figure = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: 3 });
