import { viewCaller } from '../contracts/caller-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { healthView } from '../contracts/health-view.ts';
import { openApiDocument } from '../contracts/openapi.ts';
import { environment } from './environment.ts';
import { callerScopes } from './http/http-event.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';

const contract = contractContext(environment().currency, () => new Date());
let documentReply: ReturnType<typeof jsonReply> | undefined;

/** Answers what is open to everyone: the contract, the health, and our 404 for every other address; and tells who calls. */
export const handler = httpHandler({
  async 'GET /v1/openapi.json'() {
    // Made when first asked for: most starts of this function only tell its health.
    documentReply ??= jsonReply(openApiDocument(contract), caching.openToAll);
    return documentReply;
  },
  async 'GET /v1/caller'(event) {
    return jsonReply(viewCaller(callerScopes(event)), caching.never);
  },
  async 'GET /v1/health'() {
    return jsonReply(healthView, caching.never);
  },
});
