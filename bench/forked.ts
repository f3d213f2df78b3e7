import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BenchError } from './errors.ts';

/** What a process of its own tells; `failed` is its last word. */
export type ForkedReport =
  | { readonly kind: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface ForkedSpec {
  /** As it is called in errors. */
  readonly name: string;
  /** A script that calls `runForked`. */
  readonly script: URL;
  /** Its only argument. */
  readonly argument: object;
  /** It is killed so long after its start, at the latest. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** A process that does one thing, so that its CPU seconds are of that thing; it ends with this one. */
export class Forked<Report extends ForkedReport> {
  readonly #child: ChildProcess;
  readonly #name: string;
  #reports: Report[] = [];
  #wake: () => void = () => {};
  #ended: string | null = null;

  constructor({ name, script, argument, limitMs, signal }: ForkedSpec) {
    this.#name = name;
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    this.#child = fork(fileURLToPath(script), [JSON.stringify(argument)], {
      signal,
      execArgv: ['--import', tsx],
      // tsx finds the paths of `ringkv` in the tsconfig.json of the working directory.
      cwd: fileURLToPath(new URL('../', import.meta.url)),
      // What this process was told about loaders is not for its child.
      env: { ...process.env, NODE_OPTIONS: '' },
      timeout: limitMs,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message) => this.#heard(message as Report));
    this.#child.once('error', (error) => this.#over(error.message));
    this.#child.once('exit', (code, by) => this.#over(`ended with ${code ?? by}`));
  }

  /** Throws a {@link BenchError} when it could not be started. */
  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new BenchError(`${this.#name} could not be started`);
    return pid;
  }

  /** The next report, which must be of such a kind; a {@link BenchError} when the process failed or ended instead. */
  async next<K extends Report['kind']>(
    ...kinds: readonly K[]
  ): Promise<Extract<Report, { kind: K }>> {
    while (this.#reports.length === 0 && this.#ended === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const report = this.#reports.shift();
    if (kinds.some((kind) => kind === report?.kind)) return report as Extract<Report, { kind: K }>;
    throw new BenchError(`${this.#name} could not go on: ${this.#whyNot(report)}`);
  }

  send(message: object): void {
    this.#child.send(message);
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
    this.#child.kill('SIGKILL');
  }

  #whyNot(report: Report | undefined): string {
    if (report === undefined) return this.#ended ?? 'it said nothing';
    return 'message' in report ? report.message : `said ${report.kind}`;
  }

  #heard(report: Report): void {
    this.#reports.push(report);
    this.#wake();
  }

  #over(why: string): void {
    this.#ended ??= why;
    this.#wake();
  }
}
