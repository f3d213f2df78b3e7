import { requestCommands } from './transcript-requests.ts';
import type { CommandTable } from './transcript-stage.ts';
import { logLines, statusLines, underWayLines } from './transcript-views.ts';
import { worldCommands } from './transcript-world.ts';

const viewCommands: CommandTable = {
  status: {
    usage: 'status [REPLICA]: where it stands; a leader also with its view of the others',
    run(stage, args) {
      if (!args.isEmpty)
        return statusLines(stage.cluster.replica(stage.known(args.replica())), true);
      return stage.cluster.replicas.flatMap((replica) => statusLines(replica, false));
    },
  },
  log: {
    usage: 'log REPLICA: its entries, and how far each has come',
    run: (stage, args) => logLines(stage.cluster.replica(stage.up(args.replica()))),
  },
  'under-way': {
    usage: 'under-way: the messages in the network, oldest first',
    run: (stage) => underWayLines(stage.cluster.network),
  },
};

/** Every command of a transcript; `transcripts/README.md` says what each is for. */
export const COMMANDS: CommandTable = { ...requestCommands, ...worldCommands, ...viewCommands };
