import type { Command } from 'commander';
import { fitModels } from '../../functions/flows/customers/fit-models.ts';
import { announceThrough } from '../../functions/flows/delivery/announcements.ts';
import { decideCampaigns } from '../../functions/flows/offers/decide-campaigns.ts';
import { issueOffers } from '../../functions/flows/offers/issue-offers.ts';
import { createOfferItemsReader } from '../../functions/flows/offers/offer-items-reader.ts';
import { refreshOversizedCustomers } from '../../functions/flows/refresh-oversized-customers.ts';
import { relateShop } from '../../functions/flows/relations/relate-shop.ts';
import { sweepStale } from '../../functions/flows/sweep-stale.ts';
import { measureCustomers } from '../../functions/flows/switching/measure-customers.ts';
import { type StackOptions, withStack, withStackOptions } from '../open-stack.ts';

/** Adds `sweep`: what the hourly and nightly jobs do, now. */
export function registerSweepCommand(program: Command): void {
  withStackOptions(program.command('sweep'))
    .description(
      'bring recommendations, relations, customer models, the retention report and switching costs up to the newest facts, then decide on offers and send them out, as the hourly and nightly jobs do',
    )
    .action(async (options: StackOptions) => {
      const { items, customers, relations, models, signals, decisions, offers } = await withStack(
        options,
        async (open) => {
          const announcements = announceThrough(open.outbox);
          return {
            items: await sweepStale(open),
            customers: await refreshOversizedCustomers(open),
            relations: await relateShop(open),
            models: await fitModels({ ...open, announcements }),
            signals: await measureCustomers({ ...open, announcements }),
            decisions: await decideCampaigns({ ...open, itemsFor: createOfferItemsReader(open, open) }),
            offers: await issueOffers(open),
          };
        },
      );
      process.stdout.write(
        `${items.itemCount} items: ${items.recountedItemCount} counted anew, ${items.rescoredItemCount} scored anew; ` +
          `${customers.customerCount} oversized customers refreshed; ` +
          `${relations.writtenCount} rows of relations from ${relations.orderCount} orders; ` +
          `models of ${models.customerCount} customers, ${models.changedGroupCount} of them in another group; ` +
          `switching costs of ${signals.customerCount}, ${signals.writtenCount} of them written; ` +
          `${decisions.campaignCount} campaigns: ${decisions.decidedCount} customers decided, ${decisions.measuredCount} measured; ` +
          `${offers.issuedCount} offers sent, ${offers.withdrawnCount} withdrawn, ${offers.waitingCount} wait for quiet hours to end\n`,
      );
    });
}
