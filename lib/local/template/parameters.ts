import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { localAccount, localPartition, localRegion } from './local-account.ts';

/** A pseudo parameter, or the default of a parameter of the template; undefined where `name` is neither. */
export function parameterValue(name: string, parameters: JsonObject, stackName: string): Json | undefined {
  switch (name) {
    case 'AWS::Region':
      return localRegion;
    case 'AWS::AccountId':
      return localAccount;
    case 'AWS::Partition':
      return localPartition;
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:${localPartition}:cloudformation:${localRegion}:${localAccount}:stack/${stackName}/local`;
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    default: {
      const parameter = parameters[name];
      return isJsonObject(parameter) ? parameter.Default : undefined;
    }
  }
}
