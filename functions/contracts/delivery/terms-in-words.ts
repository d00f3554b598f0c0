import type { OfferTerms } from '../../domain/offers/offer.ts';
import type { OfferKind } from '../../domain/offers/offer-kinds.ts';
import { currencyDecimals, toMajorUnits } from '../money.ts';

type Says = (terms: OfferTerms, money: (minor: number) => string) => string;

/** Kinds that give money; of the others an amount is what they cost the shop, which is nobody else's business. */
const moneyKinds: ReadonlySet<OfferKind> = new Set(['percent', 'amount', 'free-shipping', 'tier-credit', 'bundle']);

/** The most that is given, minor units; undefined where there is no bound, or no money is given. */
export function mostGivenMinor({ kind, amountMinor, mostMinor }: OfferTerms): number | undefined {
  const bounds = [amountMinor, mostMinor].filter((bound) => bound !== undefined);
  return bounds.length === 0 || !moneyKinds.has(kind) ? undefined : Math.min(...bounds);
}

function upTo(terms: OfferTerms, money: (minor: number) => string): string {
  const most = mostGivenMinor(terms);
  return most === undefined ? '' : `, at most ${money(most)}`;
}

const given: Readonly<Record<OfferKind, Says>> = {
  percent: (terms, money) => `${terms.percent ?? 0}% off${upTo(terms, money)}`,
  amount: (terms, money) => `${money(mostGivenMinor(terms) ?? 0)} off`,
  'free-shipping': (terms, money) => `free shipping${upTo(terms, money)}`,
  points: ({ points }) => `${points ?? 0} points`,
  'tier-credit': (terms, money) => `${money(mostGivenMinor(terms) ?? 0)} counted towards the next tier`,
  'gift-item': ({ itemId }) => (itemId === undefined ? 'a gift' : `a gift: ${itemId}`),
  bundle: (terms, money) =>
    `${terms.percent ?? 0}% off${terms.itemId === undefined ? ' items bought together' : ` together with ${terms.itemId}`}${upTo(terms, money)}`,
  'subscription-set-up': () => 'a subscription, set up for you',
  'early-access': () => 'early access',
  'service-call': () => 'a call from our service',
};

/** What a customer gets, in plain English: `10% off, at most 20.00 GBP, on an order of 50.00 GBP or more`. */
export function termsInWords(terms: OfferTerms, currency: string): string {
  const decimals = currencyDecimals(currency);
  const money = (minor: number): string => `${toMajorUnits(minor, decimals).toFixed(decimals)} ${currency}`;
  const { minimumSpendMinor, stacking } = terms;
  return [
    given[terms.kind](terms, money),
    ...(minimumSpendMinor > 0 ? [`on an order of ${money(minimumSpendMinor)} or more`] : []),
    ...(stacking === 'alone' ? ['not together with other offers'] : []),
  ].join(', ');
}
