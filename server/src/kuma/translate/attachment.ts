/** Whether a route binds to a parent. kuma: attachment.go */
import { routeMeetsListener } from "../../gateway-api/hostname.ts";
import { type Gateway, gatewayKind, type Listener } from "../../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../../gateway-api/kinds/gateway-class.ts";
import type { HTTPRoute, ParentReference } from "../../gateway-api/kinds/http-route.ts";
import { namespaceKind } from "../../kubernetes/kinds/namespace.ts";
import { keyOf } from "../../kubernetes/object.ts";
import { type Labels, selectorOf } from "../../kubernetes/selector.ts";
import type { Behavior } from "../behavior.ts";
import type { Place } from "../place.ts";
import { at } from "../trace.ts";
import type { View } from "../view.ts";
import { controllerName, gatewayApiGroup } from "./naming.ts";

/** Why a ref to a Gateway is not accepted: the reason of its condition, whose message is always empty. */
export type AttachmentRefusal = "NoMatchingParent" | "NoMatchingListenerHostname" | "NotAllowedByListeners";

export type GatewayAttachment =
  /** Not Kuma's: no status, nothing generated. */
  | { readonly result: "ignored"; readonly because: "gateway-missing" }
  | {
      readonly result: "ignored";
      readonly because: "other-class";
      readonly gateway: Gateway;
      readonly controller: string;
    }
  /** The listener's selector cannot be read, which ends the whole reconciliation. */
  | { readonly result: "failed"; readonly gateway: Gateway; readonly listener: number; readonly error: string }
  | { readonly result: "accepted"; readonly gateway: Gateway; readonly listeners: readonly number[] }
  | {
      readonly result: "refused";
      readonly reason: AttachmentRefusal;
      readonly gateway: Gateway;
      /** The listeners that the ref asks for, as indices. */
      readonly listeners: readonly number[];
    };

/** The kinds of parents that some release looks at. */
export function parentKindOf(ref: ParentReference): "Gateway" | "Service" | "MeshService" | undefined {
  const { group = gatewayApiGroup, kind = "Gateway" } = ref;
  if (kind === "Gateway" && group === gatewayApiGroup) return "Gateway";
  if (kind === "Service" && (group === "" || group === gatewayApiGroup)) return "Service";
  if (kind === "MeshService" && group === "kuma.io") return "MeshService";
  return undefined;
}

export function attachToGateway(view: View, route: HTTPRoute, ref: ParentReference): GatewayAttachment {
  const { behavior } = view.controlPlane;
  const routeNamespace = route.metadata.namespace ?? "";
  const gateway = view.cluster.get(gatewayKind, ref.namespace ?? routeNamespace, ref.name);
  if (gateway === undefined) return { result: "ignored", because: "gateway-missing" };
  const controller = view.cluster.get(gatewayClassKind, "", gateway.spec.gatewayClassName)?.spec.controllerName;
  if (controller !== controllerName) {
    return { result: "ignored", because: "other-class", gateway, controller: controller ?? "" };
  }

  const selected: number[] = [];
  for (const [i, listener] of gateway.spec.listeners.entries()) if (asksFor(ref, listener, behavior)) selected.push(i);
  const refused = (reason: AttachmentRefusal): GatewayAttachment => ({
    result: "refused",
    reason,
    gateway,
    listeners: selected,
  });

  // Hostnames come first: with hostnames, a ref that selects no listener is told that none of them matches.
  const { hostnames } = route.spec;
  const meets = selected.some((i) =>
    routeMeetsListener(hostnames, gateway.spec.listeners[i]?.hostname, behavior.wildcardsMatchWholeLabels),
  );
  if (!meets && hostnames !== undefined && hostnames.length > 0) return refused("NoMatchingListenerHostname");

  const looked = behavior.looksAtUnselectedListeners ? [...gateway.spec.listeners.keys()] : selected;
  const allowed: number[] = [];
  for (const i of looked) {
    const listener = gateway.spec.listeners[i];
    if (listener === undefined) continue;
    const permission = allowsNamespace(view, listener, gateway.metadata.namespace ?? "", routeNamespace);
    if (typeof permission === "string") return { result: "failed", gateway, listener: i, error: permission };
    if (permission && selected.includes(i)) allowed.push(i);
  }
  if (selected.length === 0) return refused("NoMatchingParent");
  return allowed.length > 0 ? { result: "accepted", gateway, listeners: allowed } : refused("NotAllowedByListeners");
}

/** Whether a ref to a Gateway asks for one of its listeners. */
export function asksFor(ref: ParentReference, listener: Listener, { parentRefPort }: Behavior): boolean {
  if (ref.sectionName !== undefined && ref.sectionName !== listener.name) return false;
  return !parentRefPort || ref.port === undefined || ref.port === listener.port;
}

/** Whether a listener takes routes of a namespace, or the error that its selector is. `kinds` are not looked at here. */
export function allowsNamespace(
  view: View,
  listener: Listener,
  gatewayNamespace: string,
  routeNamespace: string,
): boolean | string {
  const namespaces = listener.allowedRoutes?.namespaces;
  switch (namespaces?.from ?? "Same") {
    case "All":
      return true;
    case "Same":
      return gatewayNamespace === routeNamespace;
    case "Selector": {
      const selector = selectorOf(namespaces?.selector);
      return "error" in selector ? selector.error : selector.matches(namespaceLabels(view, routeNamespace));
    }
    default:
      return false;
  }
}

/** A namespace's labels, with the one that the API server adds. A namespace that nobody wrote has only that. */
export function namespaceLabels(view: View, namespace: string): Labels {
  return {
    ...view.cluster.get(namespaceKind, "", namespace)?.metadata.labels,
    "kubernetes.io/metadata.name": namespace,
  };
}

export function listenerPlace(gateway: Gateway, index: number, ...path: (string | number)[]): Place {
  return at(keyOf(gateway), "spec", "listeners", index, ...path);
}

/** The labels that a namespace would need to have more for a listener's selector, where adding labels is enough. */
export function missingLabelsFor(view: View, listener: Listener, namespace: string): Labels | undefined {
  const { from, selector } = listener.allowedRoutes?.namespaces ?? {};
  if (from !== "Selector" || selector === undefined) return undefined;
  const labels = namespaceLabels(view, namespace);
  const missing: Record<string, string> = {};
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labels[key] !== value) missing[key] = value;
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const [value] = values;
    const written = missing[key] ?? labels[key] ?? "";
    if (operator === "In" && value !== undefined && !values.includes(written)) missing[key] = value;
  }
  const matcher = selectorOf(selector);
  return "matches" in matcher && matcher.matches({ ...labels, ...missing }) ? missing : undefined;
}
