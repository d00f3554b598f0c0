/** What became of one entry of a request. */
export type Outcome =
  | { readonly index: number; readonly outcome: 'accepted' }
  | { readonly index: number; readonly outcome: 'unchanged' }
  | {
      readonly index: number;
      readonly outcome: 'rejected';
      readonly code: string;
      /** The same entry may be accepted when sent again. */
      readonly retryable?: true;
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    };

export const rejected = (index: number, code: string, path: string, message: string): Outcome => ({
  index,
  outcome: 'rejected',
  code,
  issues: [{ path, message }],
});

export const notStored = (index: number, code: string, message: string): Outcome => ({
  index,
  outcome: 'rejected',
  code,
  retryable: true,
  issues: [{ path: '', message }],
});
