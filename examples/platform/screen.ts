const isTty = process.stdout.isTTY === true;
const { NO_COLOR } = process.env;
const isPlain = !isTty || NO_COLOR !== undefined;
const BAR_CELLS = 32;
/** Without a terminal a line each time this share of the work is done. */
const SPARSE_SHARE = 0.25;

const paint =
  (code: number) =>
  (text: string): string =>
    isPlain ? text : `\u001b[${code}m${text}\u001b[0m`;
export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);

export function say(line = ''): void {
  clearProgress();
  process.stdout.write(`${line}\n`);
}

let progressShown = false;

function clearProgress(): void {
  if (progressShown) process.stdout.write('\r\u001b[K');
  progressShown = false;
}

/** A bar that is redrawn on a terminal; sparse lines elsewhere. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #start = performance.now();
  #drawnAt = 0;
  #nextShare = SPARSE_SHARE;

  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  /** `detail` follows the bar. */
  show(done: number, detail = ''): void {
    const share = Math.min(1, done / this.#total);
    const now = performance.now();
    const isEnd = done >= this.#total;
    if (isTty) {
      if (!isEnd && now - this.#drawnAt < 80) return;
      this.#drawnAt = now;
      const full = Math.round(share * BAR_CELLS);
      const bar = `${green('━'.repeat(full))}${dim('━'.repeat(BAR_CELLS - full))}`;
      const percent = `${Math.floor(share * 100)}`.padStart(3);
      process.stdout.write(`\r\u001b[K  ${this.#what} ${bar} ${percent} %  ${dim(detail)}`);
      progressShown = true;
    } else if (share >= this.#nextShare) {
      const seconds = ((now - this.#start) / 1_000).toFixed(1);
      say(`  ${this.#what} ${Math.floor(share * 100)} % after ${seconds} s  ${detail}`);
      while (this.#nextShare <= share) this.#nextShare += SPARSE_SHARE;
    }
  }

  end(): void {
    clearProgress();
  }
}

/** Columns as wide as their widest cell; all but the first are set right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ');
  return [dim(line(head)), ...rows.map(line)].map((row) => `  ${row}`).join('\n');
}

export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function milliseconds(ms: number): string {
  if (Number.isNaN(ms)) return '-';
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${thousands(ms)} ms`;
}
