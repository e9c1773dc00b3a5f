import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

const enforceLabel = "pod-security.kubernetes.io/enforce";

export const gatewayPodSecurityRestricted = defineAdvice({
  code: "gateway-pod-security-restricted",
  kinds: [gatewayKind],
  severity: "warning",
  says: ({ namespace }: { readonly namespace: string }) =>
    `Namespace "${namespace}" enforces the "restricted" pod security standard, which the generated proxy does not meet: the Deployment will have no pods.`,
  *check(gateway, context) {
    const namespace = context.cluster.get(namespaceKind, "", gateway.metadata.namespace ?? "");
    if (namespace?.metadata.labels?.[enforceLabel] !== "restricted" || !isKumas(gateway, context)) return;
    yield {
      at: at(keyOf(gateway), "metadata", "namespace"),
      args: { namespace: namespace.metadata.name },
      related: [{ at: at(keyOf(namespace), "metadata", "labels", enforceLabel), message: "enforced here" }],
    };
  },
});
