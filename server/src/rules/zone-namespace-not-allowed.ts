import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma, isKumas } from "./kuma-parents.ts";
import { defineAdvice, type RuleContext } from "./rule.ts";

/** kuma: Helm's `namespaceAllowList` binds the control plane's rights to these namespaces and its own. */
export const zoneNamespaceNotAllowed = defineAdvice({
  code: "zone-namespace-not-allowed",
  kinds: [gatewayKind, httpRouteKind] as unknown as readonly KubeKind[],
  severity: "error",
  says: ({ kind, namespace }: { readonly kind: string; readonly namespace: string }) =>
    `Namespace "${namespace}" is not among those that Kuma may write to (namespaceAllowList), so this ${kind} gets no status${kind === "Gateway" ? " and no proxy" : ""}.`,
  *check(object, context) {
    const { behavior, settings } = context.controlPlane;
    const { namespaceAllowList, systemNamespace } = settings;
    const { namespace = "" } = object.metadata;
    if (namespaceAllowList === undefined || !behavior.webhooksNeedInjectionLabel) return;
    if (namespace === systemNamespace || namespaceAllowList.includes(namespace)) return;
    if (!isMeantForKuma(object.kind, namespace, object.metadata.name, context)) return;
    yield { at: at(keyOf(object), "metadata", "namespace"), args: { kind: object.kind, namespace } };
  },
});

function isMeantForKuma(kind: string, namespace: string, name: string, context: RuleContext): boolean {
  if (kind === gatewayKind.kind) {
    const gateway = context.cluster.get(gatewayKind, namespace, name);
    return gateway !== undefined && isKumas(gateway, context);
  }
  const route = context.cluster.get(httpRouteKind, namespace, name);
  return route !== undefined && concernsKuma(route, context);
}
