import { Command, CommanderError, Option } from 'commander';
import { VERSION } from '../util/version.ts';
import { usageLine } from './commander-errors.ts';
import { type KvdConfig, resolveConfig } from './kvd-config.ts';
import { envName, settingKeys, settingOf } from './kvd-settings.ts';
import { usage } from './parse.ts';

/** What a kvd command line asks for: a node, or a text to print. */
export type KvdRequest =
  | { readonly kind: 'run'; readonly config: KvdConfig }
  | { readonly kind: 'print'; readonly text: string };

/** Throws a usage CliError of one line. */
export function parseKvd(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): KvdRequest {
  const printed: string[] = [];
  const errors: string[] = [];
  const program = buildProgram();
  program.exitOverride().configureOutput({
    writeOut: (text) => printed.push(text),
    writeErr: (text) => printed.push(text),
    outputError: (text) => errors.push(text),
  });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed.join('') };
    throw usage(usageLine(errors[0] ?? error.message));
  }
  const flags = new Map<string, string>();
  for (const key of ['config', ...settingKeys]) {
    const value = program.getOptionValue(key) as string | readonly string[] | undefined;
    if (value !== undefined) flags.set(key, typeof value === 'string' ? value : value.join(','));
  }
  return { kind: 'run', config: resolveConfig({ flags, env, readFile }) };
}

/** Keeps a setting under its own name, where commander would make `dataDir` of `data-dir`. */
class SettingOption extends Option {
  override attributeName(): string {
    return this.name();
  }
}

function buildProgram(): Command {
  const program = new Command('kvd')
    .description(
      'Run one node of a ringkv cluster. Without options it is a ready store of one node.\n' +
        'A flag wins over its KVD_* variable, that over its key in the config file, that over the default.',
    )
    .version(`kvd ${VERSION}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .configureHelp({ optionDescription: (option) => option.description })
    .addHelpText('after', helpTail);
  program.addOption(
    new SettingOption(
      '--config <FILE>',
      `a JSON object of the settings below (env: ${envName('config')})`,
    ),
  );
  for (const key of settingKeys) {
    const { value, help, defaultText, repeatable } = settingOf(key);
    const placeholder = value === 'BOOL' ? '[BOOL]' : `<${value}>`;
    const description = `${help} (env: ${envName(key)}, default: ${defaultText})`;
    const option = new SettingOption(`--${key} ${placeholder}`, description);
    if (value === 'BOOL') option.preset('true');
    if (repeatable === true) {
      option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
    }
    program.addOption(option);
  }
  return program;
}

const helpTail = `
Signals: the first SIGTERM or SIGINT drains the node, hands its leaderships over and stops it; the second ends it.
Exit codes: 0 stopped, 1 could not start, 2 usage, 70 a bug stopped it, 74 its disk failed.
`;
