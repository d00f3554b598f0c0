import type { RejectedEntry } from './imported-entries.ts';

/** The parts of an import, in their order. */
export type ImportStage =
  | 'catalogue'
  | 'events'
  | 'orders'
  | 'returns'
  | 'items'
  | 'recommendations'
  | 'customers'
  | 'sweep'
  | 'relations'
  | 'models'
  | 'signals';

export interface ImportObserver {
  /** Told for each part how much of it is done. */
  readonly onProgress?: (stage: ImportStage, done: number, total: number) => void;
  /** Told everything that was not stored, with the reason. */
  readonly onRejected?: (entry: RejectedEntry) => void;
}
