import type { Command } from 'commander';
import type { ClusterSettings } from '../../client/index.ts';
import { json } from '../output.ts';
import { parseChoice } from '../parse.ts';
import { type Cli, withKv } from '../session.ts';

/** What each setting is called here, and there. */
const names = ['accepted-writes'] as const;
const fields = { 'accepted-writes': 'acceptedWrites' } as const satisfies Record<
  (typeof names)[number],
  keyof ClusterSettings
>;

export function addSettings(program: Command, cli: Cli): void {
  const settings = program
    .command('settings')
    .summary('show or change what holds for the whole cluster')
    .description('Show or change settings: they are replicated, and all nodes go by them.');
  settings
    .command('show', { isDefault: true })
    .description('Print every setting.')
    .action(async (_: object, command: Command) => {
      await withKv(cli, command, 'reads', async (kv, format) => {
        const { settings: current } = await kv.status();
        await cli.out.write(shown(current, format));
      });
    });
  settings
    .command('set')
    .description(
      'Change a setting. accepted-writes on: writes may ask for --ack accepted, which is answered when the leader ' +
        'has queued the write; such a write may be lost and nobody hears of it.',
    )
    .argument('<name>', names.join(', '))
    .argument('<value>', 'on or off')
    .action(async (nameText: string, valueText: string, _: object, command: Command) => {
      const name = parseChoice('NAME', nameText, names);
      const value = parseChoice('VALUE', valueText, ['on', 'off']) === 'on';
      await withKv(cli, command, 'writes', async (kv, format) => {
        await cli.out.write(shown(await kv.changeSettings({ [fields[name]]: value }), format));
      });
    });
}

function shown(settings: ClusterSettings, format: 'json' | 'table'): string {
  if (format === 'json') return `${json({ acceptedWrites: settings.acceptedWrites })}\n`;
  return names.map((name) => `${name}  ${settings[fields[name]] ? 'on' : 'off'}\n`).join('');
}
