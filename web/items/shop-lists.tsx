import type { ShopRecommendationsView } from '../../functions/contracts/recommendation-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Panel } from '../components/panel.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { RecommendationTable } from './recommendation-table.tsx';

const kinds = ['bestsellers', 'trending', 'new'] as const;
const codeOf = { bestsellers: 'shop-best-seller', trending: 'trending', new: 'new' } as const;

function List({ kind }: { readonly kind: (typeof kinds)[number] }) {
  const { texts } = useLanguage();
  const answer = useAnswer<ShopRecommendationsView>(`/v1/recommendations?kind=${kind}&limit=50&fill=false&expand=item`);
  const label = texts.items.lists[kind];
  return (
    <Panel title={label}>
      <Answered answer={answer}>
        {({ recommendations }) => {
          // A short list is filled up with best-sellers, which are neither new nor trending.
          const own = recommendations.filter(({ reasonCode }) => reasonCode === codeOf[kind]);
          return own.length === 0 ? (
            <Empty>{texts.tile.empty}</Empty>
          ) : (
            <RecommendationTable label={label} rows={own} isOfItem={false} />
          );
        }}
      </Answered>
    </Panel>
  );
}

/** Lists of the whole shop. */
export const ShopLists = () => (
  <div class="tiles">
    {kinds.map((kind) => (
      <List key={kind} kind={kind} />
    ))}
  </div>
);
