import type { CampaignListView } from '../../functions/contracts/campaign-view.ts';
import { useAnswer } from '../api/use-answer.ts';
import { addressOf } from '../application/places.ts';
import { DataTable } from '../components/data-table.tsx';
import { Answered, Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { KillSwitch } from './kill-switch.tsx';

/** All campaigns, and the switch that stops them all. */
export function CampaignList() {
  const { texts, format } = useLanguage();
  const answer = useAnswer<CampaignListView>('/v1/campaigns?limit=100');
  return (
    <>
      <h1>{texts.areas.campaigns}</h1>
      <p>
        <a class="button" href={addressOf.newCampaign}>
          {texts.campaigns.create}
        </a>
      </p>
      <div class="tile wide">
        <Answered answer={answer}>
          {({ campaigns }) =>
            campaigns.length === 0 ? (
              <Empty>{texts.campaigns.none}</Empty>
            ) : (
              <DataTable
                label={texts.areas.campaigns}
                rows={campaigns}
                keyOf={({ campaignId }) => campaignId}
                columns={[
                  {
                    key: 'name',
                    head: texts.campaigns.name,
                    cell: ({ campaignId, name }) => <a href={addressOf.campaign(campaignId)}>{name}</a>,
                    sortedBy: ({ name }) => name,
                  },
                  {
                    key: 'status',
                    head: texts.campaigns.status,
                    cell: ({ status }) => texts.campaignStatuses[status],
                    sortedBy: ({ status }) => status,
                  },
                  {
                    key: 'startsAt',
                    head: texts.campaigns.startsAt,
                    cell: ({ startsAt }) => format.time(startsAt),
                    sortedBy: ({ startsAt }) => startsAt,
                  },
                  {
                    key: 'endsAt',
                    head: texts.campaigns.endsAt,
                    cell: ({ endsAt }) => format.time(endsAt),
                    sortedBy: ({ endsAt }) => endsAt,
                  },
                ]}
              />
            )
          }
        </Answered>
      </div>
      <KillSwitch />
    </>
  );
}
