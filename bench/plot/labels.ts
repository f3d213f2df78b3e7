import { label } from './svg.ts';

/** Words that stand beside a place, in the colours of a class. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly class: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of small letters, about. */
const LETTER_WIDTH = 6;
const LETTER_HEIGHT = 8;
/** Half of a marker. */
const MARKER = 5;
const GAP = 3;

/**
 * Each label above its place, else below it, to the right or to the left: where it covers the fewest markers and
 * labels. All markers should be there already; what comes first has the choice.
 */
export function drawLabels(labels: readonly Label[]): readonly string[] {
  const taken: Box[] = labels.map(({ x, y }) => ({
    left: x - MARKER,
    right: x + MARKER,
    top: y - MARKER,
    bottom: y + MARKER,
  }));
  return labels.map(({ x, y, words, class: colours }) => {
    const half = (words.length * LETTER_WIDTH) / 2;
    const beside = MARKER + GAP + half;
    const stacked = MARKER + GAP + LETTER_HEIGHT / 2;
    const boxes = [
      boxAround(x, y - stacked, half),
      boxAround(x, y + stacked, half),
      boxAround(x + beside, y, half),
      boxAround(x - beside, y, half),
    ];
    const covered = boxes.map((box) => taken.filter((other) => overlap(box, other)).length);
    const best = boxes[covered.indexOf(Math.min(...covered))] ?? boxAround(x, y, half);
    taken.push(best);
    return label((best.left + best.right) / 2, best.bottom, words, {
      class: `small halo ${colours}`,
      fill: 'currentColor',
      'text-anchor': 'middle',
    });
  });
}

const boxAround = (x: number, y: number, half: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - LETTER_HEIGHT / 2,
  bottom: y + LETTER_HEIGHT / 2,
});

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
