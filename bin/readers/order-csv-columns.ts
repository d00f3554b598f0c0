import { HoldfastError } from '../../functions/domain/errors.ts';

type CellKind = 'text' | 'number' | 'texts';

/** Columns of an order that every line of it repeats. The names are those of the API. */
const orderColumns: Readonly<Record<string, CellKind>> = {
  orderId: 'text',
  customerId: 'text',
  placedAt: 'text',
  updatedAt: 'text',
  paidAt: 'text',
  promisedAt: 'text',
  deliveredAt: 'text',
  status: 'text',
  currency: 'text',
  discount: 'number',
  shipping: 'number',
  tax: 'number',
  pointsPaid: 'number',
  channel: 'text',
  country: 'text',
  coupon: 'text',
  recommendationIds: 'texts',
};

const lineColumns: Readonly<Record<string, CellKind>> = {
  itemId: 'text',
  quantity: 'number',
  unitPrice: 'number',
  listPrice: 'number',
  unitCost: 'number',
  returnedQuantity: 'number',
  recommendationId: 'text',
  name: 'text',
  category: 'text',
  brand: 'text',
};

export const requiredOrderCsvColumns = ['orderId', 'placedAt', 'currency', 'itemId', 'quantity', 'unitPrice'] as const;

const decimalNumber = /^-?\d+(\.\d+)?$/;

function cellValue(text: string, kind: CellKind): unknown {
  if (kind === 'texts') return text.split(/\s+/).filter((part) => part !== '');
  // A cell that is no number stays text, and the contract says what is wrong with it.
  return kind === 'number' && decimalNumber.test(text) ? Number(text) : text;
}

/** True where the header is of this format, even if a column is unknown. */
export const isOrderCsvHeader = (columns: readonly string[]): boolean =>
  requiredOrderCsvColumns.every((column) => columns.includes(column));

/**
 * Makes of a line's cells the order, with that one line, that the API would take. Empty cells are absent fields; an
 * absent status is `placed`.
 * @throws HoldfastError `file.unknown-column`, where the header has a column of no meaning or one twice
 */
export function orderCsvRecord(
  columns: readonly string[],
): (cells: readonly string[]) => Readonly<Record<string, unknown>> {
  const isKnown = (column: string): boolean => column in orderColumns || column in lineColumns;
  const wrong = columns.find((column, place) => !isKnown(column) || columns.indexOf(column) !== place);
  if (wrong !== undefined) {
    throw new HoldfastError(
      'file.unknown-column',
      `column ${JSON.stringify(wrong)} is ${isKnown(wrong) ? 'there twice' : 'unknown'}; known are ${[...Object.keys(orderColumns), ...Object.keys(lineColumns)].join(', ')}`,
      { details: { column: wrong } },
    );
  }
  return (cells) => {
    const order: Record<string, unknown> = { status: 'placed' };
    const line: Record<string, unknown> = {};
    columns.forEach((column, place) => {
      const text = cells[place] ?? '';
      if (text === '') return;
      const ofOrder = orderColumns[column];
      if (ofOrder !== undefined) order[column] = cellValue(text, ofOrder);
      else line[column] = cellValue(text, lineColumns[column] ?? 'text');
    });
    return { ...order, lines: [line] };
  };
}
