import { keyOf } from "../kubernetes/object.ts";
import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

/** LoadBalancer is what the API server fills in, so only NodePort is surely somebody's wish. */
export const configCrossMeshServiceType = defineAdvice({
  code: "config-cross-mesh-service-type",
  kinds: [meshGatewayConfigKind],
  severity: "information",
  says: ({ type }: { readonly type: string }) =>
    `The config is cross-mesh, so Kuma makes its Services ClusterIP, whatever is asked for (${type}).`,
  *check(config) {
    if (config.spec?.crossMesh !== true || config.spec.serviceType !== "NodePort") return;
    yield { at: at(keyOf(config), "spec", "serviceType"), args: { type: config.spec.serviceType } };
  },
  fixes: ({ at }) => [{ title: "Change to ClusterIP", changes: [{ set: at, value: "ClusterIP" }] }],
});
