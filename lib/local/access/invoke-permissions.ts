import type { Resolve } from '../template/intrinsics.ts';
import { propertiesOf } from '../template/properties.ts';
import type { Template } from '../template/template.ts';
import { wildcard } from './wildcard.ts';

/** Whether a service may invoke a function on behalf of a resource, by the template's `AWS::Lambda::Permission`s. */
export interface InvokePermissions {
  allows(functionArn: string, functionName: string, service: string, sourceArn: string): boolean;
}

interface Permission {
  readonly target: string;
  readonly principal: string;
  readonly coversSource: (sourceArn: string) => boolean;
}

/** @throws HoldfastError `local.unknown-property` for a permission with a condition this machine cannot check */
export function readInvokePermissions(template: Template, resolve: Resolve): InvokePermissions {
  const permissions: Permission[] = [];
  for (const resource of template.resources.values()) {
    if (resource.type !== 'AWS::Lambda::Permission') continue;
    const given = propertiesOf(resource, resolve).allow([
      'Action',
      'FunctionName',
      'Principal',
      'SourceArn',
      'SourceAccount',
    ]);
    if (!wildcard(given.text('Action'), { ignoreCase: true })('lambda:InvokeFunction')) continue;
    permissions.push({
      target: given.text('FunctionName'),
      principal: given.text('Principal'),
      coversSource: wildcard(given.optionalText('SourceArn') ?? '*'),
    });
  }
  return {
    allows: (functionArn, functionName, service, sourceArn) =>
      permissions.some(
        ({ target, principal, coversSource }) =>
          (target === functionArn || target === functionName) && principal === service && coversSource(sourceArn),
      ),
  };
}
