import { HoldfastError } from '../domain/errors.ts';
import { isRow, numberOf, type Row, textOf } from './attributes.ts';

/**
 * A document that its own job writes whole and readers read whole, as one text. As a map of the row it would be of three
 * times the size, and numbers beyond 1e126, which a likelihood may well give, could not be stored at all.
 */
export interface DocumentShape<Shape> {
  /** Grows with each change of the shape that an older reader would stumble over. */
  readonly schema: number;
  /** Whether a parsed text has the fields that readers rely on. */
  readonly isShape: (value: unknown) => value is Shape;
}

/** An item of DynamoDB takes 400 KB with keys and names. */
const maximumBytes = 395_000;

const keyText = (row: Row): string => `${String(row.pk)} · ${String(row.sk)}`;

/** The attributes of a document. @throws HoldfastError `store.item-too-large` */
export function documentAttributes(name: string, schema: number, document: unknown): Row {
  const text = JSON.stringify(document);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maximumBytes) return { schema, document: text };
  const message = `${name} takes ${bytes} bytes; a row holds at most ${maximumBytes}`;
  throw new HoldfastError('store.item-too-large', message, { details: { name, bytes } });
}

function parse(row: Row): unknown {
  try {
    return JSON.parse(textOf(row, 'document'));
  } catch (cause) {
    throw new HoldfastError('store.corrupt-row', `row ${keyText(row)}: attribute document is not JSON`, { cause });
  }
}

/**
 * The document of a row; undefined for one of another schema, which the next night replaces: what was written by an
 * older version of the product is as good as nothing, and nothing is a state that every reader knows.
 * @throws HoldfastError `store.corrupt-row`
 */
export function documentOf<Shape>(row: Row, { schema, isShape }: DocumentShape<Shape>): Shape | undefined {
  if (numberOf(row, 'schema') !== schema) return undefined;
  const value = parse(row);
  if (isShape(value)) return value;
  throw new HoldfastError('store.corrupt-row', `row ${keyText(row)}: attribute document is not of schema ${schema}`);
}

/** Whether a value is an object with texts, numbers, flags and objects under these names. */
export const hasFields = (
  value: unknown,
  fields: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'object'>>,
): value is Row => isRow(value) && Object.entries(fields).every(([name, type]) => typeof value[name] === type);
