import * as z from 'zod';

/** What the contract document says of a route beyond what `routes` says. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: z.ZodType;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly answer: {
    readonly description: string;
    readonly schema: z.ZodType;
    /** Default `application/json`. */
    readonly mediaType?: string;
  };
  /** Problems it may answer with, beside those every call may. */
  readonly problemStatuses: readonly number[];
}

export const pathId = z.string().meta({
  minLength: 1,
  description: 'The id, or "~" and its base64url without padding, as ids with "/" must be sent.',
});

/** Of a call that takes a body. */
export const bodyStatuses = [400, 413, 415, 503] as const;
