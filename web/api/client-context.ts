import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Client } from './client.ts';

export const ClientContext = createContext<Client | undefined>(undefined);

/** The API, signed in. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('a component asks the API before somebody has signed in');
  return client;
}
