import { useState } from 'preact/hooks';
import type { OffersSwitchView } from '../../functions/contracts/offers-switch-contract.ts';
import { useClient } from '../api/client-context.ts';
import { useAction } from '../api/use-action.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Panel } from '../components/panel.tsx';
import { Answered, Failure } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';

const path = '/v1/offers/switch';

/** Stops all offers of the shop at once, or lets them go on; asks once more before either. */
export function KillSwitch() {
  const { texts, format } = useLanguage();
  const client = useClient();
  const answer = useAnswer<OffersSwitchView>(path);
  const [isAsked, setAsked] = useState(false);
  const { act, problem, isBusy } = useAction(async (stopped: boolean) => {
    await client.send('PUT', path, { stopped });
    setAsked(false);
    answer.again();
  });
  return (
    <Panel title={texts.campaigns.killSwitch}>
      <Answered answer={answer}>
        {({ stopped, at, by }) => (
          <>
            <p>
              <strong>{stopped ? texts.campaigns.allStopped : texts.campaigns.noneStopped}</strong>
              {at !== null && <span class="hint"> {texts.campaigns.byAt(by ?? '', format.time(at))}</span>}
            </p>
            {isAsked ? (
              <p>
                <button type="button" disabled={isBusy} onClick={() => void act(!stopped)}>
                  {stopped ? texts.campaigns.letGoOn : texts.campaigns.stopAll}
                </button>{' '}
                <button type="button" class="plain" onClick={() => setAsked(false)}>
                  {texts.campaigns.rather}
                </button>
              </p>
            ) : (
              <button type="button" class="plain" onClick={() => setAsked(true)}>
                {stopped ? texts.campaigns.letGoOn : texts.campaigns.stopAll}…
              </button>
            )}
          </>
        )}
      </Answered>
      {problem !== undefined && <Failure problem={problem} />}
    </Panel>
  );
}
