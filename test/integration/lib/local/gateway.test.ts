import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiOptions, addApi, type RouteOptions } from '../../../support/local-api.ts';
import { putRow } from '../../../support/local-operator.ts';
import { createLocalStack, eventually, type LocalStack, tableName } from '../../../support/local-stack.ts';

let stack: LocalStack;

beforeEach(() => {
  stack = createLocalStack();
  stack.addFunction(
    'echo',
    'return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(event) };',
  );
});

afterEach(() => stack.remove());

const echoing = (routeKey: string): RouteOptions => ({ routeKey, functionName: 'echo' });

async function startApi(routes: readonly RouteOptions[], options: ApiOptions = {}) {
  addApi(stack, routes, options);
  return stack.start();
}

test('a function gets the request in payload format 2.0', async () => {
  // Prepare
  const { runtime } = await startApi([echoing('POST /v1/items/{itemId}/orders')]);

  // Act
  const response = await fetch(`${runtime.url}/v1/items/a%2Fb%20c/orders?limit=5&tag=x&tag=y%20z`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Name': 'Value', cookie: 'a=1; b=2' },
    body: '{"à":1}',
  });

  // Assess
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    version: '2.0',
    routeKey: 'POST /v1/items/{itemId}/orders',
    rawPath: '/v1/items/a/b c/orders',
    rawQueryString: 'limit=5&tag=x&tag=y%20z',
    cookies: ['a=1', 'b=2'],
    headers: { 'content-type': 'application/json', 'x-name': 'Value' },
    queryStringParameters: { limit: '5', tag: 'x,y z' },
    pathParameters: { itemId: 'a/b c' },
    body: '{"à":1}',
    isBase64Encoded: false,
    requestContext: {
      http: { method: 'POST', path: '/v1/items/a/b c/orders', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      routeKey: 'POST /v1/items/{itemId}/orders',
      stage: '$default',
      requestId: expect.any(String),
      timeEpoch: expect.any(Number),
    },
  });
});

test('a body that is no text arrives in base64', async () => {
  const { runtime } = await startApi([echoing('POST /upload')]);

  const response = await fetch(`${runtime.url}/upload`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array([0, 255]),
  });

  expect(await response.json()).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
});

test('the most specific route answers; what none takes is for $default, else 404', async () => {
  const { runtime } = await startApi([
    echoing('ANY /{proxy+}'),
    echoing('GET /items/{itemId}'),
    echoing('GET /items/new'),
    echoing('ANY /items/new'),
  ]);
  const routeOf = async (path: string, method = 'GET') => {
    const response = await fetch(runtime.url + path, { method });
    const body = (await response.json()) as { readonly routeKey?: string };
    return body.routeKey ?? body;
  };

  expect(await routeOf('/items/new')).toBe('GET /items/new');
  expect(await routeOf('/items/new', 'PUT')).toBe('ANY /items/new');
  expect(await routeOf('/items/7')).toBe('GET /items/{itemId}');
  expect(await routeOf('/items/7/more')).toBe('ANY /{proxy+}');
  expect(await routeOf('/')).toEqual({ message: 'Not Found' });
});

test('without the permission of the template a route answers 500, and the log says why', async () => {
  const { runtime, problems } = await startApi([{ ...echoing('GET /x'), permitted: false }]);

  const response = await fetch(`${runtime.url}/x`);

  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  expect(problems.join()).toContain('apigateway.amazonaws.com may not invoke echo for');
});

test.each([
  ['throws', 'throw new Error("no");'],
  ['answers with a status that is none', 'return { statusCode: "fine" };'],
])('a function that %s becomes 500', async (_what, code) => {
  stack.addFunction('broken', code);
  const { runtime } = await startApi([{ routeKey: 'GET /x', functionName: 'broken' }]);

  const response = await fetch(`${runtime.url}/x`);

  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: 'Internal Server Error' });
});

