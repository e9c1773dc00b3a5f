/** What of an HTTPRoute is to blame where Kuma's webhooks or the API server refuse the MeshHTTPRoute that it becomes (§3.6). */
import {
  type HTTPHeaderFilter,
  type HTTPRoute,
  type HTTPRouteRule,
  httpRouteKind,
} from "../../gateway-api/kinds/http-route.ts";
import type { ObjectKey } from "../../kubernetes/object.ts";
import type { Place, Refusal } from "../place.ts";
import type { Because, Problem } from "../problem.ts";
import { at, below } from "../trace.ts";
import type { View } from "../view.ts";
import { parentKindOf } from "./attachment.ts";
import { backendKey, externalServiceOf, serviceOf } from "./backend-ref.ts";
import type { MeshOf } from "./mesh-of.ts";
import { gatewayApiGroup } from "./naming.ts";
import { isPermitted } from "./reference-grant.ts";
import type { CandidateRoute } from "./route-translation.ts";

/** The longest name that an object may have. */
const longestName = 253;

interface Blame {
  readonly view: View;
  readonly route: ObjectKey;
  readonly mesh: string;
  readonly onGateway: boolean;
  readonly because: Because;
  readonly problems: Problem[];
}

export function routeRefusalProblems(
  view: View,
  key: ObjectKey,
  mesh: MeshOf,
  { name, parentRef }: Pick<CandidateRoute, "name" | "parentRef">,
  refusal: Refusal,
): readonly Problem[] {
  const because: Because = { refusal };
  if (refusal.by.startsWith("owner-reference.")) {
    const told = { at: mesh.from, args: { mesh: mesh.mesh }, because };
    const isMissing = refusal.message?.includes("not found") === true;
    return [isMissing ? { code: "mesh-missing", ...told } : { code: "mesh-name-invalid", ...told }];
  }
  if (name.length > longestName) {
    const args = { length: name.length, limit: longestName };
    return [{ code: "parent-service-name-too-long", at: below(parentRef, "name"), args, because }];
  }
  const route = view.cluster.get(httpRouteKind, key.namespace, key.name);
  const rules = route?.spec.rules ?? [];
  const place = at(key, "spec", "rules");
  if (route !== undefined && rules.length === 0) {
    return [{ code: "route-rules-empty", at: place, args: { route: key.name }, because }];
  }
  const problems: Problem[] = [];
  const blame: Blame = {
    view,
    route: key,
    mesh: mesh.mesh,
    onGateway: isOnGateway(route, parentRef),
    because,
    problems,
  };
  const isWebhook = refusal.by.startsWith("validator.");
  for (const [i, rule] of rules.entries()) {
    if (isWebhook) blameOfValidator(blame, rule, below(place, i), i);
    else blameOfSchema(blame, rule, below(place, i), i);
  }
  if (problems.length > 0) return problems;
  const where = at(key, "metadata", "name");
  return [{ code: "generated-refused", at: where, args: { kind: "MeshHTTPRoute", name }, because }];
}

function isOnGateway(route: HTTPRoute | undefined, parentRef: Place): boolean {
  const ref = route?.spec.parentRefs?.[Number(parentRef.path.at(-1))];
  return ref !== undefined && parentKindOf(ref) === "Gateway";
}

