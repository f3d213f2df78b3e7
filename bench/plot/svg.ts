/** SVG by hand: an element is a string. */
export type Attributes = Readonly<Record<string, string | number>>;

/** Children are elements, or the escaped text of {@link text}. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${escaped(String(value))}"`,
  );
  const head = `<${name}${written.join('')}`;
  return children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</${name}>`;
}

/** A line of text at a place. */
export function label(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return element('text', { x: place(x), y: place(y), ...attributes }, escaped(words));
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  attributes: Attributes,
): string {
  return element('line', {
    x1: place(x1),
    y1: place(y1),
    x2: place(x2),
    y2: place(y2),
    ...attributes,
  });
}

/** What shows when a pointer rests on the element around it. */
export const tooltip = (words: string): string => element('title', {}, escaped(words));

/** To a tenth of a unit: finer than anybody sees. */
export const place = (value: number): number => Math.round(value * 10) / 10;

export function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
