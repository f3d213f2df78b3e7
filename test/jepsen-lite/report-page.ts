/** A tag of a page: its name, its attributes, and whether something in it is not what the report writes. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const voids: readonly string[] = ['!doctype', 'meta', 'link', 'br'];

/**
 * Reads a page the strict way: every attribute quoted, every element closed in turn, no bare `<` in text. A value that
 * got in as markup breaks one of these or brings a tag of its own. Throws at the first thing that is wrong.
 */
export function readPage(page: string): { readonly tags: readonly Tag[]; readonly text: string } {
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = '';
  const pattern = /<(\/?)([!a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*(\/?)>|([^<]+)|(<)/g;
  let found = pattern.exec(page);
  while (found !== null) {
    const [, slash, tagName, attributes = '', selfClosed, plain, stray] = found;
    if (stray !== undefined)
      throw new Error(`stray < at ${page.slice(found.index, found.index + 60)}`);
    if (plain !== undefined) text += plain;
    else if (tagName !== undefined) {
      const name = tagName.toLowerCase();
      if (slash === '/') {
        const last = open.pop();
        if (last !== name) throw new Error(`</${name}> closes <${last}>`);
      } else {
        tags.push({ name, attributes: readAttributes(attributes) });
        if (selfClosed !== '/' && !voids.includes(name)) open.push(name);
        if (name === 'script' || name === 'style')
          pattern.lastIndex = page.indexOf(`</${name}>`, pattern.lastIndex);
      }
    }
    found = pattern.exec(page);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(' ')}`);
  return { tags, text: unescaped(text) };
}

/** What a reader sees of escaped text. */
export function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#96': '`',
  };
  return text.replace(
    /&(amp|lt|gt|quot|#39|#96);/g,
    (_whole, name: string) => entities[name] ?? '',
  );
}

export function withClass(tags: readonly Tag[], ...names: readonly string[]): readonly Tag[] {
  return tags.filter(({ attributes }) => {
    const classes = (attributes.get('class') ?? '').split(' ');
    return names.every((name) => classes.includes(name));
  });
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g))
    found.set(name, unescaped(value));
  return found;
}
