/** Rules of a route. kuma: http_route_conversion.go `gapiToMeshRules` */
import type { BackendObjectReference, HTTPRoute, HTTPRouteRule } from "../../gateway-api/kinds/http-route.ts";
import { keyOf } from "../../kubernetes/object.ts";
import type { Place } from "../place.ts";
import { at, below, copied, from, type Traced } from "../trace.ts";
import type { View } from "../view.ts";
import type { Backend, UnresolvedRef } from "./backend-ref.ts";
import { translateFilter } from "./filter.ts";
import { translateMatch } from "./match.ts";

/** How a release resolves what rules refer to. */
export interface BackendResolver {
  readonly view: View;
  readonly resolve: (ref: BackendObjectReference, place: Place) => Backend;
  /** Oddly, up to 2.14 a mirror that lacks a grant loses its condition instead of being dropped. */
  readonly keepsForbiddenMirrors: boolean;
}

export interface TranslatedRules {
  /** `undefined` for none: an empty list would be `null`, which the API server prunes. */
  readonly rules: readonly Traced[] | undefined;
  /** In the order in which Kuma comes upon them; the first one is told. */
  readonly unresolved: readonly UnresolvedRef[];
  /** Mirrors that are kept with a backend that may not be referred to (and refused later for its name). */
  readonly forbiddenMirrors: readonly UnresolvedRef[];
}

export function translateRules(resolver: BackendResolver, route: HTTPRoute): TranslatedRules {
  const unresolved: UnresolvedRef[] = [];
  const forbiddenMirrors: UnresolvedRef[] = [];
  const rules = (route.spec.rules ?? []).map((rule, i) => {
    const place = at(keyOf(route), "spec", "rules", i);
    return translateRule(resolver, rule, place, unresolved, forbiddenMirrors);
  });
  return { rules: rules.length === 0 ? undefined : rules, unresolved, forbiddenMirrors };
}

function translateRule(
  resolver: BackendResolver,
  rule: HTTPRouteRule,
  place: Place,
  unresolved: UnresolvedRef[],
  forbiddenMirrors: UnresolvedRef[],
): Traced {
  const { behavior } = resolver.view.controlPlane;
  const filters: Traced[] = [];
  for (const [i, filter] of (rule.filters ?? []).entries()) {
    const translated = translateFilter(behavior, filter, below(place, "filters", i), (ref, where) => {
      const backend = resolver.resolve(ref, where);
      if (backend.unresolved?.reason === "RefNotPermitted" && resolver.keepsForbiddenMirrors) {
        forbiddenMirrors.push(backend.unresolved);
      } else if (backend.unresolved !== undefined) {
        unresolved.push(backend.unresolved);
        return undefined;
      }
      return backend.fields === undefined ? undefined : copied(where, backend.fields);
    });
    if (translated !== undefined) filters.push(translated);
  }

  const backendRefs: Traced[] = [];
  for (const [i, ref] of (rule.backendRefs ?? []).entries()) {
    const where = below(place, "backendRefs", i);
    const backend = resolver.resolve(ref, where);
    if (backend.unresolved !== undefined) unresolved.push(backend.unresolved);
    if (backend.fields === undefined) continue;
    backendRefs.push(copied(where, { ...backend.fields, weight: ref.weight ?? 1 }));
  }

  return from(place, {
    matches: matchesOf(rule, place),
    default: { filters: someOf(filters), backendRefs: someOf(backendRefs) },
  });
}

/** Without any match Kuma has a `null` there, which the API server refuses (the defaulting webhook writes it). */
function matchesOf({ matches = [] }: HTTPRouteRule, place: Place): Traced | undefined {
  return someOf(matches.map((match, i) => translateMatch(match, below(place, "matches", i))));
}

function someOf(list: readonly Traced[]): readonly Traced[] | undefined {
  return list.length === 0 ? undefined : list;
}
