import { defaultVariantBShare } from '../domain/attribution/experiment.ts';
import { HoldfastError } from '../domain/errors.ts';
import { alternativeRankings, isAlternativeRanking } from '../domain/selection/ranking.ts';
import type { RankingComparison } from '../flows/recommend/recommend-deps.ts';

/**
 * The comparison of two rankings that the environment asks for: HOLDFAST_AB_VARIANT_B names the other ranking (absent:
 * none), HOLDFAST_AB_SHARE the share of visitors who get it (default 0.5).
 * @throws HoldfastError `environment.invalid`
 */
export function rankingComparison(): { readonly comparison?: RankingComparison } {
  const ranking = process.env.HOLDFAST_AB_VARIANT_B ?? '';
  const shareText = process.env.HOLDFAST_AB_SHARE ?? '';
  if (ranking === '') return {};
  const share = shareText === '' ? defaultVariantBShare : Number(shareText);
  if (!isAlternativeRanking(ranking)) {
    const allowed = alternativeRankings.join(', ');
    throw new HoldfastError('environment.invalid', `HOLDFAST_AB_VARIANT_B is "${ranking}"; it takes ${allowed}`);
  }
  if (!(share >= 0 && share <= 1)) {
    throw new HoldfastError(
      'environment.invalid',
      `HOLDFAST_AB_SHARE is "${shareText}"; it takes a number from 0 to 1`,
    );
  }
  return { comparison: { ranking, share } };
}
