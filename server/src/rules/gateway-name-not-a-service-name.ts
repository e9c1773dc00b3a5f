import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf, type ObjectKey } from "../kubernetes/object.ts";
import { parentKindOf } from "../kuma/translate/attachment.ts";
import { routesByParent } from "../kuma/translate/http-route.ts";
import { type Change, defineRule, type RuleContext } from "./rule.ts";

export const gatewayNameNotAServiceName = defineRule<{ readonly name: string }>({
  code: "gateway-name-not-a-service-name",
  severity: "error",
  says: ({ name }) =>
    `Kuma makes a Service of the Gateway's name, and "${name}" is none that a Service can have: there will be no Service and no proxy, though the Gateway says Programmed=True.`,
  fixes: ({ at, args }, context) => {
    const name = serviceName(args.name);
    const { namespace } = at.object;
    const gateway = context.cluster.get(gatewayKind, namespace, args.name);
    if (name === "" || gateway === undefined) return [];
    if (context.cluster.lookup(gatewayKind, namespace, name) !== "absent") return [];
    const place = { object: keyOf(gateway), path: ["metadata", "name"] };
    return [
      {
        title: `Rename to "${name}"`,
        changes: [{ set: place, value: name }, ...renamedRefs(keyOf(gateway), name, context)],
      },
    ];
  },
});

/** The parentRefs that mean the Gateway go with it. */
function renamedRefs(gateway: ObjectKey, name: string, { cluster }: RuleContext): readonly Change[] {
  return cluster.listBy(routesByParent, `${gateway.namespace}/${gateway.name}`).flatMap((route) =>
    (route.spec.parentRefs ?? []).flatMap((ref, index): readonly Change[] => {
      const means =
        parentKindOf(ref) === "Gateway" &&
        ref.name === gateway.name &&
        (ref.namespace ?? route.metadata.namespace) === gateway.namespace;
      return means ? [{ set: { object: keyOf(route), path: ["spec", "parentRefs", index, "name"] }, value: name }] : [];
    }),
  );
}

function serviceName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}
