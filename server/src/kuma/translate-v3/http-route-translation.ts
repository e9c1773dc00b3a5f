/** An HTTPRoute with Services and MeshServices as parents, as 3.0 reads it; Gateways are nothing to it. kuma 3.0: http_route_controller.go */
import type { HTTPRoute, ParentReference } from "../../gateway-api/kinds/http-route.ts";
import { displayName, keyOf, type ObjectKey } from "../../kubernetes/object.ts";
import { meshServiceKind } from "../kinds/mesh-service.ts";
import type { Place } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at, below, from, type Traced } from "../trace.ts";
import { parentKindOf } from "../translate/attachment.ts";
import { quote } from "../translate/backend-ref.ts";
import { serviceNamed } from "../translate/external.ts";
import { acceptedCondition, inOrder, resolvedRefsCondition } from "../translate/http-route-status.ts";
import { meshOf } from "../translate/mesh-of.ts";
import {
  displayNameLabel,
  gatewayApiGroup,
  kubeNamespaceLabel,
  kumaGroup,
  routeNameForMeshService,
  routeNameForService,
} from "../translate/naming.ts";
import { unresolvedProblems } from "../translate/parent-problem.ts";
import { Candidates, type ParentOutcome, type RouteTranslation } from "../translate/route-translation.ts";
import { translateRules } from "../translate/rule.ts";
import type { View } from "../view.ts";
import { backendResolver, meshServiceLabels, portName } from "./backend-ref.ts";

export function translateRoute(view: View, route: HTTPRoute): RouteTranslation {
  const key = keyOf(route);
  const { namespace, name } = key;
  const mesh = meshOf(view.cluster, route, view.controlPlane.behavior.routeMesh);
  const parents: ParentOutcome[] = [];
  const destinations = new Map<string, Destination[]>();
  const candidates = new Candidates();
  const problems: Problem[] = [];
  const rules = translateRules(backendResolver(view, namespace), route);
  const [firstUnresolved] = rules.unresolved;
  const resolvedRefs = resolvedRefsCondition([firstUnresolved?.at ?? at(key, "spec", "rules")], firstUnresolved);

  for (const [index, ref] of (route.spec.parentRefs ?? []).entries()) {
    const place = at(key, "spec", "parentRefs", index);
    const parent = findParent(view, ref, namespace);
    if (parent === undefined) {
      const { group = gatewayApiGroup, kind = "Gateway" } = ref;
      const blamed = kind === "Gateway" || kind === "Service" || kind === "MeshService" ? "group" : "kind";
      problems.push({ code: "parent-kind-unsupported", at: below(place, blamed), args: { group, kind } });
      continue;
    }
    const chosen = "refusal" in parent ? parent : choosePorts(parent, ref, place);
    if ("refusal" in chosen) {
      const accepted = acceptedCondition([place], { reason: "NoMatchingParent", message: chosen.refusal });
      parents.push({ index, ref, accepted: false, conditions: [accepted, resolvedRefs] });
      const because = { condition: accepted, of: key, parent: displayName(parent.key) };
      problems.push({ ...chosen.problem(place), because });
      continue;
    }
    if ("refusal" in parent) continue;
    parents.push({ index, ref, accepted: true, conditions: inOrder(acceptedCondition([place]), resolvedRefs) });
    const candidate = parent.routeName({ namespace, name }, ref);
    // Refs to one parent share an object, which has each destination once.
    const before = destinations.get(candidate) ?? [];
    const to = [...before, ...chosen.to.filter(({ id }) => !before.some((other) => other.id === id))];
    destinations.set(candidate, to);
    const producer = parent.key.namespace === namespace;
    candidates.set({
      name: candidate,
      parentRef: place,
      spec: {
        targetRef: from(
          place,
          producer ? { kind: "Mesh" } : { kind: "Dataplane", labels: { [kubeNamespaceLabel]: namespace } },
        ),
        to: to.length === 0 ? undefined : to.map(({ targetRef }) => ({ targetRef, rules: rules.rules })),
      },
    });
  }
  problems.push(...unresolvedProblems(route, parents, [rules]));
  return { mesh, parents, candidates: candidates.list(), problems };
}

interface Destination {
  /** Equal for equal targetRefs. */
  readonly id: string;
  readonly targetRef: Traced;
}

