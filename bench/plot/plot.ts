import type { Result } from '../result.ts';
import { captionOf } from './caption.ts';
import { type Chart, type Curve, chartsOf } from './curves.ts';
import { drawPanel, type Percentile } from './panel.ts';
import { linearScale, logScale } from './scale.ts';
import { element, label, line } from './svg.ts';
import { marker, style } from './theme.ts';

/** In units of the drawing, which are pixels until somebody scales it. */
const WIDTH = 1_040;
const MARGIN = 24;
const HEADING_HEIGHT = 48;
const LINE_HEIGHT = 18;
const LEGEND_COLUMNS = 2;
/** Of a chart: its title, its axes, and what stands below those. */
const TITLE_HEIGHT = 34;
const PANEL_HEIGHT = 270;
const BELOW_PANEL = 56;
const CHART_HEIGHT = TITLE_HEIGHT + PANEL_HEIGHT + BELOW_PANEL;
/** Of a panel, for its figures and the title of its axis; and to the right, for half a figure. */
const LEFT_OF_PANEL = 64;
const RIGHT_OF_PANEL = 24;
/** Nothing is measured below a microsecond. */
const LATENCY_MIN_MS = 0.001;

const percentiles: readonly Percentile[] = ['p50', 'p99'];

/**
 *     heading
 *     legend: a line for each target
 *     chart:  title, p50 | p99          one below the other: workload, kind of loop
 *     caption: commit, machine, method
 */
export function plot(results: readonly Result[]): string {
  const charts = chartsOf(results);
  const legend = legendOf(charts);
  const caption = captionOf(results);
  const chartsTop = HEADING_HEIGHT + legend.height;
  const captionTop = chartsTop + charts.length * CHART_HEIGHT;
  const height = captionTop + caption.length * LINE_HEIGHT + MARGIN;
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
      'aria-label': 'Throughput against latency',
    },
    style(),
    element('rect', { class: 'page', width: WIDTH, height }),
    label(MARGIN, 32, 'Throughput against latency', { class: 'ink heading' }),
    ...legend.elements,
    ...charts.map((chart, k) => drawChart(chart, chartsTop + k * CHART_HEIGHT)),
    ...caption.map((words, k) =>
      label(MARGIN, captionTop + (k + 1) * LINE_HEIGHT, words, { class: 'faint' }),
    ),
  )}\n`;
}

function drawChart({ title, curves }: Chart, top: number): string {
  const points = curves.flatMap((curve) => curve.points);
  const latencies = points.flatMap(({ p50, p99 }) => [p50, p99]);
  const axisTop = top + TITLE_HEIGHT;
  const bottom = axisTop + PANEL_HEIGHT;
  // One scale for both percentiles, so that the eye can compare them.
  const lowest = Math.max(LATENCY_MIN_MS, Math.min(...latencies));
  const y = logScale(lowest, Math.max(lowest, ...latencies), { from: bottom, to: axisTop });
  const panelWidth = (WIDTH - 2 * MARGIN) / percentiles.length;
  const panels = percentiles.map((percentile, k) => {
    const left = MARGIN + k * panelWidth + LEFT_OF_PANEL;
    const right = MARGIN + (k + 1) * panelWidth - RIGHT_OF_PANEL;
    const x = linearScale(Math.max(...points.map(({ highest }) => highest)), {
      from: left,
      to: right,
    });
    return drawPanel({ curves, percentile, x, y, left, right, top: axisTop, bottom });
  });
  return element(
    'g',
    {},
    label(MARGIN, top + LINE_HEIGHT, title, { class: 'ink title' }),
    ...panels,
  );
}

/** Every target once, and what hollow markers and bars mean. */
function legendOf(charts: readonly Chart[]): { elements: readonly string[]; height: number } {
  const curves = new Map<string, Curve>();
  for (const curve of charts.flatMap((chart) => chart.curves)) curves.set(curve.name, curve);
  const columnWidth = (WIDTH - 2 * MARGIN) / LEGEND_COLUMNS;
  const rows = Math.ceil((curves.size + 1) / LEGEND_COLUMNS);
  const entry = (k: number, words: string, sample: (x: number, y: number) => string): string => {
    const x = MARGIN + Math.floor(k / rows) * columnWidth;
    const y = HEADING_HEIGHT + ((k % rows) + 0.5) * LINE_HEIGHT;
    return sample(x + 12, y) + label(x + 32, y + 4, words, { class: 'ink' });
  };
  const elements = [...curves.values()].map(({ target, name }, k) =>
    entry(k, name, (x, y) =>
      element(
        'g',
        { class: target },
        line(x - 12, y, x + 12, y, { stroke: 'currentColor', 'stroke-width': 1.5 }),
        marker(target, x, y),
      ),
    ),
  );
  const meaning = entry(curves.size, 'bar: lowest to highest round; hollow: with errors', (x, y) =>
    element(
      'g',
      { class: 'neutral' },
      line(x - 12, y, x + 12, y, {
        stroke: 'currentColor',
        'stroke-width': 3,
        'stroke-opacity': 0.35,
      }),
      marker('ringkv', x, y, true),
    ),
  );
  return { elements: [...elements, meaning], height: rows * LINE_HEIGHT + 8 };
}
