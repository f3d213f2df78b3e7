import { readFileSync } from 'node:fs';
import type { LocalEvent } from '../src/cli/local/index.ts';
import { runLimits } from './limits.ts';
import type { NodeEnd } from './nemeses/index.ts';
import { holdsWithin } from './wait.ts';

const LOG_LINES = 3;

/** Nodes whose processes ended by themselves: those of which a nemesis expects it, and the others. */
export class Deaths {
  /** With the end of their logs; each of them spoils a run. */
  readonly unexpected: string[] = [];
  readonly #expected = new Map<string, NodeEnd | null>();

  /** Hears of everything that happens to the cluster. */
  note(event: LocalEvent): void {
    if (event.kind !== 'died') return;
    const { node, how, logFile } = event;
    const lines = logEnd(logFile);
    if (!this.#expected.has(node)) this.unexpected.push(`${node} ${how}: ${lines.join(' | ')}`);
    else {
      const [, code] = /^ended with (\d+)$/.exec(how) ?? [];
      const end = {
        code: code === undefined ? null : Number(code),
        lastLine: messageOf(lines.at(-1) ?? how),
      };
      this.#expected.set(node, end);
    }
  }

  expect(node: string): void {
    this.#expected.set(node, null);
  }

  expectNoMore(node: string): void {
    this.#expected.delete(node);
  }

  async untilEnded(node: string): Promise<NodeEnd | null> {
    await holdsWithin(() => this.#expected.get(node) !== null, runLimits.nodeEndMs);
    return this.#expected.get(node) ?? null;
  }
}

/** Of a line of kvd's log; another line as it is. */
function messageOf(line: string): string {
  try {
    const { msg } = JSON.parse(line) as { readonly msg?: unknown };
    return typeof msg === 'string' ? msg : line;
  } catch {
    return line;
  }
}

function logEnd(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES);
  } catch {
    return [`see ${file}`];
  }
}
