import { randomBytes } from 'node:crypto';
import { localAccount } from '../template/local-account.ts';
import { decide } from './policy-statement.ts';
import type { Role } from './role.ts';

/** Whoever sends a request to the database: a function under its role, or the operator of the machine. */
export interface Caller {
  /** The function's name, or `operator`. */
  readonly name: string;
  /** Undefined when allowed, else the sentence AWS answers with. */
  refusal(action: string, arn: string): string | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Whoever owns the machine owns the database file too, so credentials of no function have full access. */
export const operator: Caller = { name: 'operator', refusal: () => undefined };

/** Access key ids are 16-128 capitals and digits; random, so that no key of the user's own can be taken for one. */
export const makeCredentials = (): Credentials => ({
  accessKeyId: `LOCAL${randomBytes(12).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(24).toString('base64url'),
});

/** A function acting under its role. Decisions are remembered: the import asks the same question 75,000 times. */
export function functionCaller(functionName: string, role: Role): Caller {
  const answers = new Map<string, string | undefined>();
  const principal = `arn:aws:sts::${localAccount}:assumed-role/${role.name}/${functionName}`;
  const ask = (action: string, arn: string): string | undefined => {
    const decision = decide(role.statements, action, arn);
    if (decision === 'allowed') return undefined;
    const reason =
      decision === 'denied'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
    return `User: ${principal} is not authorized to perform: ${action} on resource: ${arn} ${reason}`;
  };
  return {
    name: functionName,
    refusal(action, arn) {
      const question = `${action} ${arn}`;
      if (!answers.has(question)) answers.set(question, ask(action, arn));
      return answers.get(question);
    },
  };
}
