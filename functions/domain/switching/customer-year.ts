import type { CustomerId, ItemId } from '../ids.ts';

/** Days that signals look back on. */
export const signalDays = 365;
/** Days at the end of the year that are compared with those before, when a category was dropped. */
export const lateDays = 182;

/** A line that was kept at least in part: a distinct (order, item). Money in minor units, returns netted. */
export interface YearLine {
  readonly day: number;
  readonly itemId: ItemId;
  readonly category?: string;
  readonly brand?: string;
  readonly spendMinor: number;
  /** At list price and at the price paid, of the units kept; absent where the shop sent no list price. */
  readonly price?: { readonly listMinor: number; readonly paidMinor: number };
  /** Bought with an offer of the shop's own to this customer. */
  readonly hasOwnOffer: boolean;
  /** Tags of the catalogue; absent where the catalogue does not know the item. */
  readonly tags?: { readonly isExclusive: boolean; readonly isComparable: boolean };
  /** Bought after an item that it directionally complements, and which. */
  readonly complementOf?: { readonly itemId: ItemId; readonly day: number };
  /** Bought before, on an earlier day. */
  readonly isRepeat: boolean;
  /** Not of the customer's first purchase day: only such a line can follow anything. */
  readonly isLater: boolean;
  /** Share of the shop's lines, 0 to 1, on items that complement what was bought before; of later lines. */
  readonly complementLineShare: number;
  /** The same on items bought before that are not among those. */
  readonly repeatLineShare: number;
}

/** Orders of the year, and what went wrong with them. */
export interface YearService {
  readonly orderCount: number;
  /** Orders with goods sent back for a defect, as wrong, late or not as described. */
  readonly faultyOrderCount: number;
  /** Orders that came after the promised time; null where the shop tells no times. */
  readonly lateOrderCount: number | null;
  /** Complaints that are open count 1, resolved ones .5; null where the shop sends no complaints. */
  readonly complaintWeight: number | null;
  readonly openComplaintCount: number;
}

/** A customer's ratings of the year. */
export interface YearRatings {
  readonly count: number;
  /** Sum of (stars - 1) / 4. */
  readonly goodwillSum: number;
  readonly lastStars: number;
}

/** What a customer has with the shop's programme, as events tell it; each null where the shop tells nothing of it. */
export interface YearProgramme {
  readonly points: { readonly ledgerRowCount: number; readonly valueMinor: number } | null;
  readonly reward: {
    readonly earningEventCount: number;
    /** Expected days to the next reward. */
    readonly expectedDays: number;
  } | null;
  readonly tier: { readonly days: number; readonly benefitMinor: number } | null;
}

/** All that signals are made of: the 365 days before `asOfDay`. Null is not known, as the shop does not tell it. */
export interface CustomerYear {
  readonly customerId: CustomerId;
  /** Calendar days of the shop, counted from 1970-01-01. */
  readonly asOfDay: number;
  /** Ever, not of the year. */
  readonly firstPurchaseDay: number | null;
  /** Category most was spent in on that day. */
  readonly firstCategory: string | null;
  /** Ascending and distinct. */
  readonly purchaseDays: readonly number[];
  readonly orderCount: number;
  readonly netSpendMinor: number;
  /** By time. */
  readonly lines: readonly YearLine[];
  /** Brands chosen in turn, category by category: see `brandChoices`. */
  readonly brands: ReadonlyMap<string, readonly string[]>;
  /** Brands all of whose lines bought were of items tagged exclusive. */
  readonly exclusiveBrands: ReadonlySet<string>;
  /** Kinds of set-up in use, such as `saved-address`; null where the shop sends none of anybody. */
  readonly setUps: ReadonlySet<string> | null;
  readonly referralCount: number | null;
  readonly reviewCount: number | null;
  readonly ratings: YearRatings | null;
  readonly service: YearService;
  /** Wanted items, and those that were out of stock; null where the shop sends no such events. */
  readonly wanted: { readonly itemCount: number; readonly outOfStockCount: number } | null;
  readonly programme: YearProgramme;
}
