import { useLanguage } from '../language/language.ts';
import { type ArmDraft, emptyArm } from './campaign-draft.ts';
import { Choice, Field, Fields } from './fields.tsx';

type Given = 'percent' | 'amount' | 'points' | 'cost' | 'howToCancel';

/** What each kind of offer says; the API refuses what is missing or too much. */
const fieldsOf: Readonly<Record<ArmDraft['kind'], readonly Given[]>> = {
  percent: ['percent', 'amount'],
  bundle: ['percent', 'amount'],
  amount: ['amount'],
  'tier-credit': ['amount'],
  'free-shipping': ['amount'],
  points: ['points'],
  'gift-item': ['cost'],
  'early-access': ['cost'],
  'service-call': ['cost'],
  'subscription-set-up': ['cost', 'howToCancel'],
};

const kinds = Object.keys(fieldsOf) as readonly ArmDraft['kind'][];
const noGift = { percent: '', amount: '', points: '', cost: '', howToCancel: '' };

interface Props {
  readonly arms: readonly ArmDraft[];
  readonly onChange: (arms: readonly ArmDraft[]) => void;
}

/** What may be offered; doing nothing is always an arm besides. */
export function ArmsFields({ arms, onChange }: Props) {
  const { texts } = useLanguage();
  const changeAt = (place: number, changed: Partial<ArmDraft>) =>
    onChange(arms.map((arm, at) => (at === place ? { ...arm, ...changed } : arm)));
  return (
    <>
      {arms.map((arm, place) => (
        <Fields key={place} legend={texts.form.arm(String(place + 1))}>
          <Field label={texts.form.armId} isNeeded value={arm.armId} onChange={(armId) => changeAt(place, { armId })} />
          <Choice
            label={texts.form.kind}
            value={arm.kind}
            names={kinds}
            wordOf={(kind) => texts.offerKinds[kind]}
            onChange={(kind) => changeAt(place, { kind, ...noGift })}
          />
          {fieldsOf[arm.kind].map((name) => (
            <Field
              key={name}
              label={texts.form.given[name]}
              type={name === 'howToCancel' ? 'text' : 'number'}
              value={arm[name]}
              onChange={(value) => changeAt(place, { [name]: value })}
            />
          ))}
          <Field
            label={texts.form.minimumSpend}
            type="number"
            value={arm.minimumSpend}
            onChange={(minimumSpend) => changeAt(place, { minimumSpend })}
          />
          <Field
            label={texts.form.contactCost}
            type="number"
            value={arm.contactCost}
            onChange={(contactCost) => changeAt(place, { contactCost })}
          />
          {arms.length > 1 && (
            <button type="button" class="plain" onClick={() => onChange(arms.filter((_, at) => at !== place))}>
              {texts.form.removeArm}
            </button>
          )}
        </Fields>
      ))}
      <button
        type="button"
        class="plain"
        onClick={() => onChange([...arms, emptyArm(String.fromCharCode(97 + arms.length))])}
      >
        {texts.form.addArm}
      </button>
    </>
  );
}
