import type { SwitchingReport } from '../../domain/switching/switching-report.ts';
import { actionOf } from '../../domain/switching/switching-state.ts';
import { switchingWeights } from '../../domain/switching/switching-weights.ts';
import { actionWords } from '../state-words.ts';
import { brandTiles } from './brand-tiles.ts';
import type { SwitchingTile } from './retention-tiles.ts';
import { serviceTiles } from './service-tiles.ts';
import { type TileViewer, tileViewer } from './tile-definition.ts';

type Of<Part extends keyof SwitchingReport> = SwitchingReport[Part] extends readonly (infer Row)[] ? Row : never;

const profiled = 'Customers with a purchase who do not object to profiling.';

const versionNote = ({ weightsVersion, customerCount }: SwitchingReport): readonly string[] => [
  `Of ${customerCount} customers, by version ${weightsVersion} of the weights.`,
];

/** Tiles of what holds customers and what pulls. */
export const switchingTileViewers: Readonly<Record<SwitchingTile, TileViewer<SwitchingReport>>> = {
  states: tileViewer<Of<'states'>, SwitchingReport>({
    title: 'States of customers',
    definition: `${profiled} Each is in the first state whose rule holds, and changes it when two nights agree.`,
    basis: 'partly-assumed',
    columns: [
      { name: 'state', unit: 'text', definition: 'State, in the order of the rules.', of: ({ state }) => state },
      {
        name: 'customers',
        unit: 'count',
        definition: 'Customers in the state.',
        of: ({ customerCount }) => customerCount,
      },
      {
        name: 'callsFor',
        unit: 'text',
        definition: 'What the state calls for.',
        of: ({ state }) => actionWords[actionOf[state]],
      },
    ],
    rows: ({ states }) => states,
    notes: versionNote,
  }),
  'switching-costs': tileViewer<Of<'types'>, SwitchingReport>({
    title: 'What holds customers, and what pulls',
    definition: `${profiled} Procedural, financial and relational hold; alternatives pull and dissatisfaction pushes. Behaviour that stands for perceived costs, not the costs themselves. A kind that nothing is known of is left out.`,
    basis: 'partly-assumed',
    columns: [
      { name: 'kind', unit: 'text', definition: 'Kind of score.', of: ({ type }) => type },
      {
        name: 'customers',
        unit: 'count',
        definition: 'Customers it is known of.',
        of: ({ customerCount }) => customerCount,
      },
      { name: 'mean', unit: 'share', definition: 'Mean score of those, 0 to 1.', of: ({ mean }) => mean },
    ],
    rows: ({ types }) => types,
    notes: versionNote,
  }),
  signals: tileViewer<Of<'signals'>, SwitchingReport>({
    title: 'Signals',
    definition: `${profiled} What single customers are drawn towards while little is known of them. A signal that the shop sends no facts for is left out.`,
    basis: 'measured',
    columns: [
      { name: 'signal', unit: 'text', definition: 'Name of the signal.', of: ({ name }) => name },
      {
        name: 'kind',
        unit: 'text',
        definition: 'Score that it is part of.',
        of: ({ name }) => switchingWeights.signals[name].type,
      },
      {
        name: 'weight',
        unit: 'number',
        definition: 'Weight within that score; 0 is shown alone.',
        of: ({ name }) => switchingWeights.signals[name].weight,
      },
      {
        name: 'customers',
        unit: 'count',
        definition: 'Customers it is known of.',
        of: ({ customerCount }) => customerCount,
      },
      { name: 'mean', unit: 'share', definition: 'The shop’s mean, 0 to 1.', of: ({ mean }) => mean },
    ],
    rows: ({ signals }) => signals,
    notes: versionNote,
  }),
  ...brandTiles,
  ...serviceTiles,
};
