import { Session } from 'node:inspector';
import type { Profile } from './stages.ts';

/** The profile of this process, in which the typed client runs, while `load` does. */
export async function profiled<T>(
  load: () => Promise<T>,
): Promise<{ readonly result: T; readonly profile: Profile }> {
  const session = new Session();
  session.connect();
  try {
    await post(session, 'Profiler.enable');
    await post(session, 'Profiler.setSamplingInterval', { interval: 1_000 });
    await post(session, 'Profiler.start');
    const result = await load();
    const { profile } = (await post(session, 'Profiler.stop')) as { profile: Profile };
    return { result, profile };
  } finally {
    session.disconnect();
  }
}

function post(session: Session, method: string, params: object = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error, answer) =>
      error === null ? resolve(answer) : reject(error),
    );
  });
}
