import { Agent, request } from 'node:http';
import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { isRow, type Row } from './attributes.ts';

/**
 * The three calls that a bulk import makes a hundred thousand times, sent to a database of this machine by hand. The
 * SDK spends about 1 ms of processor time on a put and 2.4 ms on a batch of 25, mostly in its middleware; this takes
 * a quarter of that, and on two cores the database itself needs the rest. A database of this machine checks no
 * signature, so none is made. Everything else, and everything sent to AWS, goes the SDK's way.
 */
export function sendByHand(documents: DynamoDBDocumentClient, endpoint: URL, accessKeyId: string): void {
  const throughSdk = documents.send.bind(documents);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const send = (command: unknown, ...rest: unknown[]): unknown => {
    const call = callOf(command);
    if (call === undefined) return Reflect.apply(throughSdk, documents, [command, ...rest]);
    return post(agent, endpoint, accessKeyId, call.operation, call.body).then(call.read);
  };
  Object.defineProperty(documents, 'send', { value: send });
  const destroy = documents.destroy.bind(documents);
  Object.defineProperty(documents, 'destroy', {
    value: () => {
      agent.destroy();
      destroy();
    },
  });
}

interface Call {
  readonly operation: string;
  readonly body: unknown;
  readonly read: (answer: Row) => unknown;
}

const marshalled = (row: unknown): unknown => (isRow(row) ? marshall(row, { removeUndefinedValues: true }) : undefined);

function callOf(command: unknown): Call | undefined {
  if (command instanceof PutCommand) {
    const { Item, ExpressionAttributeValues, ...input } = command.input;
    const body = {
      ...input,
      Item: marshalled(Item),
      ExpressionAttributeValues: marshalled(ExpressionAttributeValues),
    };
    return { operation: 'PutItem', body, read: (answer) => answer };
  }
  if (command instanceof GetCommand) {
    const { Key, ...input } = command.input;
    const read = ({ Item, ...answer }: Row): unknown =>
      isRow(Item) ? { ...answer, Item: unmarshall(Item as Parameters<typeof unmarshall>[0]) } : answer;
    return { operation: 'GetItem', body: { ...input, Key: marshalled(Key) }, read };
  }
  if (command instanceof BatchWriteCommand) {
    const entries = Object.entries(command.input.RequestItems ?? {});
    // Deletes are none of an import's business: such a batch goes through the SDK.
    if (entries.some(([, writes]) => writes.some(({ PutRequest }) => PutRequest === undefined))) return undefined;
    const RequestItems = Object.fromEntries(
      entries.map(([table, writes]) => [
        table,
        writes.map(({ PutRequest }) => ({ PutRequest: { Item: marshalled(PutRequest?.Item) } })),
      ]),
    );
    // The database of this machine takes every batch whole.
    return { operation: 'BatchWriteItem', body: { RequestItems }, read: () => ({ UnprocessedItems: {} }) };
  }
  return undefined;
}

/** An error as the SDK would make it: named after the type that the database gives. */
function toError(status: number | undefined, answer: Row): Error {
  const type = typeof answer.__type === 'string' ? answer.__type.split('#').at(-1) : undefined;
  const message = typeof answer.message === 'string' ? answer.message : `the database answered ${status}`;
  return Object.assign(new Error(message), { name: type ?? 'InternalServerError' });
}

function post(agent: Agent, endpoint: URL, accessKeyId: string, operation: string, body: unknown): Promise<Row> {
  const text = Buffer.from(JSON.stringify(body));
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': text.length,
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20000101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20000101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const { hostname, port } = endpoint;
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method: 'POST', path: '/', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          const answer: unknown = JSON.parse(Buffer.concat(chunks).toString());
          const row = isRow(answer) ? answer : {};
          if (response.statusCode === 200) resolve(row);
          else reject(toError(response.statusCode, row));
        } catch (error) {
          reject(error);
        }
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}