test('an answer may have cookies, base64 and no content, or be a bare value', async () => {
  stack.addFunction(
    'answers',
    `if (event.rawPath === '/bare') return { known: true };
     if (event.rawPath === '/none') return { statusCode: 204 };
     return { statusCode: 201, cookies: ['a=1', 'b=2'], headers: { 'X-Kind': 'binary' }, body: 'AP8=', isBase64Encoded: true };`,
  );
  const { runtime } = await startApi([{ routeKey: '$default', functionName: 'answers' }]);

  const binary = await fetch(`${runtime.url}/binary`);
  const bare = await fetch(`${runtime.url}/bare`);
  const none = await fetch(`${runtime.url}/none`);

  expect(binary.status).toBe(201);
  expect(binary.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(binary.headers.get('x-kind')).toBe('binary');
  expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([0, 255]);
  expect([bare.status, bare.headers.get('content-type'), await bare.json()]).toEqual([
    200,
    'application/json',
    { known: true },
  ]);
  expect([none.status, await none.text()]).toEqual([204, '']);
});

test('a body over 10 MB, or an event over Lambda’s 6 MB, is refused with 413', async () => {
  const { runtime } = await startApi([echoing('POST /x')]);
  const post = (bytes: number) =>
    fetch(`${runtime.url}/x`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(bytes) });

  for (const bytes of [6 * 1024 * 1024, 10 * 1024 * 1024 + 1]) {
    const response = await post(bytes);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
  }
  expect((await post(2 * 1024 * 1024)).status).toBe(200);
});

const authorizing =
  'console.log("asked", event.identitySource.join(" | ")); return { isAuthorized: event.identitySource[0] !== "bad" && (event.routeKey !== "GET /secret" || event.identitySource[0] === "admin"), context: { scopes: event.identitySource[0] } };';

test('the authoriser’s answer is remembered for header and route together, in both orders', async () => {
  // Prepare
  stack.addFunction('guard', authorizing);
  const { runtime, lines } = await startApi([
    { ...echoing('GET /open'), authorizedBy: 'guard' },
    { ...echoing('GET /secret'), authorizedBy: 'guard' },
  ]);
  const status = async (path: string, authorization?: string) =>
    (await fetch(runtime.url + path, authorization === undefined ? {} : { headers: { authorization } })).status;

  // Act and assess: a warm "allow" opens no other route, a warm "deny" closes none.
  expect(await status('/open', 'shop')).toBe(200);
  expect(await status('/secret', 'shop')).toBe(403);
  expect(await status('/open', 'shop')).toBe(200);
  expect(await status('/secret', 'admin')).toBe(200);
  expect(await status('/secret', 'shop')).toBe(403);
  expect(await status('/secret', 'admin')).toBe(200);
  await eventually(() => lines.length === 3);
  expect(lines).toEqual(['asked shop | GET /open', 'asked shop | GET /secret', 'asked admin | GET /secret']);
});

test('the authoriser’s context reaches the function', async () => {
  stack.addFunction('guard', authorizing);
  const { runtime } = await startApi([{ ...echoing('GET /open'), authorizedBy: 'guard' }]);

  const response = await fetch(`${runtime.url}/open`, { headers: { authorization: 'shop' } });

  expect(await response.json()).toMatchObject({ requestContext: { authorizer: { lambda: { scopes: 'shop' } } } });
});

test('without an identity source the answer is 401 and nobody is asked', async () => {
  stack.addFunction('guard', authorizing);
  const { runtime, lines } = await startApi([{ ...echoing('GET /open'), authorizedBy: 'guard' }]);

  const response = await fetch(`${runtime.url}/open`);

  expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  expect(lines).toEqual([]);
});

test('a cache of 0 seconds asks every time', async () => {
  stack.addFunction('guard', authorizing);
  const { runtime, lines } = await startApi([{ ...echoing('GET /open'), authorizedBy: 'guard' }], {
    authorizerCacheSeconds: 0,
  });

  for (let n = 0; n < 3; n += 1) await fetch(`${runtime.url}/open`, { headers: { authorization: 'shop' } });

  await eventually(() => lines.length === 3);
});

