/** What a Gateway's status adds to its own translation: the routes attached, and its addresses. kuma: gateway_status.go */
import { routeMeetsListener } from "../../gateway-api/hostname.ts";
import { type Gateway, gatewayKind, type Listener } from "../../gateway-api/kinds/gateway.ts";
import type { HTTPRoute } from "../../gateway-api/kinds/http-route.ts";
import { displayName, keyFromText, keyOf, keyText, type ObjectKey } from "../../kubernetes/object.ts";
import { instanceStep } from "../instance/instance.ts";
import type { Condition } from "../place.ts";
import type { Step, View } from "../view.ts";
import { parentKindOf } from "./attachment.ts";
import { gatewayStep } from "./gateway.ts";
import { httpRouteStep, routesByParent } from "./http-route.ts";
import type { ListenerOutcome } from "./listener.ts";
import { kumaGroup } from "./naming.ts";

export interface GatewayAddress {
  readonly type: "IPAddress" | "Hostname";
  readonly value: string;
}

export interface ListenerStatus extends ListenerOutcome {
  readonly attachedRoutes: number;
}

export interface GatewayStatus {
  /** Whether Kuma wrote it; otherwise the CRD's own conditions stand there. */
  readonly written: boolean;
  readonly conditions: readonly Condition[];
  readonly listeners: readonly ListenerStatus[];
  /** Once the load balancer has answered; until then there are none. */
  readonly addressesWhenReady: readonly GatewayAddress[];
}

export const gatewayStatusStep: Step<GatewayStatus> = { name: "gateway status", run: statusOf };

function statusOf(view: View, key: string): GatewayStatus {
  const { state, conditions, listeners, meshGateway } = view.ask(gatewayStep, key);
  const { namespace, name } = keyFromText(key);
  const gateway = view.cluster.get(gatewayKind, namespace, name);
  if (state !== "reconciled" || gateway === undefined) {
    return { written: false, conditions, listeners: [], addressesWhenReady: [] };
  }
  const attached = attachedRoutes(view, gateway);
  return {
    written: true,
    conditions,
    listeners: listeners.map((listener, i) => ({ ...listener, attachedRoutes: attached[i] ?? 0 })),
    addressesWhenReady: meshGateway === undefined ? [] : addressesOf(view, { namespace, name }),
  };
}

/**
 * How many refs are attached to each listener. Upstream counts refs, not routes: once a route has one ref to the Gateway, each of
 * its accepted refs counts, wherever it leads.
 */
function attachedRoutes(view: View, gateway: Gateway): readonly number[] {
  const { listeners } = gateway.spec;
  const counts = listeners.map(() => 0);
  for (const route of view.cluster.listBy(routesByParent, displayName(keyOf(gateway)))) {
    if (!hasRefTo(view, route, keyOf(gateway))) continue;
    for (const { sectionName } of view.ask(acceptedRefsStep, keyText(keyOf(route)))) {
      listeners.forEach((listener, i) => {
        if (countsFor(view, route, sectionName, listener)) counts[i] = (counts[i] ?? 0) + 1;
      });
    }
  }
  return counts;
}

interface CountedRef {
  readonly sectionName?: string;
}

/** The accepted refs of a route: all that its Gateways ask of it. */
const acceptedRefsStep: Step<readonly CountedRef[]> = {
  name: "accepted refs",
  run(view, key) {
    const { status, parents } = view.ask(httpRouteStep, key);
    if (status === undefined) return [];
    return parents.flatMap(({ accepted, ref: { sectionName } }) =>
      accepted ? [sectionName === undefined ? {} : { sectionName }] : [],
    );
  },
  kept: true,
};

function hasRefTo(view: View, route: HTTPRoute, gateway: ObjectKey): boolean {
  return (route.spec.parentRefs ?? []).some(
    (ref) =>
      ref.name === gateway.name &&
      (ref.namespace ?? route.metadata.namespace) === gateway.namespace &&
      (!view.controlPlane.behavior.countsRefsOfGatewaysOnly || parentKindOf(ref) === "Gateway"),
  );
}

function countsFor(view: View, route: HTTPRoute, sectionName: string | undefined, listener: Listener): boolean {
  if (sectionName !== undefined) return sectionName === listener.name;
  const { countsByHostname, wildcardsMatchWholeLabels } = view.controlPlane.behavior;
  return !countsByHostname || routeMeetsListener(route.spec.hostnames, listener.hostname, wildcardsMatchWholeLabels);
}

function addressesOf(
  view: View,
  gateway: { readonly namespace: string; readonly name: string },
): readonly GatewayAddress[] {
  const instance = view.ask(instanceStep, keyText({ group: kumaGroup, kind: "MeshGatewayInstance", ...gateway }));
  return (instance.whenReady.loadBalancer?.ingress ?? []).map(({ ip }) => ({ type: "IPAddress", value: ip }));
}
