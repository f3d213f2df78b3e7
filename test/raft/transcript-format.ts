/**
 * The text format of a transcript: paragraphs that a blank line separates.
 *
 *     # Comments tell the story; one may stand alone or above its commands.
 *     hold-disk 2
 *     propose 1 a
 *     ----
 *     what the cluster did, to the end of the paragraph
 *
 * Several commands share one answer when only their effect together is of interest.
 */
export interface Command {
  readonly line: number;
  readonly text: string;
}

export interface Block {
  /** The first line of the paragraph, counted from 1. */
  readonly line: number;
  readonly comment: readonly string[];
  readonly commands: readonly Command[];
  readonly answer: readonly string[];
}

const RULE = '----';

/** Reads a transcript; whatever is no comment and stands before the rule is a command. */
export function parseTranscript(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const lines = text.split('\n');
  for (const [i, line] of [...lines, ''].entries()) {
    if (line.trim() !== '') {
      paragraph.push(line.trimEnd());
      continue;
    }
    if (paragraph.length > 0) blocks.push(parseBlock(paragraph, i - paragraph.length + 1));
    paragraph = [];
  }
  return blocks;
}

export function renderTranscript(blocks: readonly Block[]): string {
  return `${blocks.map(renderBlock).join('\n\n')}\n`;
}

function parseBlock(lines: readonly string[], line: number): Block {
  const rule = lines.indexOf(RULE);
  const asked = rule === -1 ? lines : lines.slice(0, rule);
  const isComment = (text: string): boolean => text.startsWith('#');
  const commands = asked
    .map((text, i) => ({ line: line + i, text }))
    .filter(({ text }) => !isComment(text));
  const comment = asked.filter(isComment);
  return { line, comment, commands, answer: rule === -1 ? [] : lines.slice(rule + 1) };
}

function renderBlock({ comment, commands, answer }: Block): string {
  if (commands.length === 0) return comment.join('\n');
  return [...comment, ...commands.map(({ text }) => text), RULE, ...answer].join('\n');
}
