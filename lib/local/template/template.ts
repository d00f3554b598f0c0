import type { JsonObject } from '../json.ts';

export interface TemplateResource {
  readonly logicalId: string;
  /** CloudFormation's name of the type, such as `AWS::Lambda::Function`. */
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
}

/** A synthesised CloudFormation template, with the resources whose condition is false already left out. */
export interface Template {
  readonly stackName: string;
  /** Folder of the cloud assembly; asset paths are relative to it. */
  readonly assemblyDirectory: string;
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: ReadonlyMap<string, TemplateResource>;
}

/** How messages name a resource. */
export const nameOf = (resource: Pick<TemplateResource, 'logicalId' | 'type'>): string =>
  `${resource.logicalId} (${resource.type})`;
