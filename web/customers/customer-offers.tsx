import type { OffersView } from '../../functions/contracts/offer-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { addressOf } from '../application/places.ts';
import { useRights } from '../application/rights.ts';
import { giftWords } from '../campaigns/arm-words.ts';
import { Panel } from '../components/panel.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';

function Offers({ path }: { readonly path: string }) {
  const language = useLanguage();
  const { texts, format } = language;
  const answer = useAnswer<OffersView>(`${path}/offers`);
  return (
    <Panel title={texts.customer.offers}>
      <Answered answer={answer}>
        {({ offers }) =>
          offers.length === 0 ? (
            <Empty>{texts.customer.noOffers}</Empty>
          ) : (
            <ul class="recommended">
              {offers.map((offer) => (
                <li key={offer.code}>
                  {giftWords(language, offer)}, <a href={addressOf.campaign(offer.campaignId)}>{offer.campaignId}</a>
                  <span class="hint">
                    {texts.customer.offerDates(format.date(offer.issuedAt), format.date(offer.expiresAt))}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  );
}

/** Live offers, for marketers alone: an agent on the phone sees none. */
export function CustomerOffers({ path }: { readonly path: string }) {
  return useRights().mayReport ? <Offers path={path} /> : null;
}