// kuma: meshhttproute/api/v1alpha1/validation.go
function blameOfValidator(blame: Blame, rule: HTTPRouteRule, place: Place, index: number): void {
  const { because, problems, view, route } = blame;
  const { filters = [], backendRefs = [] } = rule;
  for (const [i, filter] of filters.entries()) {
    const where = below(place, "filters", i);
    for (const field of ["requestHeaderModifier", "responseHeaderModifier"] as const) {
      const modifier = filter[field];
      if (modifier !== undefined) blameHeaders(blame, filter.type, modifier, below(where, field));
    }
    for (const field of ["requestRedirect", "urlRewrite"] as const) {
      const hostname = filter[field]?.hostname;
      if (hostname === undefined || !isAddress(hostname)) continue;
      problems.push({
        code: "filter-hostname-is-address",
        at: below(where, field, "hostname"),
        args: { hostname },
        because,
      });
    }
    const mirror = filter.requestMirror?.backendRef;
    if (mirror === undefined) continue;
    const refPlace = below(where, "requestMirror", "backendRef");
    const to = backendKey(mirror, route.namespace);
    const mayRefer = isPermitted(view, { group: gatewayApiGroup, kind: "HTTPRoute", namespace: route.namespace }, to);
    if (blame.onGateway && !mayRefer) {
      problems.push({
        code: "filter-mirror-not-permitted",
        at: below(refPlace, "namespace"),
        args: { from: route.namespace, namespace: to.namespace, name: to.name, kind: to.kind, group: to.group },
        because,
      });
    } else blameExternalService(blame, to, refPlace);
  }
  if (blame.onGateway && backendRefs.length === 0 && !filters.some(({ type }) => type === "RequestRedirect")) {
    problems.push({ code: "backend-none", at: place, args: { rule: index }, because });
  }
  for (const [i, ref] of backendRefs.entries()) {
    blameExternalService(blame, backendKey(ref, route.namespace), below(place, "backendRefs", i));
  }
}

/** Names are compared as Kuma has them: lower case in `set` and `add`, as written in `remove`. */
function blameHeaders(
  { because, problems, view }: Blame,
  filter: string,
  modifier: HTTPHeaderFilter,
  place: Place,
): void {
  const { set = [], add = [], remove } = modifier;
  const names = [
    ...set.map(({ name }, i) => ({ header: name.toLowerCase(), where: below(place, "set", i, "name") })),
    ...add.map(({ name }, i) => ({ header: name.toLowerCase(), where: below(place, "add", i, "name") })),
    ...(remove ?? []).map((name, i) => ({ header: name, where: below(place, "remove", i) })),
  ];
  if (names.length === 0 && !(remove !== undefined && view.controlPlane.behavior.writesEmptyTags)) {
    problems.push({ code: "filter-header-empty", at: place, args: { filter }, because });
  }
  const seen = new Set<string>();
  for (const { header, where } of names) {
    if (seen.has(header)) problems.push({ code: "filter-header-twice", at: where, args: { header }, because });
    seen.add(header);
  }
}

function blameExternalService({ because, problems, view, mesh }: Blame, to: ObjectKey, place: Place): void {
  const external = externalServiceOf(view, to, mesh);
  if (external === undefined) return;
  const service = serviceOf(external);
  if (/^[0-9a-z.\-_]*$/.test(service)) return;
  problems.push({
    code: "backend-external-service-name",
    at: below(place, "name"),
    args: { name: to.name, service },
    because,
  });
}

/** What the CRD of MeshHTTPRoute does not take although Gateway API's does. */
function blameOfSchema({ because, problems }: Blame, rule: HTTPRouteRule, place: Place, index: number): void {
  const { matches, filters = [] } = rule;
  if (matches !== undefined && matches.length === 0) {
    problems.push({ code: "match-empty-list", at: below(place, "matches"), args: { rule: index }, because });
  }
  for (const [i, { path }] of (matches ?? []).entries()) {
    if (path?.type !== "RegularExpression" || path.value !== "") continue;
    const where = below(place, "matches", i, "path", "value");
    problems.push({ code: "match-regex-empty", at: where, args: { rule: index }, because });
  }
  for (const [i, filter] of filters.entries()) {
    for (const field of ["requestHeaderModifier", "responseHeaderModifier"] as const) {
      for (const part of ["set", "add"] as const) {
        const seen = new Set<string>();
        for (const [j, { name }] of (filter[field]?.[part] ?? []).entries()) {
          const header = name.toLowerCase();
          const where = below(place, "filters", i, field, part, j, "name");
          if (seen.has(header)) problems.push({ code: "filter-header-twice", at: where, args: { header }, because });
          seen.add(header);
        }
      }
    }
  }
}

/** The pattern of hostnames lets only IPv4 literals through. */
function isAddress(hostname: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(hostname) && hostname.split(".").every((part) => Number(part) <= 255);
}
