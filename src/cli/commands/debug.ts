import type { Command } from 'commander';
import type { DbFlags } from '../debug/db.ts';
import type { WalFlags } from '../debug/wal.ts';
import type { Cli } from '../session.ts';

/**
 * `kvctl debug ...`: what lies on the disk of a node, without the node. The code that reads it is loaded when it is asked for:
 * no other command waits for the storage layer.
 */
export function addDebug(program: Command, cli: Cli): void {
  const debug = program
    .command('debug')
    .summary('look at the files of a node')
    .description('Look at the files of a node that does not run.');
  addDebugWal(debug, cli);
  addDebugDb(debug, cli);
}

function addDebugWal(debug: Command, cli: Cli): void {
  debug
    .command('wal')
    .summary('print, verify and salvage a write-ahead log')
    .description(
      'Say what the write-ahead log of a data directory holds, and whether kvd would start on it. Changes nothing. ' +
        'While the node runs, the end of the log may look unfinished.',
    )
    .argument('<data-dir>', 'of the node, or the wal directory itself')
    .option('--frames', 'every frame and record, too')
    .option('--salvage <dir>', 'write what lies before the first damage as a log of its own')
    .action(async (dataDir: string, flags: WalFlags, command: Command) => {
      const { debugWal } = await import('../debug/wal.ts');
      await debugWal(dataDir, flags, command, cli);
    });
}

function addDebugDb(debug: Command, cli: Cli): void {
  debug
    .command('db')
    .summary('list and verify the generations of a database, and restore one')
    .description(
      'Read all of the database of a data directory: which generations of each group it holds, and whether their rows ' +
        'are whole. Changes no row; LevelDB tidies its own files when it is opened. The node must not run.',
    )
    .argument('<data-dir>', 'of the node, or the database directory itself')
    .option(
      '--restore <group>',
      'make the generation of this group that was set aside the live one again',
    )
    .action(async (dataDir: string, flags: DbFlags, command: Command) => {
      const { debugDb } = await import('../debug/db.ts');
      await debugDb(dataDir, flags, command, cli);
    });
}
