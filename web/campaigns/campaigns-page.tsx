import { useLanguage } from '../language/language.ts';

interface Props {
  readonly campaignId?: string | undefined;
  readonly isNew: boolean;
}

/** The campaigns, one of them, or the form of a new one. */
export function CampaignsPage({ campaignId, isNew }: Props) {
  const { texts } = useLanguage();
  return (
    <h1>
      {texts.areas.campaigns} {isNew ? '' : campaignId}
    </h1>
  );
}
