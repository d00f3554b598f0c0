import { type GroupName, groupNames } from '../standing/customer-group.ts';
import { groupPlaces, rfmPlace, scoreRows } from './add-to-scores.ts';
import { amountAt, countAt, type IntegerSums } from './integer-sums.ts';
import { ratio } from './key-figures.ts';

export interface GroupSize {
  readonly group: GroupName;
  readonly customers: number;
  /** Of all customers in a group; null where none is. */
  readonly customerShare: number | null;
  readonly netMinor: number;
  /** Of the net spend of all customers in a group; null where that is 0. */
  readonly netShare: number | null;
  readonly valueAtRiskMinor: number;
  /** Came into the group within the last 30 days. */
  readonly movedIn: number;
}

/** Customers who came from a group into another within the last 30 days. */
export interface GroupMovement {
  /** Null: had no group before. */
  readonly from: GroupName | null;
  readonly to: GroupName;
  readonly customers: number;
}

/** Customers of a class of recency and one of frequency, each from 1 to 5. */
export interface RfmCell {
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  readonly netMinor: number;
}

/** One for each group, also without customers. */
export function groupSizesOf(sums: IntegerSums): readonly GroupSize[] {
  const rows = groupNames.map((group) => ({ group, row: sums.find(`${scoreRows.group}${group}`) }));
  const customers = rows.reduce((sum, { row }) => sum + countAt(row, groupPlaces.customers), 0);
  const net = rows.reduce((sum, { row }) => sum + amountAt(row, groupPlaces.net), 0);
  return rows.map(({ group, row }) => ({
    group,
    customers: countAt(row, groupPlaces.customers),
    customerShare: ratio(countAt(row, groupPlaces.customers), customers),
    netMinor: amountAt(row, groupPlaces.net),
    netShare: ratio(amountAt(row, groupPlaces.net), net),
    valueAtRiskMinor: amountAt(row, groupPlaces.valueAtRiskMillionths) / 1e6,
    movedIn: countAt(row, groupPlaces.moved),
  }));
}

/** Without pairs between which nobody moved. */
export const movementOf = (sums: IntegerSums): readonly GroupMovement[] =>
  [null, ...groupNames].flatMap((from) =>
    groupNames.flatMap((to) => {
      const customers = countAt(sums.find(`${scoreRows.movement}${from ?? ''}/${to}`), 0);
      return customers === 0 ? [] : { from, to, customers };
    }),
  );

/** All 25 cells; none where no customer has classes. */
export function rfmGridOf(sums: IntegerSums): readonly RfmCell[] {
  const row = sums.find(scoreRows.rfm);
  if (row.length === 0) return [];
  const classes = [1, 2, 3, 4, 5];
  return classes.flatMap((recency) =>
    classes.map((frequency) => {
      const place = rfmPlace(recency, frequency);
      return { recency, frequency, customers: countAt(row, place), netMinor: amountAt(row, place + 1) };
    }),
  );
}
