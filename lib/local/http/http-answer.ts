import { isJsonArray, isJsonObject, type Json } from '../json.ts';

export interface HttpAnswer {
  readonly statusCode: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** Answers that API Gateway makes itself, always `{"message": …}`. */
export const gatewayAnswer = (statusCode: number, message: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

export const unauthorized = (): HttpAnswer => gatewayAnswer(401, 'Unauthorized');
export const forbidden = (): HttpAnswer => gatewayAnswer(403, 'Forbidden');
export const notFound = (): HttpAnswer => gatewayAnswer(404, 'Not Found');
export const entityTooLarge = (): HttpAnswer => gatewayAnswer(413, 'Request Entity Too Large');
export const tooManyRequests = (): HttpAnswer => gatewayAnswer(429, 'Too Many Requests');
export const internalServerError = (): HttpAnswer => gatewayAnswer(500, 'Internal Server Error');
export const serviceUnavailable = (): HttpAnswer => gatewayAnswer(503, 'Service Unavailable');

/**
 * What a function returned, as an answer: with a `statusCode` its own fields count, else the whole value is a
 * JSON body with 200. Undefined where it is neither.
 */
export function functionAnswer(payloadText: string): HttpAnswer | undefined {
  const value: Json = JSON.parse(payloadText);
  if (!isJsonObject(value) || value.statusCode === undefined) {
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      cookies: [],
      body: Buffer.from(typeof value === 'string' ? value : payloadText),
    };
  }
  const statusCode = Number(value.statusCode);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) return undefined;
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, field] of Object.entries(isJsonObject(value.headers) ? value.headers : {})) {
    headers[name.toLowerCase()] = String(field);
  }
  const body = typeof value.body === 'string' ? value.body : value.body === undefined ? '' : JSON.stringify(value.body);
  return {
    statusCode,
    headers,
    cookies: isJsonArray(value.cookies) ? value.cookies.map(String) : [],
    body: Buffer.from(body, value.isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** Adds a field to a JSON object body; other bodies stay as they are. */
export function withBodyField(answer: HttpAnswer, name: string, value: Json): HttpAnswer {
  try {
    const body: Json = JSON.parse(answer.body.toString());
    return isJsonObject(body) ? { ...answer, body: Buffer.from(JSON.stringify({ ...body, [name]: value })) } : answer;
  } catch {
    return answer;
  }
}
