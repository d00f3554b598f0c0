import { agreedTo, type Channel, type CustomerProfile, objects } from '../../domain/customers/customer-profile.ts';
import { customerShardCount } from '../../domain/customers/customer-shard.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import type { Offer } from '../../domain/offers/offer.ts';
import { offerCodeByteCount, offerCodeOf } from '../../domain/offers/offer-code.ts';
import { isQuiet } from '../../domain/offers/quiet-hours.ts';
import { isAllowedIn } from '../../domain/offers/redemption-refusal.ts';
import { stateNow } from '../../domain/offers/state-now.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { CustomerHistoriesStore } from '../../stores/history/customer-histories-store.ts';
import type { OfferPlace, OffersStore } from '../../stores/offers/offers-store.ts';
import type { OffersSwitchStore } from '../../stores/offers-switch-store.ts';
import { inChunks } from '../in-chunks.ts';
import { allCampaigns } from './all-campaigns.ts';

export interface IssueOffersDeps {
  readonly campaigns: Pick<CampaignsStore, 'list'>;
  readonly offersSwitch: Pick<OffersSwitchStore, 'read'>;
  readonly offers: Pick<OffersStore, 'find' | 'listPending' | 'issue' | 'withdraw'>;
  readonly customers: Pick<CustomersStore, 'find'>;
  readonly customerHistories: Pick<CustomerHistoriesStore, 'find'>;
  /** Random bytes of a cryptographic source. */
  readonly randomBytes: (byteCount: number) => Uint8Array;
  readonly now: () => Date;
  /** IANA name. */
  readonly timeZone: string;
  /** Milliseconds left before the caller is cut off. */
  readonly remainingMilliseconds: () => number;
}

export interface IssueOffersResult {
  readonly issuedCount: number;
  readonly withdrawnCount: number;
  /** For whom it is quiet hours now. */
  readonly waitingCount: number;
}

/** Offers that are worked on side by side. */
const width = 8;
const reserveMilliseconds = 20_000;
const dayMilliseconds = 86_400_000;
/** What could not be sent for so long rests on what was known then. */
const longestWaitDays = 7;

type Sending =
  | { readonly do: 'send'; readonly channel?: Channel }
  | { readonly do: 'wait' }
  | { readonly do: 'withdraw'; readonly because: string };

function channelFor({ definition }: Campaign, profile: CustomerProfile | undefined): Channel | undefined {
  return definition.channels.find((channel) => agreedTo(profile, channel));
}

/** Whether an offer may go out at a moment, and by which channel; everything is checked again. */
function sendingOf(
  offer: Offer,
  campaign: Campaign,
  {
    profile,
    state,
    now,
    timeZone,
  }: {
    readonly profile: CustomerProfile | undefined;
    readonly state: Parameters<typeof isAllowedIn>[0];
    readonly now: Instant;
    readonly timeZone: string;
  },
): Sending {
  const { definition } = campaign;
  const { terms, decision } = offer;
  if (terms === undefined) return { do: 'withdraw', because: 'nothing-to-send' };
  if (campaign.status === 'stopped') return { do: 'withdraw', because: 'campaign-stopped' };
  if (objects(profile)) return { do: 'withdraw', because: 'objection' };
  if (!isAllowedIn(state, terms)) return { do: 'withdraw', because: 'state' };
  if (now >= definition.endsAt) return { do: 'withdraw', because: 'campaign-ended' };
  const waitedDays = (Date.parse(now) - Date.parse(decision.decidedOn)) / dayMilliseconds;
  if (waitedDays > longestWaitDays) return { do: 'withdraw', because: 'waited-too-long' };
  if (definition.channels.length === 0) return { do: 'send' };
  const channel = channelFor(campaign, profile);
  if (channel === undefined) return { do: 'withdraw', because: 'no-consent' };
  const hours = definition.quietHours[channel];
  const isWaiting = hours !== undefined && isQuiet(hours, now, profile?.timeZone ?? timeZone);
  return isWaiting ? { do: 'wait' } : { do: 'send', channel };
}

/**
 * Sends out what was decided, every hour: outside of quiet hours, to who still may have it, by the first channel they
 * agreed to. What may not be sent any more is withdrawn. A run that was cut off leaves the rest to the next.
 */
export async function issueOffers(deps: IssueOffersDeps): Promise<IssueOffersResult> {
  const counts = { issuedCount: 0, withdrawnCount: 0, waitingCount: 0 };
  if ((await deps.offersSwitch.read()).isStopped) return counts;
  const now = deps.now().toISOString();

  async function settle(campaign: Campaign, { customerId, campaignId }: OfferPlace): Promise<void> {
    if (deps.remainingMilliseconds() < reserveMilliseconds) return;
    const offer = await deps.offers.find(customerId, campaignId);
    if (offer?.status !== 'decided') return;
    const [history, row] = await Promise.all([
      deps.customerHistories.find(customerId),
      deps.customers.find(customerId),
    ]);
    const state = stateNow(row?.switching, history.events, now);
    const sending = sendingOf(offer, campaign, { profile: history.profile, state, now, timeZone: deps.timeZone });
    if (sending.do === 'wait') {
      counts.waitingCount += 1;
    } else if (sending.do === 'withdraw') {
      const isWithdrawn = await deps.offers.withdraw(offer, sending.because);
      counts.withdrawnCount += isWithdrawn ? 1 : 0;
    } else {
      const expiresAt = new Date(Date.parse(now) + campaign.definition.offerDays * dayMilliseconds).toISOString();
      const sent = {
        code: offerCodeOf(deps.randomBytes(offerCodeByteCount)),
        issuedAt: now,
        expiresAt,
        ...(sending.channel ? { channel: sending.channel } : {}),
      };
      // Changed or contended: the next run finds how it stands.
      const outcome = await deps.offers.issue(offer, sent);
      counts.issuedCount += outcome === 'done' ? 1 : 0;
    }
  }

  for (const campaign of await allCampaigns(deps.campaigns)) {
    // Of a stopped one nothing goes out any more, and what waits is withdrawn: it would keep customers from other offers.
    if (campaign.status !== 'running' && campaign.status !== 'stopped') continue;
    for (let shard = 0; shard < customerShardCount; shard += 1) {
      const places = deps.offers.listPending(campaign.definition.campaignId, shard);
      await inChunks(places, width, (place) => settle(campaign, place));
    }
  }
  return counts;
}
