import { reasonWithCounts } from '../../functions/contracts/recommendation-reasons.ts';
import type { ItemId } from '../../functions/domain/ids.ts';
import type { Candidate } from '../../functions/domain/selection/candidate.ts';
import type { Evidence } from '../../functions/domain/selection/evidence.ts';
import {
  bestSellerCandidates,
  newCandidates,
  trendingCandidates,
} from '../../functions/domain/selection/list-candidates.ts';
import { nextCandidates, similarCandidates } from '../../functions/domain/selection/relation-candidates.ts';
import { togetherCandidates } from '../../functions/domain/selection/together-candidates.ts';
import type { AnalysedOrders } from './analyse-orders.ts';
import { csvLine } from './csv-line.ts';

type Cell = string | number | undefined;

/** A file of the analysis: its name and its lines, made while they are written. */
export interface AnalysisTable {
  readonly fileName: string;
  readonly lines: Iterable<string>;
}

interface RankedList {
  /** What the list is of: an item, a category, or the shop. */
  readonly subject: string;
  readonly subjectName: string | undefined;
  readonly candidates: readonly Candidate[];
}

/** Figures of the reason, but those that lead to other columns. */
const figuresOf = (evidence: Evidence): readonly (readonly [string, Cell])[] =>
  Object.entries(evidence)
    .filter(([name]) => name !== 'reasonCode')
    .map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]);

function* linesOf(
  figures: readonly string[],
  lists: Iterable<RankedList>,
  nameOf: (itemId: ItemId) => string | undefined,
): Generator<string, void, undefined> {
  yield csvLine(['of', 'ofName', 'rank', 'itemId', 'name', 'score', ...figures, 'reason']);
  for (const { subject, subjectName, candidates } of lists) {
    for (const [place, { itemId, score, evidence }] of candidates.entries()) {
      const own = new Map(figuresOf(evidence));
      const cells = figures.map((name) => own.get(name) ?? undefined);
      yield csvLine([
        subject,
        subjectName,
        place + 1,
        itemId,
        nameOf(itemId),
        score,
        ...cells,
        reasonWithCounts(evidence),
      ]);
    }
  }
}

/** The files of recommendations, each with every figure that its reasons are made of. */
export function recommendationTables(analysed: AnalysedOrders): readonly AnalysisTable[] {
  const { together, totals, related, bestSellers, nameOf } = analysed;
  const table = (fileName: string, figures: readonly string[], lists: () => Iterable<RankedList>): AnalysisTable => ({
    fileName,
    lines: linesOf(figures, lists(), nameOf),
  });
  function* ofItems<Row extends { readonly itemId: ItemId }>(
    rows: Iterable<Row>,
    candidatesOf: (row: Row) => readonly Candidate[],
  ): Generator<RankedList, void, undefined> {
    for (const row of rows) {
      yield { subject: row.itemId, subjectName: nameOf(row.itemId), candidates: candidatesOf(row) };
    }
  }
  function* ofLists<Entry>(
    lists: readonly { readonly list: 'shop' | { readonly category: string }; readonly items: readonly Entry[] }[],
    candidatesOf: (items: readonly Entry[]) => readonly Candidate[],
  ): Generator<RankedList, void, undefined> {
    for (const { list, items } of lists) {
      const subject = list === 'shop' ? 'shop' : `category ${list.category}`;
      yield { subject, subjectName: undefined, candidates: candidatesOf(items) };
    }
  }
  return [
    table('together.csv', ['baskets', 'basketsOfItem', 'confidence', 'lift', 'newestOnly'], () =>
      ofItems(together(), (row) => togetherCandidates(row, 'served', totals)),
    ),
    table('next.csv', ['buyersAfter', 'buyersOfBoth', 'usualGapDays'], () => ofItems(related.next(), nextCandidates)),
    table('similar.csv', ['buyersOfBoth', 'expectedBuyersOfBoth'], () => ofItems(related.similar(), similarCandidates)),
    table('best-sellers.csv', ['baskets'], () =>
      ofLists([{ list: 'shop', items: bestSellers.items }], (items) =>
        bestSellerCandidates({ items }, 'shop-best-seller'),
      ),
    ),
    table('trending.csv', ['recentBaskets', 'expectedBaskets'], () => ofLists(related.trending, trendingCandidates)),
    table('new.csv', ['availableSince', 'baskets'], () => ofLists(related.newItems, newCandidates)),
  ];
}
