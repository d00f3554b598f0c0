import type { CustomerView as Customer } from '../../functions/contracts/customer-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { CustomerOffers } from './customer-offers.tsx';
import { CustomerRecommendations } from './customer-recommendations.tsx';
import { Purchases } from './purchases.tsx';
import { Standing } from './standing.tsx';
import { SwitchingPanel } from './switching-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

/** Everything known of a customer, for whoever talks to them. */
export function CustomerView({ customerId }: { readonly customerId: string }) {
  const { texts, format } = useLanguage();
  const path = `/v1/customers/${encodeURIComponent(customerId)}`;
  const answer = useAnswer<Customer>(path);
  return (
    <Answered answer={answer}>
      {(customer) => (
        <>
          <p class="hint">{texts.customer.asOf(format.time(customer.asOf))}</p>
          {customer.profiling === 'objected' && <p class="message">{texts.customer.objected}</p>}
          <div class="tiles">
            {customer.standing !== undefined && <Standing customer={customer} standing={customer.standing} />}
            <Purchases customer={customer} />
            {customer.profiling === 'allowed' && (
              <>
                <SwitchingPanel path={path} />
                <CustomerRecommendations path={path} kind="for-you" />
                <CustomerRecommendations path={path} kind="buy-again" />
              </>
            )}
            <CustomerOffers path={path} />
            <TimelinePanel path={path} />
          </div>
        </>
      )}
    </Answered>
  );
}
