import type { KubeKind } from "../kubernetes/object.ts";
import { keyOf } from "../kubernetes/object.ts";
import { externalServiceKind } from "../kuma/kinds/external-service.ts";
import { meshGatewayKind } from "../kuma/kinds/mesh-gateway.ts";
import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { meshGatewayInstanceKind } from "../kuma/kinds/mesh-gateway-instance.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

export const upgrade30BuiltinResource = defineAdvice({
  code: "upgrade-3-0-builtin-resource",
  kinds: [
    meshGatewayKind,
    meshGatewayConfigKind,
    meshGatewayInstanceKind,
    externalServiceKind,
    { group: "kuma.io", kind: "MeshGatewayRoute", namespaced: false },
  ] as readonly KubeKind[],
  severity: "warning",
  says: ({ kind }: { readonly kind: string }) =>
    `The upgrade to Kuma 3.0 deletes the CRD of ${kind}, and with it this object${kind === "ExternalService" ? "; a MeshExternalService takes its place" : ""}.`,
  *check(object, context) {
    if (leavesGateways(context) === undefined) return;
    yield { at: at(keyOf(object), "kind"), args: { kind: object.kind } };
  },
});
