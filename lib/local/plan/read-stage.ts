import { HoldfastError } from '../../../functions/domain/errors.ts';
import { type Properties, propertiesOf } from '../template/properties.ts';
import { type ApiContext, ofType } from './api-context.ts';
import type { Throttle } from './local-plan.ts';

function readThrottle(settings: Properties | undefined, fallback: Throttle | undefined): Throttle | undefined {
  const known = settings?.allow(['DetailedMetricsEnabled', 'ThrottlingBurstLimit', 'ThrottlingRateLimit']);
  const ratePerSecond = known?.optionalNumber('ThrottlingRateLimit') ?? fallback?.ratePerSecond;
  const burst = known?.optionalNumber('ThrottlingBurstLimit') ?? fallback?.burst;
  return ratePerSecond === undefined || burst === undefined ? undefined : { ratePerSecond, burst };
}

/** The throttle of each route, by the stage's settings for it or for all. */
export function readStage(context: ApiContext): (routeKey: string) => Throttle | undefined {
  const [stage] = ofType(context.template, 'AWS::ApiGatewayV2::Stage');
  if (!stage) return () => undefined;
  const given = propertiesOf(stage, context.resolve).allow([
    'AccessLogSettings',
    'ApiId',
    'AutoDeploy',
    'DefaultRouteSettings',
    'Description',
    'RouteSettings',
    'StageName',
    'Tags',
  ]);
  if (given.text('StageName') !== '$default') {
    throw new HoldfastError('local.bad-property', `${given.owner}: only the stage $default is served on this machine`);
  }
  const fallback = readThrottle(given.optionalObject('DefaultRouteSettings'), undefined);
  const perRoute = given.optionalObject('RouteSettings');
  const throttles = new Map(
    (perRoute?.names() ?? []).map((routeKey) => [routeKey, readThrottle(perRoute?.optionalObject(routeKey), fallback)]),
  );
  return (routeKey) => throttles.get(routeKey) ?? fallback;
}
