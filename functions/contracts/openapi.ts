import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { ContractContext } from './fields.ts';
import { operations } from './openapi-operations.ts';
import type { Operation } from './operation.ts';
import { problemMediaType, problemSchema } from './problem.ts';
import { type Route, type RouteKey, routes } from './routes.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const securityName = 'apiKey';

const statusWords: Readonly<Record<number, string>> = {
  400: 'Body, path, query or headers are not of the form the call takes; `issues` names each place.',
  401: 'No key was sent. Made by the gateway.',
  403: 'The key is not known, is revoked or has no right to this call.',
  404: 'Not known.',
  409: 'It contradicts what was done before; `code` says what.',
  413: 'The body is larger than 5 MB.',
  415: 'The body is not `application/json`.',
  500: 'The request failed through no fault of the caller.',
  503: 'Too busy; the same request may be sent again.',
};

const methods = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

function methodOf(routeKey: RouteKey): { readonly method: RouteConfig['method']; readonly path: string } {
  const space = routeKey.indexOf(' ');
  // Every route key begins with one of these: the type of the keys says so.
  const method = routeKey.slice(0, space) as keyof typeof methods;
  return { method: methods[method], path: routeKey.slice(space + 1) };
}

const ours = { [problemMediaType]: { schema: problemSchema } };
const gateways = {
  'application/json': { schema: { type: 'object' as const, properties: { message: { type: 'string' as const } } } },
};

/** The gateway's own answers have another form than ours: it makes the 401, and the 403 of the authoriser. */
function contentOf(status: number): typeof ours | typeof gateways {
  if (status === 401) return gateways;
  return status === 403 ? { ...ours, ...gateways } : ours;
}

const problemResponses = (statuses: readonly number[]): RouteConfig['responses'] =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: statusWords[status] ?? 'A problem.', content: contentOf(status) },
    ]),
  );

function pathConfig(routeKey: RouteKey, { scopes }: Route, operation: Operation): RouteConfig {
  const { operationId, summary, description, body, params, query, headers, answer } = operation;
  return {
    ...methodOf(routeKey),
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    // One alternative a scope: any of them is enough.
    security: scopes.map((scope) => ({ [securityName]: [scope] })),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      200: {
        description: answer.description,
        content: { [answer.mediaType ?? 'application/json']: { schema: answer.schema } },
      },
      ...problemResponses([...operation.problemStatuses, ...(scopes.length === 0 ? [] : [401, 403]), 500]),
    },
  };
}

/** The contract as an OpenAPI 3.1 document, made of the very schemas that check the requests. Takes some 10 ms. */
export function openApiDocument(context: ContractContext): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', securityName, {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the shop, `Authorization: Bearer hf_…`. Each call names the scopes that may use it.',
  });
  const described = operations(context);
  for (const route of routes) registry.registerPath(pathConfig(route.routeKey, route, described[route.routeKey]));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: 'v1',
      description: `Orders and service events in, co-purchase recommendations and customer figures out. Amounts are in ${context.currency}.`,
    },
    servers: [{ url: '/' }],
  });
}
