import type { Resolve } from '../template/intrinsics.ts';
import type { Template, TemplateResource } from '../template/template.ts';
import type { FunctionPlan } from './local-plan.ts';

/** What the parts of an API share while the template is read. */
export interface ApiContext {
  readonly template: Template;
  readonly resolve: Resolve;
  readonly functions: readonly FunctionPlan[];
  readonly apiId: string;
  /** `arn:aws:execute-api:…:<api id>`, before stage, method and path. */
  readonly arn: string;
}

export const ofType = (template: Template, type: string): readonly TemplateResource[] =>
  [...template.resources.values()].filter((resource) => resource.type === type);
