/** What is wrong with the parents and references of a route, as problems: what a reader is owed beside the conditions. */
import type { HTTPRoute, ParentReference } from "../../gateway-api/kinds/http-route.ts";
import type { Service } from "../../kubernetes/kinds/service.ts";
import { displayName, keyOf } from "../../kubernetes/object.ts";
import type { Condition, Place } from "../place.ts";
import type { Because, Problem, RelatedPlace } from "../problem.ts";
import { at, below } from "../trace.ts";
import type { View } from "../view.ts";
import { type GatewayAttachment, listenerPlace, missingLabelsFor } from "./attachment.ts";
import type { ParentOutcome, RouteTranslation } from "./route-translation.ts";
import type { TranslatedRules } from "./rule.ts";

export function ignoredGateway(
  attachment: GatewayAttachment & { readonly result: "ignored" },
  ref: ParentReference,
  namespace: string,
  place: Place,
): Problem {
  const where = below(place, "name");
  if (attachment.because === "gateway-missing") {
    return { code: "parent-gateway-missing", at: where, args: { namespace, name: ref.name } };
  }
  const { gateway, controller } = attachment;
  return {
    code: "parent-gateway-other-class",
    at: where,
    args: { gateway: displayName(keyOf(gateway)), class: gateway.spec.gatewayClassName, controller },
    related: [{ at: at(keyOf(gateway), "spec", "gatewayClassName"), message: "the Gateway's class" }],
  };
}

export function selectorFailure(
  attachment: GatewayAttachment & { readonly result: "failed" },
  place: Place,
  message: string,
): NonNullable<RouteTranslation["failure"]> {
  const { gateway, listener } = attachment;
  const selector = listenerPlace(gateway, listener, "allowedRoutes", "namespaces", "selector");
  const args = {
    gateway: displayName(keyOf(gateway)),
    listener: gateway.spec.listeners[listener]?.name ?? "",
  };
  const related: RelatedPlace[] = [{ at: selector, message: attachment.error }];
  return { message, causes: [place, selector], problem: { code: "parent-selector-invalid", at: place, args, related } };
}

export function refusedByGateway(
  view: View,
  route: HTTPRoute,
  attachment: GatewayAttachment & { readonly result: "refused" },
  ref: ParentReference,
  place: Place,
  condition: Condition,
): Problem {
  const { gateway, listeners: selected } = attachment;
  const parent = displayName(keyOf(gateway));
  const because: Because = { condition, of: place.object, parent };
  const { listeners } = gateway.spec;
  if (selected.length === 0) {
    const named = listeners.filter((listener) => listener.name === ref.sectionName);
    const related: RelatedPlace[] = [
      { at: at(keyOf(gateway), "spec", "listeners"), message: "the Gateway's listeners" },
    ];
    if (ref.sectionName !== undefined && named.length === 0) {
      const args = { parent, section: ref.sectionName, sections: listeners.map((listener) => listener.name) };
      return { code: "parent-section-missing", at: below(place, "sectionName"), args, because, related };
    }
    const ports = [...new Set((named.length > 0 ? named : listeners).map((listener) => listener.port))];
    const args = { parent, port: ref.port ?? 0, ports };
    return { code: "parent-port-mismatch", at: below(place, "port"), args, because, related };
  }
  const chosen = selected.flatMap((i) => listeners[i] ?? []);
  if (attachment.reason === "NoMatchingListenerHostname") {
    return {
      code: "parent-hostname-mismatch",
      // One alone is the word to blame; of several, all are.
      at: at(keyOf(route), "spec", "hostnames", ...(route.spec.hostnames?.length === 1 ? [0] : [])),
      args: {
        gateway: parent,
        hostnames: route.spec.hostnames ?? [],
        listenerHostnames: chosen.map((listener) => listener.hostname ?? ""),
      },
      because,
      related: selected.map((i) => ({ at: listenerPlace(gateway, i, "hostname"), message: "the listener's hostname" })),
    };
  }
  return notAllowed(view, route, attachment, place, because);
}

function notAllowed(
  view: View,
  route: HTTPRoute,
  { gateway, listeners: selected }: GatewayAttachment & { readonly result: "refused" },
  place: Place,
  because: Because,
): Problem {
  const namespace = route.metadata.namespace ?? "";
  const chosen = selected.flatMap((i) => gateway.spec.listeners[i] ?? []);
  // Of several listeners the one that is the easiest to please is told.
  const [labelled] = chosen.flatMap((listener) => {
    const missingLabels = missingLabelsFor(view, listener, namespace);
    return missingLabels === undefined ? [] : [{ from: "Selector" as const, missingLabels }];
  });
  return {
    code: "parent-not-allowed",
    at: below(place, "name"),
    args: {
      gateway: keyOf(gateway),
      listeners: chosen.map((listener) => listener.name),
      namespace,
      ...(labelled ?? { from: chosen[0]?.allowedRoutes?.namespaces?.from ?? "Same" }),
    },
    because,
    related: selected.map((i) => ({
      at: listenerPlace(gateway, i, "allowedRoutes", "namespaces"),
      message: "which namespaces the listener takes routes from",
    })),
  };
}

/** Kuma emits the port all the same: a route for a service that nobody serves. */
export function missingPort(service: Service, ref: ParentReference, place: Place): Problem | undefined {
  const ports = (service.spec?.ports ?? []).map(({ port }) => port);
  if (ref.port === undefined || ports.includes(ref.port)) return undefined;
  const { namespace, name } = keyOf(service);
  return {
    code: "parent-service-port-missing",
    at: below(place, "port"),
    args: { namespace, name, port: ref.port, ports },
    related: [{ at: at(keyOf(service), "spec", "ports"), message: "the Service's ports" }],
  };
}

/** One problem for each bad reference, whatever the number of parents; the one that is told has its condition. */
export function unresolvedProblems(
  route: HTTPRoute,
  parents: readonly ParentOutcome[],
  translated: readonly TranslatedRules[],
): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const rules of translated) {
    for (const { problem, at: where } of rules.unresolved) {
      const id = `${problem.code} ${where.path.join(" ")}`;
      if (problems.has(id)) continue;
      problems.set(id, problem);
      for (const { ref, conditions } of parents) {
        const condition = conditions.find((c) => c.causes?.includes(where) === true);
        if (condition === undefined) continue;
        const parent = displayName({ namespace: ref.namespace ?? route.metadata.namespace ?? "", name: ref.name });
        problems.set(id, { ...problem, because: { condition, of: where.object, parent } });
        break;
      }
    }
  }
  return [...problems.values()];
}
