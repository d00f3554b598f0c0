import type { Credentials } from '../access/caller.ts';
import type { FunctionPlan } from '../plan/local-plan.ts';
import { localRegion } from '../template/local-account.ts';

/**
 * The whole environment of a function: the template's variables, and what Lambda adds that programs use.
 * Nothing of this process is passed on, so a function cannot lean on the shell it was started from.
 */
export const functionEnvironment = (
  plan: FunctionPlan,
  credentials: Credentials,
  databaseUrl: string,
  eventsUrl: string | undefined,
): Readonly<Record<string, string>> => ({
  ...plan.variables,
  AWS_REGION: localRegion,
  AWS_LAMBDA_FUNCTION_NAME: plan.name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMegabytes),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: databaseUrl,
  ...(eventsUrl === undefined ? {} : { AWS_ENDPOINT_URL_EVENTBRIDGE: eventsUrl }),
});
