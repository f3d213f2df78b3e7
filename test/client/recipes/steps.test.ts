import { describe, expect, it } from 'vitest';
import {
  AbortError,
  type CallOptions,
  InvalidRequestError,
  KvError,
  UnavailableError,
  UnknownOutcomeError,
} from '../../../src/client/index.ts';
import { Steps } from '../../../src/client/recipes/steps.ts';
import { failureOf } from '../harness.ts';

const fields = { code: 'UNAVAILABLE', reason: 'NO_LEADER' };
const refused = new UnavailableError('refused', {
  ...fields,
  outcome: 'not_executed',
  retryable: true,
});
const unknown = new UnknownOutcomeError('nobody knows', fields, async () => ({
  status: 'unknown',
}));
const wrong = new InvalidRequestError('wrong', { ...fields, outcome: 'not_executed' });

/** Fails with these in turn, then answers the number of the try. */
function failing(...errors: readonly Error[]): (options: CallOptions) => Promise<number> {
  let tries = 0;
  return async () => {
    const error = errors[tries++];
    if (error !== undefined) throw error;
    return tries;
  };
}

describe('a step of a recipe', () => {
  it('runs again when it was refused for now, and when nobody knows', async () => {
    expect(await new Steps(undefined).run(failing(refused, unknown, refused))).toBe(4);
  });

  it('runs once when running it again cannot help', async () => {
    expect(await failureOf(new Steps(undefined).run(failing(wrong)))).toBe(wrong);
  });

  it('is never called a failure when an earlier try may have done it (R38)', async () => {
    expect(await failureOf(new Steps(undefined).run(failing(unknown, wrong)))).toBe(unknown);
    const aborted = new AbortError(new Error('enough'), null);
    expect(await failureOf(new Steps(undefined).run(failing(unknown, aborted)))).toBe(unknown);
    const always = Array.from({ length: 100 }, () => refused);
    const late = new Steps({ timeoutMs: 60 }).run(failing(unknown, ...always));
    expect(await failureOf(late)).toBe(unknown);
  });

  it('is refused only once no earlier try can run any more', async () => {
    const events: string[] = [];
    const asked = [refused, null];
    const slow = new UnknownOutcomeError('nobody knows', fields, async () => {
      const error = asked.shift();
      events.push(error ? 'not reached' : 'voided');
      if (error) throw error;
      return { status: 'not_done' };
    });
    const tries = [slow, wrong];
    const step = new Steps(undefined).run(async () => {
      events.push('try');
      throw tries.shift() ?? new Error('one try too many');
    });
    // The earlier try never ran and never will, so the refusal of the later one is the truth about both.
    expect(await failureOf(step)).toBe(wrong);
    expect(events).toEqual(['try', 'not reached', 'voided', 'try']);
  });

  it('shares its deadline with the other steps of a call', async () => {
    const steps = new Steps({ timeoutMs: 30 });
    const always = Array.from({ length: 100 }, () => refused);
    expect(await failureOf(steps.run(failing(...always)))).toBe(refused);
    const next = await failureOf(
      steps.run(async ({ timeoutMs }) => {
        expect(timeoutMs).toBeLessThanOrEqual(30);
        throw refused;
      }),
    );
    expect(next).toBeInstanceOf(KvError);
  });
});
