import type { RouteMatch } from "./match.ts";

/** What the request trace reads of a stored MeshHTTPRoute. */
export interface RouteResource {
  readonly name: string;
  readonly targetRef: {
    readonly kind: string;
    readonly name?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly to: readonly {
    readonly hostnames?: readonly string[];
    readonly targetRef: RouteDestination;
    readonly rules?: readonly RouteRule[];
  }[];
}

export interface RouteDestination {
  readonly kind: string;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly sectionName?: string;
  readonly weight?: number;
}

export interface RouteRule {
  readonly matches: readonly RouteMatch[];
  readonly default: {
    readonly filters?: readonly RouteFilter[];
    readonly backendRefs?: readonly RouteDestination[];
  };
}

export interface RouteFilter {
  readonly type: string;
  readonly requestRedirect?: {
    readonly scheme?: string;
    readonly hostname?: string;
    readonly port?: number;
    readonly path?: PathModifier;
    readonly statusCode?: number;
  };
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathModifier };
  readonly requestMirror?: { readonly backendRef: RouteDestination };
}

export interface PathModifier {
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

/** One way into a rule: a rule is entered by any of its matches. */
export interface Entry {
  readonly route: string;
  /** Index of the rule in its route's `to[…].rules`. */
  readonly rule: number;
  readonly to: number;
  readonly match: RouteMatch;
  readonly action: RouteRule["default"];
  /** Other routes whose rule has the same matches: Kuma made one rule of them. */
  readonly mergedWith: readonly string[];
}

/**
 * The rules of several routes as one list. Rules with equal `matches` become one, in which the route that sorts first by name
 * wins field by field. kuma: meshhttproute.go, policyMergeKey
 */
export function mergedEntries(routes: readonly { readonly route: RouteResource; readonly to: number }[]): Entry[] {
  const byMatches = new Map<string, { rule: RouteRule; route: string; index: number; to: number; merged: string[] }>();
  // Later ones win, so the names run backwards.
  const ordered = [...routes].sort((a, b) => (a.route.name < b.route.name ? 1 : a.route.name > b.route.name ? -1 : 0));
  for (const { route, to } of ordered) {
    for (const [index, rule] of (route.to[to]?.rules ?? []).entries()) {
      const key = JSON.stringify(rule.matches);
      const before = byMatches.get(key);
      byMatches.set(key, {
        rule: before === undefined ? rule : { ...rule, default: { ...before.rule.default, ...rule.default } },
        route: route.name,
        index,
        to,
        merged: before === undefined || before.route === route.name ? [] : [before.route, ...before.merged],
      });
    }
  }
  return [...byMatches.values()].flatMap(({ rule, route, index, to, merged }) =>
    rule.matches.map((match) => ({ route, rule: index, to, match, action: rule.default, mergedWith: merged })),
  );
}
