import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TranscriptError } from './transcript-arguments.ts';
import { COMMANDS } from './transcript-commands.ts';
import { type Block, parseTranscript, renderTranscript } from './transcript-format.ts';
import { Stage } from './transcript-stage.ts';

const folder = fileURLToPath(new URL('transcripts/', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** `UPDATE=1` rewrites every answer; read the difference before it is committed. */
const isUpdate = process.env['UPDATE'] === '1';

/** The blocks with the answers that the cluster gives now. */
function answer(name: string, blocks: readonly Block[]): Block[] {
  const stage = new Stage(COMMANDS);
  const answered = blocks.map((block) => {
    const lines = block.commands.flatMap(({ line, text }) => {
      try {
        return stage.run(text);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        throw new TranscriptError(`${name}:${line}: ${what}`, { cause: error });
      }
    });
    return { ...block, answer: lines.length === 0 ? ['ok'] : lines };
  });
  stage.check();
  return answered;
}

describe('the transcript', () => {
  it.each(names)('%s is what the cluster does', (name) => {
    const text = readFileSync(`${folder}${name}`, 'utf8');
    const blocks = parseTranscript(text);
    const answered = answer(name, blocks);
    if (isUpdate) {
      writeFileSync(`${folder}${name}`, renderTranscript(answered));
      return;
    }
    for (const [i, block] of blocks.entries()) {
      if (block.commands.length === 0) continue;
      const [asked] = block.commands;
      const now = answered[i]?.answer.join('\n');
      expect(now, `${name}:${asked?.line}: ${asked?.text}`).toBe(block.answer.join('\n'));
    }
    expect(renderTranscript(answered), `${name} is written as UPDATE=1 would`).toBe(text);
  });

  it.each(names)('%s begins with the story it tells', (name) => {
    const [first] = parseTranscript(readFileSync(`${folder}${name}`, 'utf8'));
    expect(first?.commands).toEqual([]);
    expect(first?.comment.length).toBeGreaterThan(2);
  });
});

describe('a transcript that is wrong', () => {
  it.each([
    ['vote 1', /x\.txt:3: no command "vote"/],
    ['campaign', /x\.txt:3: a replica is missing; usage: campaign REPLICA/],
    ['campaign one', /x\.txt:3: a replica is a number, not "one"/],
    ['campaign 7', /x\.txt:3: there is no replica 7/],
    ['campaign 1 2', /x\.txt:3: "2" is too much/],
    ['drop 1-2', /x\.txt:3: no message type "1-2"/],
    ['deliver 1>2', /x\.txt:3: nothing of that is under way/],
    ['slow 1', /x\.txt:3: a link is written 1>2, not "1"/],
    ['transfer 1 2', /x\.txt:3: "to" is expected, not "2"/],
    ['preset 1 1@1 3@1', /x\.txt:3: entry 2 is written 2@TERM, not "3@1"/],
    ['cluster 3', /x\.txt:3: there is one cluster in a transcript/],
  ])('as "%s" fails with its place', (command, message) => {
    const blocks = parseTranscript(`# A story.\ncluster 3\n${command}\n----\nok\n`);
    expect(() => answer('x.txt', blocks)).toThrow(message);
  });

  it('in its answer is seen', () => {
    const blocks = parseTranscript('cluster 3\ncampaign 1\n----\nok\n');
    expect(answer('x.txt', blocks)[0]?.answer).not.toEqual(['ok']);
  });

  it('in an option names those there are', () => {
    const blocks = parseTranscript('cluster 3 windows=1\n');
    expect(() => answer('x.txt', blocks)).toThrow(/no option "windows" \(seed, blank, voters/);
  });
});

describe('the guide to transcripts', () => {
  it('names every command', () => {
    const guide = readFileSync(`${folder}README.md`, 'utf8');
    const missing = Object.keys(COMMANDS).filter((name) => !guide.includes(`\`${name}`));
    expect(missing).toEqual([]);
  });

  it('lists every transcript', () => {
    const guide = readFileSync(`${folder}README.md`, 'utf8');
    expect(names.filter((name) => !guide.includes(`(${name})`))).toEqual([]);
  });
});
