import { basename } from 'node:path';
import { contractContext } from '../../functions/contracts/fields.ts';
import { createItemParser } from '../../functions/contracts/item-contract.ts';
import type { ParseResult } from '../../functions/contracts/parse-entry.ts';
import { createServiceEventParser } from '../../functions/contracts/service-event-contract.ts';
import type { ItemId } from '../../functions/domain/ids.ts';
import type { CatalogueItem } from '../../functions/domain/items/item.ts';
import type { ServiceEvent } from '../../functions/domain/service/service-event.ts';
import { rejectedPathOf, type ShopTerms } from '../read-for-import.ts';
import { readEntries } from '../readers/read-entries.ts';
import { RejectedLines } from '../readers/rejected-lines.ts';

/** Files that may come with a file of orders. */
export interface BesideFiles {
  /** NDJSON, a service event a line. */
  readonly events?: string;
  /** NDJSON, an item of the catalogue a line. */
  readonly items?: string;
}

/** What is known of a shop beside its orders. */
export interface BesideOrders {
  /** In the order of the file; one of each `eventId`. */
  readonly events: readonly ServiceEvent[];
  /** Undefined where no catalogue was given. */
  readonly catalogue: ReadonlyMap<ItemId, CatalogueItem> | undefined;
  /** Where the lines are that could not be used, with their number. */
  readonly rejected: readonly { readonly path: string; readonly count: number }[];
}

/** Reads one of the files; lines that cannot be used go to a file beside, named after it. */
async function readWhole<Entry>(
  path: string,
  parse: (json: unknown) => ParseResult<Entry>,
  take: (entry: Entry) => void,
): Promise<{ readonly path: string; readonly count: number }> {
  const rejected = new RejectedLines(rejectedPathOf(basename(path)));
  try {
    await readEntries(path, { parse, rejected, take });
    await rejected.close();
  } catch (error) {
    await rejected.discard();
    throw error;
  }
  return { path: rejected.path, count: rejected.count };
}

/** @throws HoldfastError `file.…` */
export async function readBesideOrders(files: BesideFiles, terms: ShopTerms): Promise<BesideOrders> {
  const context = contractContext(terms.currency, terms.now);
  const events = new Map<string, ServiceEvent>();
  const catalogue = new Map<ItemId, CatalogueItem>();
  const rejected: { path: string; count: number }[] = [];
  if (files.events !== undefined) {
    // The first of an id is kept, as the API keeps it.
    const keep = (event: ServiceEvent): void => {
      if (!events.has(event.eventId)) events.set(event.eventId, event);
    };
    rejected.push(await readWhole(files.events, createServiceEventParser(context), keep));
  }
  if (files.items !== undefined) {
    const keep = (item: CatalogueItem): unknown => catalogue.set(item.itemId, item);
    rejected.push(await readWhole(files.items, createItemParser(context), keep));
  }
  return {
    events: [...events.values()],
    catalogue: files.items === undefined ? undefined : catalogue,
    rejected: rejected.filter(({ count }) => count > 0),
  };
}
