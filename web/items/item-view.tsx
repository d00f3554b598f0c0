import type { ItemRecommendationsView } from '../../functions/contracts/recommendation-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Panel } from '../components/panel.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { RecommendationTable } from './recommendation-table.tsx';

const kinds = ['together', 'next', 'similar'] as const;

function Neighbours({ itemId, kind }: { readonly itemId: string; readonly kind: (typeof kinds)[number] }) {
  const { texts } = useLanguage();
  const query = new URLSearchParams({ kind, limit: '50', expand: 'item', fill: 'false' });
  const answer = useAnswer<ItemRecommendationsView>(`/v1/items/${encodeURIComponent(itemId)}/recommendations?${query}`);
  const label = texts.items.kinds[kind];
  return (
    <Panel title={label} isWide>
      <Answered answer={answer}>
        {({ recommendations, known }) => {
          // A list without anything of its own is filled up with best-sellers, which are no neighbours.
          const neighbours = recommendations.filter(({ source }) => source === 'item');
          return neighbours.length === 0 ? (
            <Empty>{known ? texts.tile.empty : texts.items.unknown}</Empty>
          ) : (
            <RecommendationTable label={label} rows={neighbours} isOfItem={kind === 'together'} />
          );
        }}
      </Answered>
    </Panel>
  );
}

/** An item with its neighbours of each kind, counts and reasons. */
export function ItemView({ itemId }: { readonly itemId: string }) {
  return (
    <div class="tiles">
      {kinds.map((kind) => (
        <Neighbours key={kind} itemId={itemId} kind={kind} />
      ))}
    </div>
  );
}
