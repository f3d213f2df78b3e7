import { request } from 'node:http';
import { resolve } from 'node:path';
import { CliError, type ExitCode, exitCodes } from '../errors.ts';
import { runningLauncher } from './claim.ts';
import type { ClusterReport } from './cluster.ts';
import { CONTROL_PATH, type ControlCommand, type ControlFailure } from './control-protocol.ts';
import { LOOPBACK } from './ports.ts';
import { type LauncherFile, readLauncherFile } from './state-files.ts';

/** A restart waits for a drain and for readiness; nothing takes longer. */
const CONTROL_TIMEOUT_MS = 120_000;

/**
 * Has the launcher on this data run a command, and returns how the cluster is afterwards. Throws a {@link CliError}:
 * `unavailable` when no launcher runs there, else what the launcher answered.
 */
export async function controlCluster(
  dataDir: string,
  command: ControlCommand,
): Promise<ClusterReport> {
  const path = resolve(dataDir);
  const launcher = readLauncherFile(path);
  if (launcher === null || (await runningLauncher(path)) === null) {
    throw new CliError(
      `no cluster runs on ${path}: start one with "npm run cluster"`,
      exitCodes.unavailable,
    );
  }
  const { status, body } = await post(launcher, command);
  const answer = parse(body);
  if (status === 200 && 'nodes' in answer) return answer;
  const { error, exitCode } = answer as ControlFailure;
  throw new CliError(error, exitCode as ExitCode);
}

async function post(
  launcher: LauncherFile,
  command: ControlCommand,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((done, fail) => {
    const call = request(
      {
        host: LOOPBACK,
        port: launcher.port,
        path: CONTROL_PATH,
        method: 'POST',
        agent: false,
        timeout: CONTROL_TIMEOUT_MS,
        headers: { authorization: `Bearer ${launcher.secret}` },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, body }));
        response.on('error', fail);
      },
    );
    const gone = (what: string): void =>
      fail(new CliError(`launcher ${launcher.pid} ${what}`, exitCodes.unavailable));
    call.on('timeout', () => {
      gone(`did not answer within ${CONTROL_TIMEOUT_MS} ms`);
      call.destroy();
    });
    call.on('error', (error) => gone(`went away: ${error.message}`));
    call.end(JSON.stringify(command));
  });
}

function parse(body: string): ClusterReport | ControlFailure {
  try {
    return JSON.parse(body) as ClusterReport | ControlFailure;
  } catch {
    throw new CliError('the launcher gave an answer that is no JSON', exitCodes.failure);
  }
}
