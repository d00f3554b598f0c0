import * as z from 'zod';
import { type Scope, scopes } from '../domain/access/scope.ts';

export const callerSchema = z
  .strictObject({
    scopes: z.array(z.enum(scopes)).meta({ description: 'What the caller may be let in for; `admin` may call all.' }),
  })
  .meta({ id: 'Caller' });

export type CallerView = z.infer<typeof callerSchema>;

/** Who calls, as far as rights go. */
export const viewCaller = (held: readonly Scope[]): CallerView => ({ scopes: [...held] });
