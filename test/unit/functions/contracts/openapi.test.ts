import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../../functions/contracts/openapi.ts';
import { routes } from '../../../../functions/contracts/routes.ts';
import { contractIn } from '../../../support/contract-samples.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const document: Json = JSON.parse(JSON.stringify(openApiDocument(contractIn('EUR'))));

/** Follows a path of names from the root; undefined where there is nothing. */
const at = (...names: readonly string[]): unknown =>
  names.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), document);

function* everyObject(value: unknown): Generator<Json> {
  if (!isObject(value)) return;
  yield value;
  for (const inner of Object.values(value)) yield* everyObject(inner);
}

const operations = Object.entries(isObject(document.paths) ? document.paths : {}).flatMap(([path, methods]) =>
  Object.entries(isObject(methods) ? methods : {}).map(([method, operation]) => ({
    routeKey: `${method.toUpperCase()} ${path}`,
    path,
    operation: isObject(operation) ? operation : {},
  })),
);

describe('the OpenAPI document', () => {
  it('is of version 3.1 and lists exactly the routes', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Holdfast', version: 'v1' });
    expect(operations.map(({ routeKey }) => routeKey).sort()).toEqual(routes.map(({ routeKey }) => routeKey).sort());
  });

  it('names for each operation an id of its own, its path parameters, an answer and problems', () => {
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { routeKey, path, operation } of operations) {
      const inPath = [...everyObject(operation.parameters)].filter((parameter) => parameter.in === 'path');
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([routeKey, inPath.map(({ name }) => name)]).toEqual([routeKey, wanted]);
      expect(operation.responses).toMatchObject({
        200: {
          content: {
            [/\.csv$|\{tile\}$/.test(routeKey) ? 'text/csv' : 'application/json']: { schema: expect.anything() },
          },
        },
        500: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      });
    }
  });

  it('asks for a key with any one scope of the route, and for none on open routes', () => {
    for (const route of routes) {
      const { operation } = operations.find(({ routeKey }) => routeKey === route.routeKey) ?? {};
      expect(operation?.security).toEqual(route.scopes.map((scope) => ({ apiKey: [scope] })));
    }
    expect(at('components', 'securitySchemes', 'apiKey')).toMatchObject({ type: 'http', scheme: 'bearer' });
  });

  it('refers to nothing that it has not', () => {
    const references = [...everyObject(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));

    expect(references.length).toBeGreaterThan(10);
    for (const reference of references)
      expect([reference, at(...reference.split('/').slice(1))]).not.toContain(undefined);
  });

  it('has patterns that compile, with the flag that JSON Schema asks for', () => {
    const patterns = [...everyObject(document)].flatMap(({ pattern }) =>
      typeof pattern === 'string' ? [pattern] : [],
    );

    expect(patterns.length).toBeGreaterThan(10);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
    expect(patterns.filter((pattern) => pattern.endsWith('/u'))).toEqual([]);
  });

  it('tells which header makes a put leave items as they are', () => {
    expect(at('paths', '/v1/items', 'put', 'parameters')).toMatchObject([
      { in: 'header', name: 'If-None-Match', required: false, schema: { enum: ['*'] } },
    ]);
  });

  it('describes orders as they are sent, closed, with the limits of the contract', () => {
    expect(at('components', 'schemas', 'Order')).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['orderId', 'placedAt', 'status', 'currency', 'lines'],
      properties: {
        currency: { enum: ['EUR'] },
        lines: {
          minItems: 1,
          maxItems: 2_000,
          items: { additionalProperties: false, properties: { unitPrice: { type: 'number', minimum: 0 } } },
        },
      },
    });
    const body = at('paths', '/v1/orders', 'post', 'requestBody', 'content', 'application/json', 'schema');
    expect(body).toMatchObject({
      required: ['orders'],
      properties: { orders: { maxItems: 500, items: { $ref: '#/components/schemas/Order' } } },
    });
  });
});
