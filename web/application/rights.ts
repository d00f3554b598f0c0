import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Scope } from '../../functions/domain/access/scope.ts';

/** What somebody may see and do, of what the page has. */
export interface Rights {
  /** Reports, campaigns and offers: not for who may only serve. */
  readonly mayReport: boolean;
  /** Approving a campaign that may cost much. */
  readonly mayApprove: boolean;
}

export const rightsOf = (scopes: readonly Scope[]): Rights => ({
  mayReport: scopes.includes('marketer') || scopes.includes('admin'),
  mayApprove: scopes.includes('admin'),
});

export const RightsContext = createContext<Rights>({ mayReport: false, mayApprove: false });

export const useRights = (): Rights => useContext(RightsContext);
