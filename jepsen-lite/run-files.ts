import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEvent } from './history/event.ts';
import { UsageError } from './options.ts';
import { renderReport } from './report/index.ts';
import type { RunRecord } from './run-record.ts';

const CHUNK_LINES = 5_000;

/** The folder of a run. */
export class RunFiles {
  readonly dir: string;

  /** Throws {@link UsageError} when another run is there already. */
  constructor(dir: string) {
    this.dir = dir;
    if (existsSync(this.history) || existsSync(this.cluster)) {
      throw new UsageError(`${dir} holds another run: choose another --out`);
    }
    mkdirSync(dir, { recursive: true });
  }

  get history(): string {
    return join(this.dir, 'history.jsonl');
  }

  get verdict(): string {
    return join(this.dir, 'verdict.json');
  }

  get report(): string {
    return join(this.dir, 'report.html');
  }

  /** Data and logs of the nodes. */
  get cluster(): string {
    return join(this.dir, 'cluster');
  }

  async writeHistory(history: readonly HistoryEvent[]): Promise<void> {
    const file = createWriteStream(this.history);
    for (let i = 0; i < history.length; i += CHUNK_LINES) {
      const lines = history.slice(i, i + CHUNK_LINES).map((event) => `${JSON.stringify(event)}\n`);
      if (!file.write(lines.join(''))) await once(file, 'drain');
    }
    file.end();
    await once(file, 'close');
  }

  writeRecord(record: RunRecord, history: readonly HistoryEvent[]): void {
    writeFileSync(this.verdict, `${JSON.stringify(record, null, 2)}\n`);
    writeFileSync(this.report, renderReport(record, history));
  }

  /** What the nodes stored is of use only for looking into a run that was not valid; their logs stay. */
  dropNodeData(nodes: number): void {
    for (let k = 1; k <= nodes; k++) {
      const node = join(this.cluster, `node-${k}`);
      for (const path of [node, `${node}.disk`]) rmSync(path, { recursive: true, force: true });
    }
  }
}
