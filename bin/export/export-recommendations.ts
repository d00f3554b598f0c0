import { currencyDecimals } from '../../functions/contracts/money.ts';
import { type PersonalKind, personalKinds } from '../../functions/domain/personal/personal-answer.ts';
import {
  type ChannelLists,
  type ListForChannelDeps,
  listForChannel,
} from '../../functions/flows/personal/list-for-channel.ts';
import { createCatalogueReader } from '../../functions/flows/recommend/catalogue-reader.ts';
import { createListReader } from '../../functions/flows/recommend/list-reader.ts';
import { createShopTotalsReader } from '../../functions/flows/recommend/shop-totals-reader.ts';
import type { OpenStack } from '../open-stack.ts';
import type { ExportTally } from './export-tally.ts';
import { type ExportFormat, headOf, linesOf } from './recommendation-lines.ts';
import { writeFileWhole } from './write-file-whole.ts';

export interface ExportRequest extends Omit<ChannelLists, 'kinds'> {
  readonly kind: PersonalKind | 'both';
  readonly format: ExportFormat;
  /** File to write; it is whole or not there. */
  readonly out: string;
}

type ExportStack = Omit<ListForChannelDeps, 'lists' | 'catalogue' | 'totals'> &
  Pick<OpenStack, 'items' | 'recommendations' | 'relations' | 'shopTotals' | 'currency'>;

/** Writes the lists of every customer who agreed to a channel; memory does not grow with their number. */
export async function exportRecommendations(
  open: ExportStack,
  { channel, kind, limit, format, out }: ExportRequest,
  tally: ExportTally,
): Promise<void> {
  const deps = {
    ...open,
    lists: createListReader(open, open.now),
    catalogue: createCatalogueReader(open.items, open.now),
    totals: createShopTotalsReader(open.shopTotals, open.now),
  };
  const decimals = currencyDecimals(open.currency);
  const kinds = kind === 'both' ? personalKinds : [kind];

  async function* texts(): AsyncGenerator<string> {
    yield headOf(format);
    for await (const customer of listForChannel(deps, { channel, kinds, limit })) {
      tally.add(customer);
      if (customer.outcome !== 'listed') continue;
      for (const answer of customer.answers) yield linesOf(answer, format, decimals);
    }
  }
  await writeFileWhole(texts(), out);
}
