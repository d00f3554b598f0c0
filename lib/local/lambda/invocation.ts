/** How an invocation ended, in Lambda's words. */
export type InvocationResult =
  | { readonly status: 'succeeded'; readonly requestId: string; readonly payloadText: string }
  | {
      readonly status: 'failed';
      readonly requestId: string;
      readonly errorType: string;
      readonly errorMessage: string;
    };

/** Invokes a function with an event given as JSON text. Never rejects. */
export type Invoke = (eventText: string) => Promise<InvocationResult>;

/** Lambda's limit of a synchronous request or response. */
export const maximumPayloadBytes = 6 * 1024 * 1024;
