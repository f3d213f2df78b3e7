import { html, type Markup, type Part, px } from './html.ts';

/** Pixels of a character of the figures' fixed-width font at 11 px. */
const characterWidth = 6.7;

/** Figures are laid out before any browser sees them, so widths are counted, not measured. */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1;
  return columns * characterWidth;
}

/**
 * A figure whose names stay in place while its time axis scrolls under them:
 *
 *   +---------+------------------------------+
 *   | names   | canvas, scrolls sideways  -> |
 *   +---------+------------------------------+
 *
 * Sizes are pixels on every screen: a figure that shrinks to a phone's width cannot be read there.
 */
export interface Figure {
  readonly title: string;
  readonly height: number;
  /** Pixels of the canvas. */
  readonly width: number;
  readonly names: Part;
  readonly canvas: Part;
  readonly className?: string;
}

export const nameWidth = 92;

export function figure({ title, height, width, names, canvas, className }: Figure): Markup {
  const tall = Math.ceil(height);
  const wide = Math.ceil(width);
  return html`<div class="figure ${className}"><svg class="names" aria-hidden="true" width="${nameWidth}" height="${tall}">${names}</svg><div class="scroll" tabindex="0" role="group" aria-label="${title}"><svg class="canvas" width="${wide}" height="${tall}">${canvas}</svg></div></div>`;
}

/** The name of a lane whose middle is at `y`. */
export function laneName(text: string, y: number, className = ''): Markup {
  return html`<text class="name ${className}" x="${nameWidth - 10}" y="${px(y + 4)}">${text}</text>`;
}

export interface Band {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  /** From long to short: the first that fits is drawn, if any does. */
  readonly labels: readonly string[];
  readonly title: string;
  readonly className: string;
}

/** A time span in a lane. What does not fit is in its tooltip only. */
export function band({ left, right, top, height, labels, title, className }: Band): Markup {
  const width = Math.max(1.5, right - left);
  const label = labels.find((each) => textWidth(each) + 8 <= width) ?? '';
  const texts = label === '' ? [] : repeatedText(label, left + 5, right - 3, top + height / 2 + 4);
  return html`<g class="band ${className}"><title>${title}</title><rect x="${px(left)}" y="${px(top)}" width="${px(width)}" height="${px(height)}" rx="3"/>${texts}</g>`;
}

/** A text between two ends, again and again so that one is in sight wherever one has scrolled to; none if none fits. */
export function repeatedText(
  text: string,
  left: number,
  right: number,
  y: number,
  className?: string,
): readonly Markup[] {
  const width = textWidth(text);
  const texts: Markup[] = [];
  for (let x = left; x + width <= right && texts.length < repeatsMax; x += repeatEvery + width) {
    texts.push(
      html`<text${className !== undefined && html` class="${className}"`} x="${px(x)}" y="${px(y)}">${text}</text>`,
    );
  }
  return texts;
}

/** Pixels between two of them, less than a phone is wide; and how many of one text at most. */
const repeatEvery = 260;
const repeatsMax = 100;
