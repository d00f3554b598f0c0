import { useRights } from '../application/rights.ts';
import { Empty } from '../components/states.tsx';
import { useLanguage } from '../language/language.ts';
import { CampaignForm } from './campaign-form.tsx';
import { CampaignList } from './campaign-list.tsx';
import { CampaignPage } from './campaign-page.tsx';

interface Props {
  readonly campaignId?: string | undefined;
  readonly isNew: boolean;
}

/** The campaigns, one of them, or the form of a new one. */
export function CampaignsPage({ campaignId, isNew }: Props) {
  const { texts } = useLanguage();
  if (!useRights().mayReport) return <Empty>{texts.states.noRight}</Empty>;
  if (isNew) return <CampaignForm />;
  if (campaignId !== undefined) return <CampaignPage key={campaignId} campaignId={campaignId} />;
  return <CampaignList />;
}
