import type { KeyFigure, KeyFigureName } from '../../domain/reports/key-figures.ts';
import { dateOfDay } from '../../domain/reports/report-dates.ts';
import { inMajorUnits, type Money, type TileViewer, tileViewer } from './tile-definition.ts';

const meanings: Readonly<Record<KeyFigureName, string>> = {
  customers: 'Customers with a purchase day. Guests are in none of the figures but their own three.',
  'active-customers': 'Customers who bought within the last 365 days; n: all customers.',
  'new-customers': 'Customers whose first purchase was within the last 30 days; n: all customers.',
  'repeat-customers': 'Customers with two purchase days or more; n: all customers.',
  orders: 'Orders of customers that were not cancelled; n: customers.',
  'gross-revenue': 'All their orders after discounts and before returns; n: orders.',
  'net-revenue': 'All their orders after discounts and returns; n: orders.',
  'returned-share': 'Gross less net revenue over gross revenue; n: orders.',
  'returning-revenue-share':
    'Net revenue on purchase days after a customer’s first over all net revenue; n: customers.',
  'other-currency-orders': 'Orders in another currency than the shop’s: counted, but in no amount; n: orders.',
  'unmatched-returned-units': 'Units returned that match no purchase: they reduce no amount; n: customers.',
  'guest-orders': 'Orders without a customer.',
  'guest-order-share': 'Guest orders over all orders; n: all orders. A known customer may buy as a guest, too.',
  'guest-net-revenue': 'Net value of guest orders; n: guest orders.',
  'repurchase-rate-90-days':
    'Customers whose second purchase day came within 90 days of the first, among the n whose first was 90 days ago or more.',
  'repurchase-rate-365-days':
    'Customers whose second purchase day came within 365 days of the first, among the n whose first was 365 days ago or more.',
  'retention-rate-365-days':
    'Customers who bought within the last 365 days, among the n who bought in the 365 days before those.',
  'average-gap': 'Mean days between two purchase days of a customer, of customers who came again; n: gaps.',
};

function shownValue(figure: KeyFigure, value: number | null, money: Money): number | null {
  if (value === null) return null;
  return figure.unit === 'money' ? inMajorUnits(value, money) : value;
}

/** A column of values whose unit the row says; money is turned by hand. */
const inOwnUnit = (name: string, definition: string, pick: (figure: KeyFigure) => number | null, money: Money) => ({
  name,
  unit: 'number' as const,
  definition,
  of: (figure: KeyFigure) => shownValue(figure, pick(figure), money),
});

/** Each figure with its n, its interval and how it changed. */
export const keyFigureTile: TileViewer = (report, money) =>
  tileViewer<KeyFigure>({
    title: 'Key figures',
    definition:
      'The whole shop until the as-of day, unless a figure names a time. A purchase day is a day of the shop with an order that was not cancelled.',
    basis: 'measured',
    columns: [
      { name: 'figure', unit: 'text', definition: 'Name of the figure.', of: ({ name }) => name },
      { name: 'unit', unit: 'text', definition: 'Unit of value and change.', of: ({ unit }) => unit },
      inOwnUnit(
        'value',
        'Empty where there is nothing to divide by or nothing was counted.',
        ({ value }) => value,
        money,
      ),
      { name: 'n', unit: 'count', definition: 'What the value is made of.', of: ({ n }) => n },
      { name: 'low', unit: 'share', definition: 'Lower end of the exact 95% interval.', of: ({ low }) => low },
      { name: 'high', unit: 'share', definition: 'Upper end of the exact 95% interval.', of: ({ high }) => high },
      inOwnUnit('previous', 'Value of the report compared with.', ({ previous }) => previous, money),
      inOwnUnit('change', 'Value less previous, in the same unit.', ({ change }) => change, money),
      { name: 'definition', unit: 'text', definition: 'What the figure means.', of: ({ name }) => meanings[name] },
    ],
    rows: ({ keyFigures }) => keyFigures,
    notes: ({ previousAsOfDay }) => [
      previousAsOfDay === null
        ? 'There is no earlier report to compare with yet.'
        : `Compared with the report as of ${dateOfDay(previousAsOfDay)}.`,
    ],
  })(report, money);
