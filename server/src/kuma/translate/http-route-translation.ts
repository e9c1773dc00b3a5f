/** An HTTPRoute with Gateways and Services as parents, as 2.7 to 2.14 read it. kuma: http_route_controller.go `gapiToKumaRoutes` */
import type { BackendObjectReference, HTTPRoute, ParentReference } from "../../gateway-api/kinds/http-route.ts";
import type { Service } from "../../kubernetes/kinds/service.ts";
import { keyOf } from "../../kubernetes/object.ts";
import type { Condition, Place } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at, below, copied, from, type Traced } from "../trace.ts";
import type { View } from "../view.ts";
import { attachToGateway, parentKindOf } from "./attachment.ts";
import { backendResolver } from "./backend-ref.ts";
import { serviceNamed } from "./external.ts";
import { acceptedCondition, inOrder, resolvedRefsCondition } from "./http-route-status.ts";
import { meshOf } from "./mesh-of.ts";
import {
  gatewayApiGroup,
  kubeNamespaceLabel,
  listenerNameTag,
  listenerPortTag,
  meshGatewayName,
  routeNameForGateway,
  routeNameForService,
  serviceTag,
} from "./naming.ts";
import {
  ignoredGateway,
  missingPort,
  refusedByGateway,
  selectorFailure,
  unresolvedProblems,
} from "./parent-problem.ts";
import { Candidates, type ParentOutcome, type RouteTranslation } from "./route-translation.ts";
import { type TranslatedRules, translateRules } from "./rule.ts";

export function translateRoute(view: View, route: HTTPRoute): RouteTranslation {
  const key = keyOf(route);
  const { namespace, name } = key;
  const mesh = meshOf(view.cluster, route, view.controlPlane.behavior.routeMesh);
  const parents: ParentOutcome[] = [];
  const candidates = new Candidates();
  const problems: Problem[] = [];
  /** Grants make the difference between the two kinds of parents: a route that stays in its namespace is translated once. */
  const translated = new Map<boolean, TranslatedRules>();
  const rulesFor = (onGateway: boolean): TranslatedRules => {
    const needsGrants = onGateway && leavesNamespace(route);
    const resolver = backendResolver({ view, namespace, mesh: mesh.mesh, needsGrants });
    const rules = translated.get(needsGrants) ?? translateRules(resolver, route);
    translated.set(needsGrants, rules);
    return rules;
  };

  for (const [index, ref] of (route.spec.parentRefs ?? []).entries()) {
    const place = at(key, "spec", "parentRefs", index);
    const parentNamespace = ref.namespace ?? namespace;
    switch (parentKindOf(ref)) {
      case "Gateway": {
        const attachment = attachToGateway(view, route, ref);
        if (attachment.result === "ignored") {
          problems.push(ignoredGateway(attachment, ref, parentNamespace, place));
          break;
        }
        if (attachment.result === "failed") {
          const message = `could not generate MeshHTTPRoute.kuma.io resources: unable to check parent ref ${index}: internal error: couldn't convert to selector: ${attachment.error}`;
          return {
            mesh,
            parents: [],
            candidates: [],
            problems: [],
            failure: selectorFailure(attachment, place, message),
          };
        }
        const rules = rulesFor(true);
        const accepted = attachment.result === "accepted";
        const condition = acceptedCondition(
          [place],
          attachment.result === "refused" ? { reason: attachment.reason, message: "" } : undefined,
        );
        parents.push({ index, ref, accepted, conditions: conditionsOf(condition, rules, key) });
        if (attachment.result === "refused") {
          problems.push(refusedByGateway(view, route, attachment, ref, place, condition));
        } else {
          const spec = specForGateway(view, route, ref, parentNamespace, place, rules);
          candidates.set({ name: routeNameForGateway({ namespace, name }, ref), spec, parentRef: place });
        }
        break;
      }
      case "Service": {
        const service = serviceNamed(view, parentNamespace, ref.name, ref.port);
        if (service === undefined) {
          const args = { namespace: parentNamespace, name: ref.name };
          problems.push({ code: "parent-service-missing", at: below(place, "name"), args });
          break;
        }
        const rules = rulesFor(false);
        const condition = acceptedCondition([place]);
        parents.push({ index, ref, accepted: true, conditions: conditionsOf(condition, rules, key) });
        const spec = specForService(service, namespace, ref, place, rules);
        candidates.set({ name: routeNameForService({ namespace, name }, ref), spec, parentRef: place });
        const missing = missingPort(service, ref, place);
        if (missing !== undefined) problems.push(missing);
        break;
      }
      default: {
        const { group = gatewayApiGroup, kind = "Gateway" } = ref;
        const blamed = kind === "Gateway" || kind === "Service" ? "group" : "kind";
        problems.push({ code: "parent-kind-unsupported", at: below(place, blamed), args: { group, kind } });
      }
    }
  }
  problems.push(...unresolvedProblems(route, parents, [...translated.values()]));
  return { mesh, parents, candidates: candidates.list(), problems };
}

