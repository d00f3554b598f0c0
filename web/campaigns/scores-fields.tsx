import { useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';
import type { ScoreDraft } from './campaign-draft.ts';
import { Choice, Field, Fields } from './fields.tsx';

interface Props {
  readonly scores: readonly ScoreDraft[];
  readonly onChange: (scores: readonly ScoreDraft[]) => void;
}

/** Scores and signals within bounds, for who wants to aim closely. */
export function ScoresFields({ scores, onChange }: Props) {
  const { texts } = useLanguage();
  const names = [...Object.keys(texts.codes.kinds), ...Object.keys(texts.codes.signals)] as ScoreDraft['score'][];
  const word = (name: string) => texts.codes.kinds[name] ?? wordOf(texts, 'signals', name);
  const changeAt = (place: number, changed: Partial<ScoreDraft>) =>
    onChange(scores.map((score, at) => (at === place ? { ...score, ...changed } : score)));
  return (
    <details>
      <summary>{texts.form.scores}</summary>
      {scores.map((score, place) => (
        <Fields key={place} legend={texts.form.score(String(place + 1))}>
          <Choice
            label={texts.columns.signal ?? ''}
            value={score.score}
            names={names}
            wordOf={word}
            onChange={(name) => changeAt(place, { score: name })}
          />
          <Field
            label={texts.form.atLeast}
            type="number"
            value={score.atLeast}
            onChange={(atLeast) => changeAt(place, { atLeast })}
          />
          <Field
            label={texts.form.atMost}
            type="number"
            value={score.atMost}
            onChange={(atMost) => changeAt(place, { atMost })}
          />
          <button type="button" class="plain" onClick={() => onChange(scores.filter((_, at) => at !== place))}>
            {texts.form.removeArm}
          </button>
        </Fields>
      ))}
      <button
        type="button"
        class="plain"
        onClick={() => onChange([...scores, { score: 'switchingCost', atLeast: '', atMost: '' }])}
      >
        {texts.form.addScore}
      </button>
    </details>
  );
}
