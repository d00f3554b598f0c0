import type { Resolve } from '../template/intrinsics.ts';
import { propertiesOf } from '../template/properties.ts';
import type { TemplateResource } from '../template/template.ts';
import type { EventBusPlan } from './local-plan.ts';

export function readEventBus(resource: TemplateResource, resolve: Resolve): EventBusPlan {
  const { owner } = propertiesOf(resource, resolve).allow(['Description', 'Name', 'Tags']);
  return {
    logicalId: resource.logicalId,
    name: String(resolve({ Ref: resource.logicalId }, owner)),
    arn: String(resolve({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, owner)),
  };
}
