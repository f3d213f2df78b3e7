import { parseArgs } from 'node:util';
import { BenchError, oneLine } from './errors.ts';

/** Text by flag, of those that were given. */
export type Flags<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/**
 * Flags with a value each, beside `--help`. Null for that; a {@link BenchError} with exit code 2 for a flag that is not
 * among the names, or has no value.
 */
export function readFlags<Name extends string>(
  argv: readonly string[],
  names: readonly Name[],
): Flags<Name> | null {
  const options: Record<string, { type: 'string' } | { type: 'boolean'; short: string }> = {
    help: { type: 'boolean', short: 'h' },
  };
  for (const name of names) options[name] = { type: 'string' };
  try {
    const { values } = parseArgs({ args: [...argv], options });
    return values['help'] === true ? null : (values as Flags<Name>);
  } catch (error) {
    throw new BenchError(oneLine(error), 2);
  }
}
