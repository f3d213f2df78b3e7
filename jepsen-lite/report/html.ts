/**
 * Markup that is safe to put into a page. Keys, values and error texts come from outside and may hold anything, so the
 * type system, not care, decides what is escaped: a string never is markup, and markup comes from `html` alone.
 *
 *   html`<td title="${anything}">${anything}</td>`      strings are escaped, for text and for quoted attributes
 *   html`<tr>${cells.map((cell) => html`<td>…`)}</tr>`  markup and lists of markup go in as they are
 */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }

  /** Of text that was written here, such as the style sheet; never of a value of a run. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }
}

export type Part = Markup | string | number | false | null | undefined | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  parts.forEach((part, at) => {
    text += flat(part) + (strings[at + 1] ?? '');
  });
  return Markup.trusted(text);
}

/** A coordinate: a tenth of a pixel is more than a screen shows, and digits are what large figures weigh. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

export function escapeText(text: string): string {
  return text.replace(special, (found) => entities[found] ?? visible(found));
}

function flat(part: Part): string {
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  if (part instanceof Markup) return part.toString();
  if (part === null || part === undefined || part === false) return '';
  let text = '';
  for (const each of part) text += flat(each);
  return text;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * What ends an element or an attribute, and what a browser would hide or obey: control characters, halves of surrogate
 * pairs, and marks that turn the direction of the text after them, by which one key could pass for another.
 */
const special = /[&<>"'`\p{Cs}\p{Cf}\p{Zl}\p{Zp}]|(?![\t\n])\p{Cc}/gu;

function visible(found: string): string {
  return `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
