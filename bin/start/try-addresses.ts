import { toPathId } from '../../functions/contracts/path-id.ts';
import type { StartKeys } from './start-keys.ts';

const quote = (address: string, key: string): string => `  curl -s -H 'Authorization: Bearer ${key}' '${address}'`;

/** What a newcomer may type next. */
export function describeAddresses(
  url: string,
  keys: StartKeys,
  example?: { itemId: string; customerId?: string },
): string {
  const item = toPathId(example?.itemId ?? 'ITEM');
  const lines = [
    '',
    `Holdfast answers at ${url}. To try it:`,
    '',
    'The marketer’s page; sign in with the key behind it:',
    `  ${url}/  ${keys.marketer}`,
    'What is bought together with an item, as a storefront sees it and with its numbers:',
    quote(`${url}/v1/items/${item}/recommendations?limit=5`, keys.storefront),
    quote(`${url}/v1/items/${item}/recommendations?limit=5`, keys.marketer),
    ...(example?.customerId === undefined
      ? []
      : ['A customer:', quote(`${url}/v1/customers/${toPathId(example.customerId)}`, keys.marketer)]),
    'How it is, and the contract of the API (no key needed):',
    `  curl -s '${url}/v1/health'`,
    `  curl -s '${url}/v1/openapi.json'`,
    '',
    'Ctrl+C stops it.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}
