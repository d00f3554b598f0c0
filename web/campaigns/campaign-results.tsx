import type { CampaignResultsView } from '../../functions/contracts/campaign-results-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { DataTable } from '../components/data-table.tsx';
import { Facts, Panel } from '../components/panel.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { notKnown } from '../language/format.ts';
import { type Language, useLanguage } from '../language/language.ts';

type Effect = NonNullable<CampaignResultsView['orders']>;
type Interval = Effect['perCustomer'];
type Write = (value: number) => string;

/** `+2.1% (95%: −0.3% to +4.5%)`. */
function intervalWords({ texts }: Language, interval: Interval, write: Write): string {
  if (interval === null) return notKnown;
  const signed = (value: number) => (value > 0 ? `+${write(value)}` : write(value));
  return `${signed(interval.value)} (${texts.figures.interval(signed(interval.low), signed(interval.high))})`;
}

function effectWords({ texts, format }: Language, { verdict, moreCustomersNeeded }: Effect): string {
  if (verdict !== 'cannot-tell-yet') return texts.verdicts[verdict];
  return moreCustomersNeeded === null
    ? texts.verdicts.cannotTell
    : texts.verdicts.needs(format.count(moreCustomersNeeded));
}

function EffectRow({ name, effect, write }: { readonly name: string; readonly effect: Effect; readonly write: Write }) {
  const language = useLanguage();
  const { texts } = language;
  return (
    <p>
      <strong>{name}</strong>: {effectWords(language, effect)}. {texts.results.perCustomer}{' '}
      {intervalWords(language, effect.perCustomer, write)}; {texts.results.inAll}{' '}
      {intervalWords(
        language,
        effect.incremental,
        name === texts.results.orders ? (value) => language.format.number(value, 1) : write,
      )}
    </p>
  );
}

function Comparison({ results }: { readonly results: CampaignResultsView }) {
  const language = useLanguage();
  const { texts, format } = language;
  const share: Write = (value) => format.share(value);
  const money: Write = (value) => format.money(value);
  return (
    <>
      {results.orders !== null && <EffectRow name={texts.results.orders} effect={results.orders} write={share} />}
      {results.profit !== null && <EffectRow name={texts.results.profit} effect={results.profit} write={money} />}
      {results.open > 0 && <p class="hint">{texts.results.open(format.count(results.open))}</p>}
      {results.earlierProfitHelped === true && <p class="hint">{texts.results.adjusted}</p>}
      {results.arms.length > 0 && (
        <DataTable
          label={texts.results.byArm}
          rows={results.arms}
          keyOf={({ armId }) => armId}
          columns={[
            { key: 'armId', head: texts.dryRun.arm, cell: ({ armId }) => armId },
            {
              key: 'customers',
              head: texts.columns.customers ?? '',
              isNumber: true,
              cell: ({ customers }) => format.count(customers),
            },
            { key: 'orders', head: texts.results.orders, cell: ({ orders }) => intervalWords(language, orders, share) },
            { key: 'profit', head: texts.results.profit, cell: ({ profit }) => intervalWords(language, profit, money) },
          ]}
        />
      )}
      {results.policies.length > 0 && (
        <DataTable
          label={texts.results.policies}
          rows={results.policies}
          keyOf={({ armId }) => armId}
          columns={[
            { key: 'armId', head: texts.results.everybody, cell: ({ armId }) => armId },
            {
              key: 'profit',
              head: texts.results.profitPerCustomer,
              cell: ({ profitPerCustomer }) => intervalWords(language, profitPerCustomer, money),
            },
            {
              key: 'effective',
              head: texts.results.effective,
              isNumber: true,
              cell: ({ effectiveCustomers }) => format.number(effectiveCustomers, 1),
            },
          ]}
        />
      )}
    </>
  );
}

/** What came of a campaign, with intervals, also where nothing can be told yet. */
export function CampaignResults({ campaignId }: { readonly campaignId: string }) {
  const { texts, format } = useLanguage();
  const answer = useAnswer<CampaignResultsView>(`/v1/campaigns/${encodeURIComponent(campaignId)}/results`);
  return (
    <Panel title={texts.results.title} isWide>
      <Answered answer={answer}>
        {(results) =>
          results.asOf === null ? (
            <Empty>{texts.results.none}</Empty>
          ) : (
            <>
              <Facts
                facts={[
                  [texts.report.asOf, format.time(results.asOf)],
                  [texts.results.decided, format.count(results.decided)],
                  [texts.results.sent, format.count(results.sent)],
                  [texts.results.redeemed, format.count(results.redeemed)],
                  [texts.results.amount, format.money(results.redeemedAmount)],
                  [texts.results.heldOut, format.count(results.heldOut)],
                  [texts.results.treated, format.count(results.treated)],
                  [texts.results.control, format.count(results.control)],
                ]}
              />
              {results.sampleRatio.isBroken ? (
                <p role="alert" class="message bad">
                  {texts.results.broken}
                </p>
              ) : (
                <Comparison results={results} />
              )}
            </>
          )
        }
      </Answered>
    </Panel>
  );
}
