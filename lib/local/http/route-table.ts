import type { RoutePlan } from '../plan/local-plan.ts';

export interface RouteMatch {
  readonly route: RoutePlan;
  /** Values of the path's variables, URL-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

interface CompiledRoute {
  readonly route: RoutePlan;
  readonly method: string;
  readonly segments: readonly Segment[];
}

const splitPath = (path: string): readonly string[] => path.split('/').slice(1);

function compileSegment(text: string): Segment {
  const variable = /^\{([^}+]+)(\+?)\}$/.exec(text);
  if (variable?.[1] === undefined) return { kind: 'text', text };
  return { kind: variable[2] === '+' ? 'greedy' : 'variable', name: variable[1] };
}

/** A malformed escape stays as it is. */
export function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function matchSegments(segments: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = path[index];
    if (part === undefined || (segment.kind !== 'text' && part === '')) return undefined;
    if (segment.kind === 'greedy') {
      parameters[segment.name] = path.slice(index).map(decodeSegment).join('/');
      return parameters;
    }
    if (segment.kind === 'variable') parameters[segment.name] = decodeSegment(part);
    else if (decodeSegment(part) !== segment.text) return undefined;
  }
  return path.length === segments.length ? parameters : undefined;
}

/** Texts before variables before greedy ones, place by place; of equals, the exact method before ANY. */
function moreSpecific(left: CompiledRoute, right: CompiledRoute): number {
  const rank = (route: CompiledRoute): string =>
    route.segments.map(({ kind }) => (kind === 'text' ? '0' : kind === 'variable' ? '1' : '2')).join('') +
    (route.method === 'ANY' ? '1' : '0');
  return rank(left) < rank(right) ? -1 : 1;
}

/** API Gateway's choice of the route of a request; `$default` takes what no other takes. */
export function createRouteTable(
  routes: readonly RoutePlan[],
): (method: string, encodedPath: string) => RouteMatch | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const compiled = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map((route): CompiledRoute => {
      const [method = 'ANY', path = '/'] = route.routeKey.split(' ');
      return { route, method, segments: splitPath(path).map(compileSegment) };
    })
    .sort(moreSpecific);
  return (method, encodedPath) => {
    const path = splitPath(encodedPath);
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const pathParameters = matchSegments(candidate.segments, path);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback ? { route: fallback, pathParameters: {} } : undefined;
  };
}
