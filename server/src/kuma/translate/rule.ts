/** Rules of a route. kuma: http_route_conversion.go `gapiToMeshRules` */
import type { HTTPRoute, HTTPRouteRule } from "../../gateway-api/kinds/http-route.ts";
import { keyOf } from "../../kubernetes/object.ts";
import type { Place } from "../place.ts";
import { at, below, copied, type Traced } from "../trace.ts";
import type { BackendResolver, UnresolvedRef } from "./backend-ref.ts";
import { translateFilter } from "./filter.ts";
import { translateMatch } from "./match.ts";

export interface TranslatedRules {
  /** `undefined` for none: an empty list would be `null`, which the API server prunes. */
  readonly rules: Traced | undefined;
  /** In the order in which Kuma comes upon them; the first one is told. */
  readonly unresolved: readonly UnresolvedRef[];
}

/** Rules, matches, filters and backendRefs keep their order, so that their places follow from that of the list. */
export function translateRules(resolver: BackendResolver, route: HTTPRoute): TranslatedRules {
  const unresolved: UnresolvedRef[] = [];
  const place = at(keyOf(route), "spec", "rules");
  const rules = (route.spec.rules ?? []).map((rule, i) => translateRule(resolver, rule, below(place, i), unresolved));
  return { rules: rules.length === 0 ? undefined : copied(place, rules), unresolved };
}

function translateRule(
  resolver: BackendResolver,
  rule: HTTPRouteRule,
  place: Place,
  unresolved: UnresolvedRef[],
): Traced {
  const filters: Traced[] = [];
  for (const [i, filter] of (rule.filters ?? []).entries()) {
    const where = below(place, "filters", i);
    const translated = translateFilter(resolver, filter, where, unresolved);
    // Where one was dropped, the others are not at their places any more.
    if (translated !== undefined) filters.push(filters.length === i ? translated : copied(where, translated));
  }
  const backendRefs: Traced[] = [];
  for (const [i, ref] of (rule.backendRefs ?? []).entries()) {
    const where = below(place, "backendRefs", i);
    const backend = resolver.resolve(ref, where);
    if (backend.unresolved !== undefined) unresolved.push(backend.unresolved);
    if (backend.fields === undefined) continue;
    const translated = { ...backend.fields, weight: ref.weight ?? 1 };
    backendRefs.push(backendRefs.length === i ? translated : copied(where, translated));
  }
  return {
    matches: someOf((rule.matches ?? []).map(translateMatch)),
    default: copied(place, { filters: someOf(filters), backendRefs: someOf(backendRefs) }),
  };
}

/**
 * An empty list is `null` to Kuma, which the API server prunes; but for `matches`, where the defaulting webhook writes that
 * null and the schema then refuses it.
 */
function someOf(list: readonly Traced[]): readonly Traced[] | undefined {
  return list.length === 0 ? undefined : list;
}
