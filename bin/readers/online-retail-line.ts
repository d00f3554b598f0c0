import { currencyDecimals, toMinorUnits } from '../../functions/contracts/money.ts';

/** Columns of the UCI Online Retail file, in their order. */
export const onlineRetailColumns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

/** The shop of the file is British and so are its prices. */
export const onlineRetailCurrency = 'GBP';
const decimals = currencyDecimals(onlineRetailCurrency);

/** Why a line is neither a line of an order nor a return. */
export type OnlineRetailReason =
  /** Wrong number of columns, or a quantity, price or time that is none. */
  | 'line.malformed'
  /** Neither six digits nor those after C or A. */
  | 'line.invoice-number'
  /** `A` invoice: an adjustment of bad debt. */
  | 'line.bad-debt'
  /** Quantity of 0 or less without being a cancellation: goods lost, found or broken. */
  | 'line.stock-correction'
  | 'line.zero-price'
  /** A product's price with a fraction of a penny. */
  | 'line.price-decimals'
  /** Postage, carriage, bank charges, manual entries, gift vouchers: the code is not of a product. */
  | 'line.service-charge'
  /** A cancellation of a service charge, a discount or a manual entry. */
  | 'return.service-code'
  | 'return.no-customer'
  /** A cancellation that takes nothing back. */
  | 'return.quantity'
  /** The invoice was another customer's on an earlier line. */
  | 'order.customer-changed';

interface ReadLine {
  readonly invoice: string;
  readonly itemId: string;
  /** Units, positive. */
  readonly quantity: number;
  readonly epochMilliseconds: number;
  /** Absent for a guest. */
  readonly customerId: string | undefined;
}

export type OnlineRetailLine =
  | (ReadLine & {
      readonly kind: 'order-line';
      readonly unitPriceMinor: number;
      readonly description: string;
      readonly country: string;
    })
  | (ReadLine & { readonly kind: 'return'; readonly customerId: string })
  | { readonly kind: 'not-used'; readonly reason: OnlineRetailReason };

const orderInvoice = /^\d{6}$/;
const cancellationInvoice = /^C\d{6}$/;
const adjustmentInvoice = /^A\d{6}$/;
const productCode = /^\d{5}/;
const wholeNumber = /^-?\d{1,9}$/;
const decimalNumber = /^-?\d{1,9}(\.\d+)?$/;

export type InvoiceKind = 'order' | 'cancellation' | 'adjustment' | 'unknown';

export function invoiceKind(invoice: string): InvoiceKind {
  if (orderInvoice.test(invoice)) return 'order';
  if (cancellationInvoice.test(invoice)) return 'cancellation';
  return adjustmentInvoice.test(invoice) ? 'adjustment' : 'unknown';
}

const notUsed = (reason: OnlineRetailReason): OnlineRetailLine => ({ kind: 'not-used', reason });

/**
 * Tells what a line of the file is. A line of an order has a six-digit invoice, a quantity and a price above 0 and
 * a code that begins with five digits; a `C` line of a customer and such a code is a return. Codes are upper-cased,
 * as the file writes `85123a` and `85123A` for one item.
 * @param fields the line's fields, in the order of `onlineRetailColumns`
 * @param epochOf reads a wall-clock time, undefined where it is none
 */
export function classifyOnlineRetailLine(
  fields: readonly string[],
  epochOf: (text: string) => number | undefined,
): OnlineRetailLine {
  const [invoice, code, description, quantityText, time, price, customer, country] = fields;
  if (
    fields.length !== onlineRetailColumns.length ||
    invoice === undefined ||
    code === undefined ||
    description === undefined ||
    quantityText === undefined ||
    time === undefined ||
    price === undefined ||
    country === undefined
  ) {
    return notUsed('line.malformed');
  }
  const kind = invoiceKind(invoice);
  if (kind === 'unknown') return notUsed('line.invoice-number');
  if (kind === 'adjustment') return notUsed('line.bad-debt');
  const epochMilliseconds = epochOf(time);
  if (!wholeNumber.test(quantityText) || epochMilliseconds === undefined || !decimalNumber.test(price)) {
    return notUsed('line.malformed');
  }
  const quantity = Number(quantityText);
  const isProduct = productCode.test(code);
  const itemId = code.toUpperCase();
  const customerId = customer === undefined || customer === '' ? undefined : customer;
  if (kind === 'cancellation') {
    if (!isProduct) return notUsed('return.service-code');
    if (customerId === undefined) return notUsed('return.no-customer');
    if (quantity >= 0) return notUsed('return.quantity');
    return { kind: 'return', invoice, itemId, quantity: -quantity, epochMilliseconds, customerId };
  }
  if (quantity <= 0) return notUsed('line.stock-correction');
  if (Number(price) <= 0) return notUsed('line.zero-price');
  if (!isProduct) return notUsed('line.service-charge');
  const unitPrice = toMinorUnits(Number(price), decimals);
  if (!unitPrice.ok) return notUsed('line.price-decimals');
  return {
    kind: 'order-line',
    invoice,
    itemId,
    quantity,
    epochMilliseconds,
    customerId,
    unitPriceMinor: unitPrice.minor,
    description,
    country,
  };
}
