import { type Target, targets } from '../plan.ts';
import { element, place } from './svg.ts';

type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'wedge';

interface Look {
  /** On white and on near-black: at least 4.5:1 against either. */
  readonly light: string;
  readonly dark: string;
  /** Tells targets apart without colour. */
  readonly shape: Shape;
}

/** ringkv in cold colours, etcd in warm ones. */
const looks: Readonly<Record<Target, Look>> = {
  ringkv: { light: '#0059b3', dark: '#6cb2ff', shape: 'circle' },
  'ringkv-unary': { light: '#00785f', dark: '#4fd1b5', shape: 'square' },
  etcd: { light: '#b3261e', dark: '#ff8a80', shape: 'triangle' },
  'etcd-node': { light: '#8f5200', dark: '#ffb454', shape: 'diamond' },
  'etcd-txn': { light: '#7b3fa0', dark: '#cf9bf0', shape: 'wedge' },
};

/** Half the height of a marker. */
const SIZE = 4;

/** A renderer that knows no media queries draws the light one. */
export function style(): string {
  const colours = (theme: 'light' | 'dark'): string =>
    targets.map((target) => `.${target}{color:${looks[target][theme]}}`).join('');
  return element(
    'style',
    {},
    'text{font-family:system-ui,-apple-system,"Segoe UI",sans-serif;font-size:12px}',
    '.page{fill:#ffffff}.halo{stroke:#ffffff}',
    '.ink{fill:#1f2328}.faint{fill:#59636e}.grid{stroke:#d8dee4}.axis{stroke:#59636e}',
    '.heading{font-size:17px;font-weight:600}.title{font-weight:600}.small{font-size:10px}',
    '.halo{paint-order:stroke;stroke-width:3px}',
    '.neutral{color:#59636e}',
    colours('light'),
    '@media(prefers-color-scheme:dark){',
    '.page{fill:#0d1117}.halo{stroke:#0d1117}',
    '.ink{fill:#e6edf3}.faint{fill:#9198a1}.grid{stroke:#2a313c}.axis{stroke:#9198a1}',
    '.neutral{color:#9198a1}',
    colours('dark'),
    '}',
  );
}

/** A marker of the target's shape, filled unless hollow, in the colour of the group around it. */
export function marker(target: Target, x: number, y: number, hollow = false): string {
  const ink = { stroke: 'currentColor', 'stroke-width': 1.5 };
  const fill = hollow ? { class: 'page' } : { fill: 'currentColor' };
  const { shape } = looks[target];
  if (shape === 'circle') {
    return element('circle', { cx: place(x), cy: place(y), r: SIZE, ...ink, ...fill });
  }
  const points = corners[shape].map(
    ([dx, dy]) => `${place(x + dx * SIZE)},${place(y + dy * SIZE)}`,
  );
  return element('polygon', { points: points.join(' '), ...ink, ...fill });
}

type Corners = readonly (readonly [number, number])[];

/** From the middle, in sizes. */
const corners: Readonly<Record<Exclude<Shape, 'circle'>, Corners>> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: [
    [0, -1.2],
    [1.1, 0.9],
    [-1.1, 0.9],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  wedge: [
    [0, 1.2],
    [1.1, -0.9],
    [-1.1, -0.9],
  ],
};
