import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defaultOfferSettings } from '../../functions/domain/offers/offer-settings.ts';
import { stages } from '../../lib/config.ts';
import { functionIdOf, functionNamesOf } from '../../lib/constructs/function-catalogue.ts';
import { synthesisedStage } from './synthesised-stage.ts';

const functionNames = functionNamesOf(stages.prod);
const stage = synthesisedStage(stages.prod);
const tuned = synthesisedStage({
  ...stages.prod,
  evidenceWindowDays: 365,
  maxBasketItems: 40,
  rankingComparison: { ranking: 'cosine' },
  tracing: 'active',
});

const listOf = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const resources = z.unknown().transform((value) => (Array.isArray(value) ? value : [value]));
const statementShape = z.strictObject({ Effect: z.literal('Allow'), Action: listOf, Resource: resources });
const policyShape = z.object({
  PolicyDocument: z.object({ Statement: z.array(statementShape) }),
  Roles: z.array(z.object({ Ref: z.string() })),
});
const attributeOf = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const indexOf = z.object({
  'Fn::Join': z.tuple([z.literal(''), z.tuple([attributeOf, z.templateLiteral(['/index/', z.string()])])]),
});
const objectsOf = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.tuple([attributeOf, z.literal('/*')])]) });

/** `History`, `History stream`, `Customers/index/ByGroup`, `Bucket/*`: a short name of the one thing that a statement gives rights to. */
function nameOf(resource: unknown): string {
  const objects = objectsOf.safeParse(resource);
  if (objects.success) return `${nameOf(objects.data['Fn::Join'][1][0])}/*`;
  const index = indexOf.safeParse(resource);
  if (index.success) {
    const [table, path] = index.data['Fn::Join'][1];
    return `${nameOf(table)}${path}`;
  }
  const [logicalId, attribute] = attributeOf.parse(resource)['Fn::GetAtt'];
  const constructPath = String(stage.resources[logicalId]?.Metadata['aws:cdk:path']);
  const name = constructPath.split('/').slice(1, -1).join('/').replace('Tables/', '');
  return attribute === 'StreamArn' ? `${name} stream` : name;
}

/** What a role may do, out of every policy of the template that names it. */
function rightsOf(roleId: string): Record<string, string[]> {
  const rights: Record<string, string[]> = {};
  for (const policy of Object.values(stage.ofType('AWS::IAM::Policy'))) {
    const { PolicyDocument, Roles } = policyShape.parse(policy.Properties);
    if (!Roles.some(({ Ref }) => Ref === roleId)) continue;
    for (const { Action, Resource } of PolicyDocument.Statement) {
      for (const name of Resource.map(nameOf)) rights[name] = [...(rights[name] ?? []), ...Action].sort();
    }
  }
  return rights;
}

const dynamo = (...actions: string[]) => actions.map((action) => `dynamodb:${action}`).sort();
const streamRead = dynamo('DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams');
const failures = {
  'FailedRecords/Bucket': ['s3:ListBucket'],
  'FailedRecords/Bucket/*': ['s3:PutObject'],
};

