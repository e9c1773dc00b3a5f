import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { gatewayApiGroup } from "../gateway-api/kinds/references.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

/** Kinds for which Kuma asks for grants; those for other kinds are none of its business. */
const readKinds: ReadonlySet<string> = new Set(["HTTPRoute", "Gateway"]);

/** Only where the referring namespace is surely known: the files are complete, and nothing there could refer. */
export const grantUnused = defineAdvice({
  code: "grant-unused",
  kinds: [referenceGrantKind],
  severity: "information",
  says: ({ kind, namespace }: { readonly kind: string; readonly namespace: string }) =>
    `Namespace "${namespace}" has no ${kind}, so this entry permits nothing.`,
  *check(grant, { cluster, world }) {
    if (!world.complete) return;
    for (const [index, { group, kind, namespace }] of (grant.spec?.from ?? []).entries()) {
      if (group !== gatewayApiGroup || !readKinds.has(kind)) continue;
      const referring =
        kind === "Gateway" ? cluster.list(gatewayKind, namespace) : cluster.list(httpRouteKind, namespace);
      if (referring.length > 0) continue;
      yield { at: at(keyOf(grant), "spec", "from", index, "namespace"), args: { kind, namespace } };
    }
  },
  fixes: ({ at }, { cluster }) => {
    const { namespace, name } = at.object;
    // A grant must have an entry.
    const isOnly = (cluster.get(referenceGrantKind, namespace, name)?.spec?.from.length ?? 1) < 2;
    return isOnly
      ? []
      : [{ title: "Remove the entry", changes: [{ remove: { object: at.object, path: at.path.slice(0, -1) } }] }];
  },
});
