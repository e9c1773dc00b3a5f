import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { declareExternal } from "./absence.ts";
import { objectKey } from "./object-key.ts";
import { defineAdvice } from "./rule.ts";

const builtIn: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);

/** Namespaces are often made by other means, so this needs files that are complete and hold namespaces at all. */
export const namespaceMissing = defineAdvice({
  code: "namespace-missing",
  kinds: [gatewayKind, httpRouteKind, referenceGrantKind] as readonly KubeKind[],
  severity: "information",
  says: ({ namespace }: { readonly namespace: string }) =>
    `Namespace "${namespace}" does not exist in these files; without it the API server refuses this object.`,
  *check(object, { cluster, controlPlane, world }) {
    const namespace = object.metadata.namespace ?? "";
    if (!world.complete || builtIn.has(namespace) || namespace === controlPlane.settings.systemNamespace) return;
    if (cluster.lookup(namespaceKind, "", namespace) !== "absent" || cluster.list(namespaceKind).length === 0) return;
    if (world.isExternal(objectKey(namespaceKind, "", namespace))) return;
    yield { at: at(keyOf(object), "metadata", "namespace"), args: { namespace } };
  },
  fixes: ({ args }) => [declareExternal(objectKey(namespaceKind, "", args.namespace))],
});
