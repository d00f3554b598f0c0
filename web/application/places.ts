import { useEffect, useState } from 'preact/hooks';

/** Where in the page somebody is; in the address behind the `#`, which no server sees. */
export type Place =
  | { readonly area: 'report' }
  | { readonly area: 'customers'; readonly customerId?: string }
  | { readonly area: 'campaigns'; readonly campaignId?: string; readonly isNew?: true }
  | { readonly area: 'items'; readonly itemId?: string };

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The place that an address names; what it does not know is the report. */
export function placeOf(hash: string): Place {
  const [area = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const id = rest.length === 0 || rest[0] === '' ? undefined : decoded(rest.join('/'));
  if (area === 'customers') return id === undefined ? { area } : { area, customerId: id };
  if (area === 'items') return id === undefined ? { area } : { area, itemId: id };
  if (area === 'campaigns') {
    if (id === undefined) return { area };
    return id === 'new' ? { area, isNew: true } : { area, campaignId: id.replace(/^id\//, '') };
  }
  return { area: 'report' };
}

export const addressOf = {
  report: '#/',
  customers: '#/customers',
  customer: (customerId: string) => `#/customers/${encodeURIComponent(customerId)}`,
  campaigns: '#/campaigns',
  newCampaign: '#/campaigns/new',
  campaign: (campaignId: string) => `#/campaigns/id/${encodeURIComponent(campaignId)}`,
  items: '#/items',
  item: (itemId: string) => `#/items/${encodeURIComponent(itemId)}`,
} as const;

export function usePlace(): Place {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const move = () => {
      setPlace(placeOf(location.hash));
      scrollTo(0, 0);
    };
    addEventListener('hashchange', move);
    return () => removeEventListener('hashchange', move);
  }, []);
  return place;
}
