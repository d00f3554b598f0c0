import type { PersonalView } from '../../functions/contracts/personal-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { addressOf } from '../application/places.ts';
import { Panel } from '../components/panel.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { recommendationWords } from './recommendation-words.ts';

interface Props {
  readonly path: string;
  readonly kind: 'for-you' | 'buy-again';
}

/** What a customer may like, or may need again, with the reason. */
export function CustomerRecommendations({ path, kind }: Props) {
  const language = useLanguage();
  const { texts } = language;
  const answer = useAnswer<PersonalView>(`${path}/recommendations?kind=${kind}&limit=8&expand=item`);
  return (
    <Panel title={texts.customer.lists[kind]}>
      <Answered answer={answer}>
        {({ recommendations, reasonCode }) =>
          recommendations.length === 0 ? (
            <Empty>{texts.emptyLists[reasonCode ?? 'nothing-left'] ?? texts.tile.empty}</Empty>
          ) : (
            <ol class="recommended">
              {recommendations.map((entry) => (
                <li key={entry.itemId}>
                  <a href={addressOf.item(entry.itemId)}>{entry.item?.name ?? entry.itemId}</a>
                  <span class="hint">{recommendationWords(language, entry)}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </Panel>
  );
}