// Literal on purpose, and not derived from the catalogue it checks.
const expectedRights: Record<string, Record<string, string[]>> = {
  ingest: { History: dynamo('GetItem', 'PutItem'), Items: dynamo('PutItem') },
  storefrontRecommendations: {
    Recommendations: dynamo('GetItem', 'BatchGetItem'),
    Items: dynamo('BatchGetItem'),
    Customers: dynamo('GetItem'),
    Models: dynamo('GetItem'),
  },
  customerRecommendations: {
    Customers: dynamo('GetItem'),
    History: dynamo('GetItem'),
    Program: dynamo('GetItem'),
    Recommendations: dynamo('GetItem', 'BatchGetItem'),
    Items: dynamo('BatchGetItem'),
    Models: dynamo('GetItem'),
  },
  customerProfile: {
    Customers: dynamo('GetItem'),
    'Customers/index/ByGroup': dynamo('Query'),
    History: dynamo('GetItem'),
    Models: dynamo('GetItem'),
    Program: dynamo('GetItem'),
  },
  customerSwitching: {
    Customers: dynamo('GetItem'),
    History: dynamo('Query'),
    Items: dynamo('BatchGetItem'),
    Models: dynamo('GetItem'),
    Program: dynamo('GetItem'),
    Recommendations: dynamo('BatchGetItem'),
  },
  customerTimeline: { History: dynamo('Query'), Items: dynamo('BatchGetItem') },
  eraseCustomer: {
    History: dynamo('DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    Customers: dynamo('GetItem', 'PutItem'),
    Models: dynamo('GetItem', 'UpdateItem'),
    Reports: dynamo('GetItem', 'PutItem'),
    Program: dynamo('GetItem'),
    Offers: dynamo('DeleteItem', 'PutItem', 'Query'),
  },
  moveOrders: {
    History: dynamo('DeleteItem', 'GetItem', 'PutItem', 'Query'),
    Customers: dynamo('GetItem', 'PutItem'),
    Models: dynamo('GetItem', 'UpdateItem'),
    Program: dynamo('GetItem'),
    Offers: dynamo('GetItem', 'PutItem', 'Query'),
  },
  retentionReport: { Reports: dynamo('GetItem'), Models: dynamo('GetItem') },
  recommendationReport: { Models: dynamo('GetItem') },
  campaigns: {
    Campaigns: dynamo('GetItem', 'PutItem', 'Query', 'UpdateItem'),
    Program: dynamo('GetItem', 'PutItem'),
    Reports: dynamo('GetItem'),
  },
  campaignResults: { Campaigns: dynamo('GetItem', 'PutItem'), Reports: dynamo('GetItem') },
  redeemOffers: {
    Offers: dynamo('GetItem', 'PutItem', 'Query'),
    Campaigns: dynamo('ConditionCheckItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    Program: dynamo('GetItem'),
    Customers: dynamo('GetItem'),
    History: dynamo('GetItem', 'Query'),
  },
  contract: {},
  authorize: { ApiKeys: dynamo('GetItem') },
  projectBaskets: {
    History: dynamo('GetItem'),
    Baskets: dynamo('PutItem'),
    'History stream': streamRead,
    ...failures,
  },
  refreshItems: {
    Baskets: dynamo('Query'),
    Recommendations: dynamo('GetItem', 'PutItem', 'BatchGetItem'),
    Models: dynamo('GetItem'),
    Program: dynamo('GetItem'),
    'Baskets stream': streamRead,
    ...failures,
  },
  refreshCustomers: {
    History: dynamo('Query'),
    Customers: dynamo('GetItem', 'PutItem'),
    Models: dynamo('GetItem', 'UpdateItem'),
    Reports: dynamo('GetItem', 'PutItem'),
    Program: dynamo('GetItem'),
    'History stream': streamRead,
    ...failures,
  },
  deliverEvents: {
    History: dynamo('BatchGetItem'),
    'Offers stream': streamRead,
    'Delivery/Bus': ['events:PutEvents'],
    ...failures,
  },
  reactToCustomers: {
    Offers: dynamo('GetItem', 'PutItem', 'Query'),
    Campaigns: dynamo('ConditionCheckItem', 'Query', 'UpdateItem'),
    History: dynamo('GetItem', 'Query'),
    'Customers stream': streamRead,
    ...failures,
  },
  fitModels: {
    Customers: dynamo('GetItem', 'PutItem', 'Scan'),
    History: dynamo('DeleteItem', 'GetItem', 'PutItem'),
    Models: dynamo('GetItem', 'PutItem'),
    Offers: dynamo('DeleteItem', 'PutItem'),
    Reports: dynamo('GetItem', 'PutItem'),
    Program: dynamo('GetItem'),
  },
  measureSignals: {
    Customers: dynamo('GetItem', 'PutItem'),
    History: dynamo('Scan'),
    Items: dynamo('Scan'),
    Models: dynamo('GetItem', 'PutItem'),
    Offers: dynamo('DeleteItem', 'PutItem'),
    Program: dynamo('GetItem'),
    Recommendations: dynamo('Scan'),
    Reports: dynamo('GetItem', 'PutItem'),
  },
  relateItems: {
    History: dynamo('Scan'),
    Items: dynamo('Scan'),
    Models: dynamo('GetItem', 'PutItem'),
    Program: dynamo('GetItem'),
    Recommendations: dynamo('PutItem', 'Scan'),
  },
  sweepStale: {
    Recommendations: dynamo('Scan', 'GetItem', 'PutItem', 'BatchGetItem'),
    Baskets: dynamo('Query'),
    Models: dynamo('GetItem', 'PutItem', 'UpdateItem'),
    Reports: dynamo('GetItem', 'PutItem'),
    Items: dynamo('Scan'),
    Program: dynamo('GetItem'),
    History: dynamo('Query'),
    Customers: dynamo('GetItem', 'PutItem'),
  },
  decideOffers: {
    Campaigns: dynamo('Query'),
    Customers: dynamo('Scan'),
    History: dynamo('Query'),
    Items: dynamo('BatchGetItem', 'Scan'),
    Models: dynamo('GetItem'),
    Offers: dynamo('PutItem', 'Scan'),
    Program: dynamo('GetItem'),
    Recommendations: dynamo('BatchGetItem', 'GetItem', 'Scan'),
    Reports: dynamo('GetItem', 'PutItem'),
  },
  dryRunCampaigns: {
    Campaigns: dynamo('GetItem', 'Query'),
    Customers: dynamo('Scan'),
    History: dynamo('Query'),
    Items: dynamo('BatchGetItem', 'Scan'),
    Models: dynamo('GetItem'),
    Offers: dynamo('Scan'),
    Program: dynamo('GetItem'),
    Recommendations: dynamo('BatchGetItem', 'GetItem', 'Scan'),
    Reports: dynamo('GetItem', 'PutItem'),
    'Campaigns stream': streamRead,
    ...failures,
  },
  issueOffers: {
    Campaigns: dynamo('Query'),
    Customers: dynamo('GetItem'),
    History: dynamo('Query'),
    Offers: dynamo('GetItem', 'PutItem'),
    'Offers/index/Pending': dynamo('Query'),
    Program: dynamo('GetItem'),
  },
};

describe('rights', () => {
  it.each(functionNames)('of %s are exactly these', (name) => {
    const role = stage.at(`Functions/${functionIdOf(name)}/Role`);

    expect(rightsOf(role.logicalId)).toEqual({
      [`Functions/${functionIdOf(name)}/Logs`]: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      ...expectedRights[name],
    });
    expect(role.Properties.ManagedPolicyArns).toBeUndefined();
    expect(role.Properties.Policies).toBeUndefined();
  });

  it('to Scan are the nightly functions’ and the dry run’s alone, and nobody has a wildcard action', () => {
    const roles = functionNames.map((name) => ({
      name,
      actions: Object.values(rightsOf(stage.at(`Functions/${functionIdOf(name)}/Role`).logicalId)).flat(),
    }));

    const scanners = roles.filter(({ actions }) => actions.includes('dynamodb:Scan')).map(({ name }) => name);
    expect(scanners.sort()).toEqual([
      'decideOffers',
      'dryRunCampaigns',
      'fitModels',
      'measureSignals',
      'relateItems',
      'sweepStale',
    ]);
    expect(roles.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('belong to nobody but the functions', () => {
    const roles = Object.keys(stage.ofType('AWS::IAM::Role'));

    expect(roles).toHaveLength(functionNames.length);
    for (const policy of Object.values(stage.ofType('AWS::IAM::Policy'))) {
      for (const { Ref } of policyShape.parse(policy.Properties).Roles) expect(roles).toContain(Ref);
    }
    expect(stage.ofType('AWS::IAM::ManagedPolicy')).toEqual({});
  });
});

describe('functions', () => {
  it('are these and no others, so that no hidden helper runs in the account', () => {
    expect(Object.keys(stage.ofType('AWS::Lambda::Function'))).toHaveLength(functionNames.length);
    expect(Object.values(stage.resources).filter(({ Type }) => /^Custom::|CustomResource/.test(Type))).toEqual([]);
  });

  it.each(functionNames)('%s runs its own bundle on Node 24 and ARM', (name) => {
    const { Properties, Metadata } = stage.at(`Functions/${functionIdOf(name)}/Function`);

    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(Metadata['aws:asset:path']).toMatch(/^asset\.[0-9a-f]{64}$/);
    expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    expect(Properties.TracingConfig).toBeUndefined();
  });

  it('that answer HTTP give up before the gateway does, after 29 s', () => {
    for (const name of [
      'ingest',
      'storefrontRecommendations',
      'customerProfile',
      'customerSwitching',
      'customerTimeline',
      'eraseCustomer',
      'moveOrders',
      'retentionReport',
      'recommendationReport',
      'campaigns',
      'campaignResults',
      'redeemOffers',
      'contract',
      'authorize',
    ] as const) {
      expect(stage.at(`Functions/${functionIdOf(name)}/Function`).Properties.Timeout).toBeLessThan(29);
    }
  });

  it.each(functionNames)('%s keeps its log as long as the stage says', (name) => {
    const logs = stage.at(`Functions/${functionIdOf(name)}/Logs`);
    const { Properties } = stage.at(`Functions/${functionIdOf(name)}/Function`);

    expect(logs.Properties).toMatchObject({ LogGroupName: `/holdfast/prod/${name}`, RetentionInDays: 90 });
    expect(Properties.LoggingConfig).toEqual({ LogFormat: 'JSON', LogGroup: { Ref: logs.logicalId } });
  });

  it('know stack, currency, time zone and basket limit, and evidence window and comparison where there are any', () => {
    const environment = {
      HOLDFAST_STACK: 'holdfast-prod',
      HOLDFAST_CURRENCY: 'GBP',
      HOLDFAST_TIME_ZONE: 'Europe/London',
      HOLDFAST_MAX_BASKET_ITEMS: '100',
      HOLDFAST_OFFERS: JSON.stringify(defaultOfferSettings),
    };
    for (const name of functionNames) {
      const functionPath = `Functions/${functionIdOf(name)}/Function`;
      expect(stage.at(functionPath).Properties.Environment).toEqual({ Variables: environment });
      expect(tuned.at(functionPath).Properties.Environment).toEqual({
        Variables: {
          ...environment,
          HOLDFAST_MAX_BASKET_ITEMS: '40',
          HOLDFAST_EVIDENCE_WINDOW_DAYS: '365',
          HOLDFAST_AB_VARIANT_B: 'cosine',
          HOLDFAST_AB_SHARE: '0.5',
        },
      });
    }
  });

  it('are traced where the stage says so', () => {
    const { Properties } = tuned.at('Functions/Ingest/Function');

    expect(Properties.TracingConfig).toEqual({ Mode: 'Active' });
  });
});
