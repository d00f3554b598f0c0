import type { OfferEventDetail } from './event-detail.ts';

export interface LetterSettings {
  readonly shopName: string;
  readonly unsubscribeUrl: string;
  /** IANA name, of the shop. */
  readonly timeZone: string;
}

export interface OfferLetter {
  readonly subject: string;
  readonly text: string;
  readonly unsubscribeUrl: string;
}

/** The letter of an offer, in plain English. */
export function offerLetter({ offer }: OfferEventDetail, settings: LetterSettings): OfferLetter {
  const { shopName, timeZone, unsubscribeUrl } = settings;
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    new Date(offer.expiresAt),
  );
  const text = [
    `${shopName} has an offer for you: ${offer.terms}.`,
    `Your code is ${offer.code}. It is good until ${until} (${timeZone}), for you alone and once.`,
    ...(offer.howToCancel === undefined ? [] : [`How to cancel: ${offer.howToCancel}`]),
    `You get this letter because you agreed to letters of ${shopName}. To get no more: ${unsubscribeUrl}`,
  ];
  return { subject: `${shopName}: ${offer.terms}`, text: `${text.join('\n\n')}\n`, unsubscribeUrl };
}