interface Refused {
  readonly refusal: string;
  readonly problem: (place: Place) => Problem;
}

interface Parent {
  readonly key: ObjectKey;
  readonly routeName: typeof routeNameForService;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
}

/** `undefined` for a kind that 3.0 does not look at. */
function findParent(
  view: View,
  ref: ParentReference,
  routeNamespace: string,
): Parent | (Refused & { readonly key: ObjectKey }) | undefined {
  const namespace = ref.namespace ?? routeNamespace;
  const { name } = ref;
  const args = { namespace, name };
  switch (parentKindOf(ref)) {
    case "Service": {
      const key: ObjectKey = { group: "", kind: "Service", namespace, name };
      const service = serviceNamed(view, namespace, name, ref.port);
      if (service === undefined) {
        return {
          key,
          refusal: `Service ${quote(displayName(key))} does not exist`,
          problem: (place) => ({ code: "parent-service-missing", at: below(place, "name"), args }),
        };
      }
      if (service.spec?.clusterIP === "None") {
        return {
          key,
          refusal: `Service ${quote(displayName(key))} has no MeshService to attach to`,
          problem: (place) => ({
            code: "parent-service-headless",
            at: below(place, "name"),
            args,
            related: [{ at: at(key, "spec", "clusterIP"), message: "a headless Service" }],
          }),
        };
      }
      const labels = { [displayNameLabel]: name, [kubeNamespaceLabel]: namespace };
      return { key, routeName: routeNameForService, labels, ports: service.spec?.ports ?? [] };
    }
    case "MeshService": {
      const key: ObjectKey = { group: kumaGroup, kind: "MeshService", namespace, name };
      const service = view.cluster.get(meshServiceKind, namespace, name);
      if (service === undefined) {
        return {
          key,
          refusal: `MeshService ${quote(displayName(key))} does not exist`,
          problem: (place) => ({ code: "parent-mesh-service-missing", at: below(place, "name"), args }),
        };
      }
      const ports = service.spec?.ports ?? [];
      return { key, routeName: routeNameForMeshService, labels: meshServiceLabels(service), ports };
    }
    default:
      return undefined;
  }
}

/** A parent without any port is fine for a ref that asks for none. */
function choosePorts(
  { key, labels, ports }: Parent,
  ref: ParentReference,
  place: Place,
): Refused | { readonly to: readonly Destination[] } {
  const asksForOne = ref.port !== undefined || ref.sectionName !== undefined;
  const to: Destination[] = [];
  for (const [i, port] of ports.entries()) {
    const section = portName(port);
    if (ref.port !== undefined && ref.port !== port.port) continue;
    if (ref.sectionName !== undefined && ref.sectionName !== section) continue;
    const where = at(key, "spec", "ports", i);
    to.push({
      id: section,
      targetRef: from([below(place, "name"), where], {
        kind: "MeshService",
        labels,
        sectionName: from([...sectionPlaces(ref, place), below(where, "name")], section),
      }),
    });
  }
  if (to.length > 0 || !asksForOne) return { to };
  return {
    refusal: `${key.kind} ${quote(displayName(key))} has no port matching the parentRef`,
    problem: () => noSuchPort(key, ports, ref, place),
  };
}

function sectionPlaces(ref: ParentReference, place: Place): readonly Place[] {
  if (ref.sectionName !== undefined) return [below(place, "sectionName")];
  return ref.port === undefined ? [] : [below(place, "port")];
}

function noSuchPort(key: ObjectKey, ports: Parent["ports"], ref: ParentReference, place: Place): Problem {
  const related = [{ at: at(key, "spec", "ports"), message: `the ${key.kind}'s ports` }];
  const numbers = ports.map(({ port }) => port);
  const { namespace, name } = key;
  if (ref.sectionName !== undefined && (ref.port === undefined || numbers.includes(ref.port))) {
    const args = { parent: displayName(key), section: ref.sectionName, sections: ports.map(portName) };
    return { code: "parent-section-missing", at: below(place, "sectionName"), args, related };
  }
  const args = { namespace, name, port: ref.port ?? 0, ports: numbers };
  return { code: "parent-service-port-missing", at: below(place, "port"), args, related };
}
