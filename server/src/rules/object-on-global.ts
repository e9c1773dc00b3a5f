import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice, type RuleContext } from "./rule.ts";

export const objectOnGlobal = defineAdvice({
  code: "object-on-global",
  kinds: [gatewayClassKind, gatewayKind, httpRouteKind] as readonly KubeKind[],
  severity: "error",
  says: ({ kind, cluster }: { readonly kind: string; readonly cluster: string }) =>
    `"${cluster}" is a global control plane, which takes no notice of Gateway API objects: apply this ${kind} to the zones.`,
  *check(object, context) {
    const { behavior, settings } = context.controlPlane;
    if (settings.mode !== "global" || behavior.reconcilesOnGlobal || !isMeantForKuma(object, context)) return;
    yield { at: at(keyOf(object), "kind"), args: { kind: object.kind, cluster: context.world.cluster } };
  },
});

type Checked = Parameters<typeof keyOf>[0];

function isMeantForKuma(object: Checked, context: RuleContext): boolean {
  const { cluster } = context;
  switch (object.kind) {
    case "GatewayClass":
      return cluster.get(gatewayClassKind, "", object.metadata.name)?.spec.controllerName === controllerName;
    case "Gateway": {
      const name = cluster.get(gatewayKind, object.metadata.namespace ?? "", object.metadata.name)?.spec
        .gatewayClassName;
      const controller = cluster.get(gatewayClassKind, "", name ?? "")?.spec.controllerName;
      return controller === controllerName || (controller === undefined && name === "kuma");
    }
    default: {
      const route = cluster.get(httpRouteKind, object.metadata.namespace ?? "", object.metadata.name);
      if (route === undefined) return false;
      // Gateways on a global are nobody's, so those count by their class alone.
      return (
        concernsKuma(route, context) ||
        (route.spec.parentRefs ?? []).some((ref) => {
          const gateway = cluster.get(gatewayKind, ref.namespace ?? route.metadata.namespace ?? "", ref.name);
          return ref.kind === "Gateway" && gateway !== undefined && isMeantForKuma(gateway, context);
        })
      );
    }
  }
}
