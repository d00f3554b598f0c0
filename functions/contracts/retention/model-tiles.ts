import { dateOfDay } from '../../domain/reports/report-dates.ts';
import type { RetentionReport } from '../../domain/reports/retention-report.ts';
import type { CalibrationBin } from '../../domain/standing/customer-models.ts';
import { noteInWords } from './data-notes.ts';
import { type TileViewer, tileViewer } from './tile-definition.ts';

const modelNames = ['mbgNbd', 'bgNbd', 'paretoNbd', 'nbd', 'gammaGamma'] as const;

const titles: Readonly<Record<(typeof modelNames)[number], string>> = {
  mbgNbd: 'MBG/NBD (the default)',
  bgNbd: 'BG/NBD',
  paretoNbd: 'Pareto/NBD',
  nbd: 'NBD',
  gammaGamma: 'Gamma-Gamma (spend)',
};

function modelNotes({ modelHealth: { customers, byModel, byPlainRates, models } }: RetentionReport): readonly string[] {
  const coverage = `Of ${customers} customers ${byModel} are foretold by the model and ${byPlainRates} by plain rates.`;
  if (models === null) return [coverage, 'No models yet: they are fitted every night.'];
  const { version, dataRange, unit, holdout, observations } = models;
  const fits = modelNames.map((name) => {
    const { status, reason } = models[name];
    return `${titles[name]}: ${status}${reason === null ? '' : `, ${reason}`}.`;
  });
  return [
    coverage,
    `Version ${version}; ${observations.customers} customers, ${observations.repeaters} of whom came again; unit of time ${unit}.`,
    dataRange === null
      ? 'No purchase yet.'
      : `Purchases from ${dateOfDay(dataRange.firstDay)} to ${dateOfDay(dataRange.lastDay)}.`,
    ...fits,
    holdout === null
      ? 'The history is too short to check predictions on its last part.'
      : `Fitted until ${dateOfDay(holdout.calibrationEndDay)} and checked on the ${holdout.holdoutDays} days after: ${holdout.predictedPurchaseDays.toFixed(1)} purchase days predicted, ${holdout.actualPurchaseDays} came (n = ${holdout.buyerCount}).`,
  ];
}

export const modelTiles = {
  'model-health': tileViewer<CalibrationBin>({
    title: 'Model health',
    definition:
      'Purchase days a buyer that the model, fitted on the first part of the history, foretold for the last part, and those that came, by repeat purchase days in the first part.',
    basis: 'modelled',
    columns: [
      {
        name: 'fromRepeatPurchaseDays',
        unit: 'count',
        definition: 'Least of the class; classes are 0, 1, 2, 3-4 and 5 or more.',
        of: ({ frequencyClassStart }) => frequencyClassStart,
      },
      { name: 'buyers', unit: 'count', definition: 'Buyers of the class.', of: ({ buyerCount }) => buyerCount },
      {
        name: 'predictedPerBuyer',
        unit: 'number',
        definition: 'Foretold.',
        of: ({ predictedPerBuyer }) => predictedPerBuyer,
      },
      { name: 'actualPerBuyer', unit: 'number', definition: 'What came.', of: ({ actualPerBuyer }) => actualPerBuyer },
    ],
    rows: ({ modelHealth }) => modelHealth.models?.holdout?.bins ?? [],
    notes: modelNotes,
  }),
  'data-quality': tileViewer<RetentionReport['notes'][number]>({
    title: 'Data quality',
    definition: 'What to know of the data before believing the numbers. Empty rows would mean: nothing to beware of.',
    basis: 'measured',
    columns: [
      { name: 'note', unit: 'text', definition: 'Code of the note, for programs.', of: ({ code }) => code },
      { name: 'customers', unit: 'count', definition: 'Customers concerned.', of: ({ customers }) => customers },
      { name: 'count', unit: 'count', definition: 'Orders or units concerned.', of: ({ count }) => count },
      { name: 'inWords', unit: 'text', definition: 'The note in words.', of: noteInWords },
    ],
    rows: ({ notes }) => notes,
  }),
} as const satisfies Readonly<Record<string, TileViewer>>;
