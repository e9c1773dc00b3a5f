import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { gatewayApiGroup } from "../gateway-api/kinds/references.ts";
import { grantPermits } from "../gateway-api/reference-grant.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { grantFixes } from "./grant-fix.ts";
import { backendReferences, kumaParents } from "./kuma-parents.ts";
import { objectKey } from "./object-key.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

interface Args {
  readonly from: string;
  readonly namespace: string;
  readonly name: string;
}

export const upgrade30GrantNeeded = defineAdvice({
  code: "upgrade-3-0-grant-needed",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ from, namespace, name }: Args) =>
    `Kuma 3.0 asks for a ReferenceGrant in namespace "${namespace}" before HTTPRoutes of "${from}" with a Service as parent may use Service "${name}"; without it this backend is left out.`,
  *check(route, context) {
    if (leavesGateways(context) === undefined) return;
    const from = route.metadata.namespace ?? "";
    const foreign = [...backendReferences(route)].filter(
      ({ ref, namespace }) => ref.kind === "Service" && ref.group === "" && namespace !== from,
    );
    if (foreign.length === 0 || !kumaParents(route, context).some(({ kind }) => kind === "Service")) return;
    for (const { ref, namespace, at } of foreign) {
      const to = objectKey(serviceKind, namespace, ref.name);
      const referrer = { group: gatewayApiGroup, kind: "HTTPRoute", namespace: from };
      const grants = context.cluster.list(referenceGrantKind, namespace);
      if (grants.some((grant) => grantPermits(grant, referrer, to, { emptyNameMeansAll: false }))) continue;
      yield { at: { ...at, path: [...at.path, "namespace"] }, args: { from, namespace, name: ref.name } };
    }
  },
  fixes: ({ at, args }, context) =>
    grantFixes(
      {
        from: { kind: "HTTPRoute", namespace: args.from },
        to: objectKey(serviceKind, args.namespace, args.name),
      },
      at.object,
      context,
    ),
});