test('an authoriser that fails makes 500, and is asked again', async () => {
  stack.addFunction('guard', 'calls += 1; if (calls === 1) throw new Error("no"); return { isAuthorized: true };');
  const { runtime } = await startApi([{ ...echoing('GET /open'), authorizedBy: 'guard' }]);
  const status = async () => (await fetch(`${runtime.url}/open`, { headers: { authorization: 'shop' } })).status;

  expect(await status()).toBe(500);
  expect(await status()).toBe(200);
});

const cors = {
  AllowOrigins: ['https://shop.example'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['Authorization', 'content-type'],
  ExposeHeaders: ['x-request-id'],
  MaxAge: 600,
};

test('the gateway answers preflights by itself, and says nothing to a foreign origin', async () => {
  stack.addFunction('guard', authorizing);
  const { runtime, lines } = await startApi([{ ...echoing('ANY /{proxy+}'), authorizedBy: 'guard' }], { cors });
  const preflight = (origin: string) =>
    fetch(`${runtime.url}/x`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

  const own = await preflight('https://shop.example');
  const foreign = await preflight('https://else.example');

  expect(own.status).toBe(204);
  expect(Object.fromEntries([...own.headers].filter(([name]) => name.startsWith('access-control-')))).toEqual({
    'access-control-allow-origin': 'https://shop.example',
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': 'authorization,content-type',
    'access-control-max-age': '600',
  });
  expect(foreign.status).toBe(204);
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  expect(lines).toEqual([]);
});

test('answers carry the configured CORS headers instead of the function’s own, errors too', async () => {
  stack.addFunction('own', 'return { statusCode: 200, headers: { "access-control-allow-origin": "*" }, body: "" };');
  const { runtime } = await startApi([{ routeKey: 'GET /own', functionName: 'own' }], { cors });
  const origin = async (path: string, from: string) =>
    (await fetch(runtime.url + path, { headers: { origin: from } })).headers.get('access-control-allow-origin');

  expect(await origin('/own', 'https://shop.example')).toBe('https://shop.example');
  expect(await origin('/own', 'https://else.example')).toBeNull();
  expect(await origin('/none', 'https://shop.example')).toBe('https://shop.example');
});

test('a route over its own limit answers 429 while others go by the stage’s', async () => {
  const { runtime } = await startApi([echoing('GET /tight'), echoing('GET /wide')], {
    stage: {
      DefaultRouteSettings: { ThrottlingBurstLimit: 50, ThrottlingRateLimit: 50 },
      RouteSettings: { 'GET /tight': { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.01 } },
    },
  });
  const get = (path: string) => fetch(runtime.url + path);

  const tight = [await get('/tight'), await get('/tight'), await get('/tight')];
  const wide = [await get('/wide'), await get('/wide'), await get('/wide')];

  expect(tight.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(await tight[2]?.json()).toEqual({ message: 'Too Many Requests' });
  expect(wide.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test('health tells how many records are pending', async () => {
  // Prepare
  stack.addTable('Facts');
  stack.addFunction('health', 'return { statusCode: 200, body: JSON.stringify({ status: "ok" }) };');
  stack.addFunction('stuck', 'throw new Error("never");');
  stack.addSource('stuck', 'Facts', { BatchSize: 1 });
  const { runtime } = await startApi([{ routeKey: 'GET /v1/health', functionName: 'health' }]);
  const health = async () => (await fetch(`${runtime.url}/v1/health`)).json();

  // Act and assess
  expect(await health()).toEqual({ status: 'ok', pendingRecords: 0 });
  await putRow(runtime, tableName('Facts'), 'a');
  await putRow(runtime, tableName('Facts'), 'b');
  expect(await health()).toEqual({ status: 'ok', pendingRecords: 2 });
});

test('a client that hangs up in the middle of its body harms nobody', async () => {
  const { runtime, problems } = await startApi([echoing('POST /x')]);
  const hangingUp = request(`${runtime.url}/x`, { method: 'POST', headers: { 'content-length': 100 } });
  hangingUp.on('error', () => undefined);
  hangingUp.write('half');
  await new Promise((resolve) => setTimeout(resolve, 20));
  hangingUp.destroy();

  await eventually(() => problems.length === 1);

  expect((await fetch(`${runtime.url}/x`, { method: 'POST', body: 'whole' })).status).toBe(200);
});
