import type { Instant } from '../orders/order.ts';
import type { ServiceReport } from '../service/service-report.ts';
import { brandSwitchingBuilder, type CategorySwitching } from './brand-switching.ts';
import { type ExitReasons, ExitReasonsBuilder } from './exit-reasons.ts';
import type { ShopContext } from './shop-context.ts';
import type { Signal, SignalName } from './signal.ts';
import type { SwitchingScores } from './switching-scores.ts';
import { type SwitchingState, switchingStates } from './switching-state.ts';
import { type SwitchingType, switchingTypes, switchingWeights } from './switching-weights.ts';

/** Customers of whom something is known, and what it is on average. */
interface Known {
  readonly customerCount: number;
  /** 0 to 1. */
  readonly mean: number;
}

/** What holds the customers of a shop and what pulls, taken together, as of one night. */
export interface SwitchingReport {
  readonly asOf: Instant;
  readonly weightsVersion: number;
  /** Customers measured: those with a purchase who do not object to profiling. */
  readonly customerCount: number;
  /** Every state, in the order of its rules. */
  readonly states: readonly { readonly state: SwitchingState; readonly customerCount: number }[];
  /** Kinds that are known of anybody. */
  readonly types: readonly ({ readonly type: SwitchingType } & Known)[];
  readonly signals: readonly ({ readonly name: SignalName } & Known)[];
  readonly exitReasons: ExitReasons;
  /** Of the last 365 days; absent where service events were not at hand. */
  readonly service?: ServiceReport;
  /** Of the last 365 days: the categories with most choices, by name. */
  readonly categories: readonly CategorySwitching[];
  /** Categories beyond those. */
  readonly leftOutCategoryCount: number;
}

export interface ReportedCustomer {
  /** As it is kept, by two nights that agree. */
  readonly state: SwitchingState;
  readonly scores: Pick<SwitchingScores, 'types'>;
  readonly signals: readonly Signal[];
  /** Silent for longer than usual, whatever else is known. */
  readonly isGone: boolean;
  /** Brands chosen within the year by time, by category. */
  readonly brands: ReadonlyMap<string, readonly string[]>;
}

/** A matrix of 12 brands is some 2 KB; a report of more categories is not read. */
const maximumCategories = 30;

const choicesOf = ({ brands }: CategorySwitching): number =>
  brands.reduce((sum, { choiceCount }) => sum + choiceCount, 0);

/** Adds up the customers of a shop, each once and in any order. Memory by categories and pairs of brands. */
export class SwitchingReportBuilder {
  readonly #states = new Map<SwitchingState, number>();
  readonly #types = new Map<SwitchingType, { customerCount: number; sumMillionths: number }>();
  readonly #brands = brandSwitchingBuilder();
  readonly #exits = new ExitReasonsBuilder();
  #customerCount = 0;

  add({ state, scores, signals, isGone, brands }: ReportedCustomer): void {
    this.#customerCount += 1;
    this.#states.set(state, (this.#states.get(state) ?? 0) + 1);
    for (const type of switchingTypes) {
      const score = scores.types[type];
      if (score === null) continue;
      const known = this.#types.get(type) ?? { customerCount: 0, sumMillionths: 0 };
      // Whole numbers, so that the sum is the same in whatever order customers come.
      const sumMillionths = known.sumMillionths + Math.round(score * 1e6);
      this.#types.set(type, { customerCount: known.customerCount + 1, sumMillionths });
    }
    this.#exits.add(signals, isGone);
    this.#brands.add(brands);
  }

  /**
   * O(categories x brands^2).
   * @param means of the signals, as of the same night
   */
  report(asOf: Instant, means: ShopContext['means'], service?: ServiceReport): SwitchingReport {
    const categories = this.#brands.build();
    const shown = new Set(
      categories.toSorted((left, right) => choicesOf(right) - choicesOf(left)).slice(0, maximumCategories),
    );
    return {
      asOf,
      weightsVersion: switchingWeights.version,
      customerCount: this.#customerCount,
      states: switchingStates.map((state) => ({ state, customerCount: this.#states.get(state) ?? 0 })),
      types: switchingTypes.flatMap((type) => {
        const known = this.#types.get(type);
        if (known === undefined) return [];
        return [{ type, customerCount: known.customerCount, mean: known.sumMillionths / 1e6 / known.customerCount }];
      }),
      signals: [...means].map(([name, { mean, customerCount }]) => ({ name, mean, customerCount })),
      exitReasons: this.#exits.build(),
      ...(service === undefined ? {} : { service }),
      categories: categories.filter((category) => shown.has(category)),
      leftOutCategoryCount: categories.length - shown.size,
    };
  }
}
