import type { Language } from '../language/language.ts';

/** What an offer or an arm gives, as far as it says. */
export interface Gift {
  readonly kind: string;
  readonly percent?: number | undefined;
  readonly amount?: number | undefined;
  readonly points?: number | undefined;
}

/** `10% off`, `500 points`. */
export function giftWords({ texts, format }: Language, { kind, percent, amount, points }: Gift): string {
  const words: Readonly<Record<string, string>> = texts.offerKinds;
  const name = words[kind] ?? kind;
  if (percent !== undefined) return `${name}: ${format.wholeShare(percent / 100)}`;
  if (points !== undefined) return `${name}: ${format.count(points)}`;
  return amount === undefined ? name : `${name}: ${format.money(amount)}`;
}
