import { createOffersSwitchParser, viewOffersSwitch } from '../contracts/offers-switch-contract.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { setOffersSwitch } from '../flows/campaigns/set-offers-switch.ts';
import { createOffersSwitchStore } from '../stores/offers-switch-store.ts';
import { callerKeyId } from './http/http-event.ts';
import type { Answer } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { readJsonBody } from './http/json-body.ts';
import { tableAccess } from './wiring.ts';

/** Answers whether all offers are stopped, and stops them or lets them go on. */
export function offersSwitchAnswers(): Readonly<Record<`${'GET' | 'PUT'} /v1/offers/switch`, Answer>> {
  const deps = { offersSwitch: createOffersSwitchStore(tableAccess()), now: () => new Date() };
  const parse = createOffersSwitchParser();
  return {
    async 'GET /v1/offers/switch'() {
      return jsonReply(viewOffersSwitch(await deps.offersSwitch.read()), caching.never);
    },
    async 'PUT /v1/offers/switch'(event) {
      const { stopped } = valueOrProblem(parse(readJsonBody(event)));
      return jsonReply(viewOffersSwitch(await setOffersSwitch(deps, stopped, callerKeyId(event))), caching.never);
    },
  };
}
