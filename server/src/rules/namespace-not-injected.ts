import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { keyOf } from "../kubernetes/object.ts";
import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { at } from "../kuma/trace.ts";
import { isKumas } from "./kuma-parents.ts";
import { objectKey } from "./object-key.ts";
import { defineAdvice } from "./rule.ts";

const injectionLabel = "kuma.io/sidecar-injection";
const validValue = /^[a-zA-Z0-9.\-_]+$/;

/** Only where it matters: the webhook would have refused the tags of the Gateway's config. */
export const namespaceNotInjected = defineAdvice({
  code: "namespace-not-injected",
  kinds: [gatewayKind],
  severity: "information",
  says: ({ namespace, tag }: { readonly namespace: string; readonly tag: string }) =>
    `Namespace "${namespace}" has no label "${injectionLabel}", so Kuma's webhook does not see the generated MeshGatewayInstance and lets tag "${tag}" pass, which it would refuse elsewhere.`,
  *check(gateway, context) {
    const { cluster, controlPlane } = context;
    const { validatesInstances, webhooksNeedInjectionLabel } = controlPlane.behavior;
    if (!validatesInstances || !webhooksNeedInjectionLabel || !isKumas(gateway, context)) return;
    const namespace = cluster.get(namespaceKind, "", gateway.metadata.namespace ?? "");
    if (namespace === undefined || namespace.metadata.labels?.[injectionLabel] !== undefined) return;
    const parameters = cluster.get(gatewayClassKind, "", gateway.spec.gatewayClassName)?.spec.parametersRef;
    if (parameters === undefined) return;
    const tags = cluster.get(meshGatewayConfigKind, "", parameters.name)?.spec?.tags ?? {};
    const tag = Object.keys(tags).find((key) => key === "kuma.io/service" || !validValue.test(tags[key] ?? ""));
    if (tag === undefined) return;
    yield {
      at: at(keyOf(gateway), "metadata", "namespace"),
      args: { namespace: namespace.metadata.name, tag },
      related: [
        {
          at: at(objectKey(meshGatewayConfigKind, "", parameters.name), "spec", "tags", tag),
          message: "the tag",
        },
      ],
    };
  },
});