function leavesNamespace(route: HTTPRoute): boolean {
  const leaves = (ref: BackendObjectReference | undefined) =>
    ref?.namespace !== undefined && ref.namespace !== route.metadata.namespace;
  return (route.spec.rules ?? []).some(
    ({ backendRefs = [], filters = [] }) =>
      backendRefs.some(leaves) || filters.some(({ requestMirror }) => leaves(requestMirror?.backendRef)),
  );
}

function conditionsOf(accepted: Condition, rules: TranslatedRules, key: Place["object"]): readonly Condition[] {
  const [first] = rules.unresolved;
  return inOrder(accepted, resolvedRefsCondition([first?.at ?? at(key, "spec", "rules")], first));
}

function specForGateway(
  view: View,
  route: HTTPRoute,
  ref: ParentReference,
  namespace: string,
  place: Place,
  { rules }: TranslatedRules,
): Traced {
  const { behavior } = view.controlPlane;
  const tags: Record<string, Traced> = {};
  if (ref.sectionName !== undefined) tags[listenerNameTag] = from(below(place, "sectionName"), ref.sectionName);
  if (ref.port !== undefined && behavior.parentRefPort) {
    tags[listenerPortTag] = from(below(place, "port"), String(ref.port));
  }
  const { hostnames } = route.spec;
  const spec = at(keyOf(route), "spec");
  return {
    targetRef: from(place, {
      kind: "MeshGateway",
      name: from([below(place, "name"), below(place, "namespace")], meshGatewayName({ namespace, name: ref.name })),
      tags: Object.keys(tags).length > 0 || behavior.writesEmptyTags ? tags : undefined,
    }),
    to: [
      {
        hostnames: hostnames?.length ? copied(below(spec, "hostnames"), hostnames) : undefined,
        targetRef: from(place, { kind: "Mesh" }),
        rules,
      },
    ],
  };
}

/** In the Service's own namespace the route is for everybody (producer), elsewhere for its namespace alone (consumer). */
function specForService(
  service: Service,
  namespace: string,
  ref: ParentReference,
  place: Place,
  { rules }: TranslatedRules,
): Traced {
  const key = keyOf(service);
  const producer = key.namespace === namespace;
  const ports: readonly { readonly port: number; readonly where: Place }[] =
    ref.port === undefined
      ? (service.spec?.ports ?? []).map(({ port }, i) => ({ port, where: at(key, "spec", "ports", i, "port") }))
      : [{ port: ref.port, where: below(place, "port") }];
  return {
    targetRef: from(
      place,
      producer ? { kind: "Mesh" } : { kind: "MeshSubset", tags: { [kubeNamespaceLabel]: namespace } },
    ),
    to:
      ports.length === 0
        ? undefined
        : ports.map(({ port, where }) => ({
            targetRef: from([below(place, "name"), where], { kind: "MeshService", name: serviceTag(key, port) }),
            rules,
          })),
  };
}
