import type { Language } from '../language/language.ts';

/** What a reason can be told with; the lists of the API have some of it each. */
export interface RecommendationReason {
  readonly reasonCode: string;
  /** In English, with all figures. */
  readonly reason: string;
  readonly becauseOf?: string | undefined;
  readonly baskets?: number | null | undefined;
  readonly lift?: number | null | undefined;
  readonly dueOn?: string | undefined;
  readonly lastBoughtOn?: string | undefined;
  readonly purchaseDays?: number | undefined;
}

/** Why an item is named, in the reader's language; English has the API's own words. */
export function recommendationWords({ tag, texts, format }: Language, entry: RecommendationReason): string {
  if (tag === 'en') return entry.reason;
  const words: Readonly<Record<string, string>> = texts.recommended;
  return (words[entry.reasonCode] ?? entry.reason)
    .replace('{becauseOf}', entry.becauseOf ?? texts.items.thisItem)
    .replace('{baskets}', format.count(entry.baskets))
    .replace('{lift}', format.number(entry.lift, 1))
    .replace('{dueOn}', format.date(entry.dueOn))
    .replace('{lastBoughtOn}', format.date(entry.lastBoughtOn))
    .replace('{purchaseDays}', format.count(entry.purchaseDays));
}
