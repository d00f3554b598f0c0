import type { CustomerId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { MeasuredResponses } from './eligible-customer.ts';
import type { Offer } from './offer.ts';
import { baseBandOf, type ResponseCounts } from './response-priors.ts';

/** What a campaign has out already. */
export interface Liabilities {
  /** Expected cost of offers that can still be redeemed or wait to be sent, minor units. */
  readonly costMinor: number;
  /** Redemptions expected of them. */
  readonly uses: number;
}

/** What all decisions so far mean for those of today. */
export interface OfferLog {
  /** Whether a customer was decided for in a campaign, held out or not. */
  isDecided(campaignId: string, customerId: CustomerId): boolean;
  hasOpenOffer(customerId: CustomerId): boolean;
  /** The latest calendar day on which something was offered, `2026-11-23`. */
  lastOfferedOn(customerId: CustomerId): string | undefined;
  liabilitiesOf(campaignId: string): Liabilities;
  responsesOf(campaignId: string): MeasuredResponses;
}

interface OfCustomer {
  isOpen: boolean;
  lastOfferedOn: string | undefined;
}

const none: ResponseCounts = { orderedCount: 0, notOrderedCount: 0 };

/** Whether it can still be redeemed, or waits to be sent. */
const isOpen = ({ status, terms, expiresAt }: Offer, now: Instant): boolean =>
  terms !== undefined && (status === 'decided' || (status === 'issued' && (expiresAt ?? '') > now));

/** Gathers the log of offers, added in any order. Memory by decisions, some 150 bytes each. */
export class OfferLogBuilder implements OfferLog {
  readonly #now: Instant;
  readonly #decided = new Set<string>();
  readonly #customers = new Map<CustomerId, OfCustomer>();
  readonly #liabilities = new Map<string, { costMinor: number; uses: number }>();
  readonly #responses = new Map<string, { orderedCount: number; notOrderedCount: number }>();

  constructor(now: Instant) {
    this.#now = now;
  }

  add(offer: Offer): void {
    const { campaignId, customerId, decidedOn, offerProbability, expectedCostMinor } = offer.decision;
    this.#decided.add(JSON.stringify([campaignId, customerId]));
    this.#addResponse(offer);
    if (offer.terms === undefined) return;
    const customer = this.#customers.get(customerId) ?? { isOpen: false, lastOfferedOn: undefined };
    this.#customers.set(customerId, customer);
    const isOffered = offer.status === 'issued' || offer.status === 'redeemed' || offer.status === 'decided';
    if (isOffered && decidedOn > (customer.lastOfferedOn ?? '')) customer.lastOfferedOn = decidedOn;
    if (!isOpen(offer, this.#now)) return;
    customer.isOpen = true;
    const liabilities = this.#liabilities.get(campaignId) ?? { costMinor: 0, uses: 0 };
    this.#liabilities.set(campaignId, liabilities);
    liabilities.costMinor += expectedCostMinor;
    liabilities.uses += offerProbability;
  }

  /** Only of who was treated, and whose horizon is over: those still open would count as not having ordered. */
  #addResponse({ decision, outcome }: Offer): void {
    if (outcome === undefined || decision.group !== 'treated') return;
    const key = JSON.stringify([decision.campaignId, decision.armId, baseBandOf(decision.baseProbability)]);
    const counts = this.#responses.get(key) ?? { orderedCount: 0, notOrderedCount: 0 };
    this.#responses.set(key, counts);
    if (outcome.hasOrdered) counts.orderedCount += 1;
    else counts.notOrderedCount += 1;
  }

  isDecided(campaignId: string, customerId: CustomerId): boolean {
    return this.#decided.has(JSON.stringify([campaignId, customerId]));
  }

  hasOpenOffer(customerId: CustomerId): boolean {
    return this.#customers.get(customerId)?.isOpen ?? false;
  }

  lastOfferedOn(customerId: CustomerId): string | undefined {
    return this.#customers.get(customerId)?.lastOfferedOn;
  }

  liabilitiesOf(campaignId: string): Liabilities {
    return this.#liabilities.get(campaignId) ?? { costMinor: 0, uses: 0 };
  }

  responsesOf(campaignId: string): MeasuredResponses {
    return (armId, band) => this.#responses.get(JSON.stringify([campaignId, armId, band])) ?? none;
  }
}
