import { floorLimits } from './limits.ts';

const parties = ['echo', 'log', 'level', 'ringkv'] as const;
export type PartyName = (typeof parties)[number];
export type FloorWorkload = 'put' | 'get';

/** What everybody is asked for together. */
export interface FloorLoad {
  readonly workload: FloorWorkload;
  readonly inFlight: number;
}

/** One turn of a round. */
export interface Cell extends FloorLoad {
  readonly party: PartyName;
}

/** In the order of the tables. */
export const floorLoads: readonly FloorLoad[] = (['put', 'get'] as const).flatMap((workload) =>
  [floorLimits.manyInFlight, floorLimits.oneInFlight].map((inFlight) => ({ workload, inFlight })),
);

/** A get writes nothing. */
export const cells: readonly Cell[] = floorLoads.flatMap((load) =>
  parties
    .filter((party) => load.workload === 'put' || party === 'echo' || party === 'ringkv')
    .map((party) => ({ ...load, party })),
);

export const loadNameOf = ({ workload, inFlight }: FloorLoad): string =>
  `${workload}, ${inFlight} in flight`;

const partyNames: Readonly<Record<PartyName, string>> = {
  echo: 'bare gRPC echo',
  log: 'bare log, 3 processes',
  level: 'bare LevelDB',
  ringkv: 'ringkv',
};

export const cellNameOf = (cell: Cell): string => `${loadNameOf(cell)}: ${partyNames[cell.party]}`;
