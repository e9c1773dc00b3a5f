import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { defineRule, type FixPlan } from "./rule.ts";

export const backendNone = defineRule<{ readonly rule: number }>({
  code: "backend-none",
  severity: "error",
  says: () =>
    "A rule at a Gateway needs a backendRef or a redirect; Kuma's webhook refuses the MeshHTTPRoute without, and all other rules of the route with it.",
  fixes: ({ at, args }, { cluster }): readonly FixPlan[] => {
    const rule = { object: at.object, path: ["spec", "rules", args.rule] };
    const backends = { object: at.object, path: [...rule.path, "backendRefs"] };
    const { namespace, name } = at.object;
    // Without rules there is the default one, which has no backend either.
    const isOnly = (cluster.get(httpRouteKind, namespace, name)?.spec.rules.length ?? 1) < 2;
    const services = cluster.list(serviceKind, namespace).slice(0, 3);
    return [
      ...services.flatMap(({ metadata, spec }) =>
        (spec?.ports ?? []).slice(0, 1).map(({ port }) => ({
          title: `Send to Service "${metadata.name}", port ${port}`,
          changes: [{ set: backends, value: [{ name: metadata.name, port }] }],
        })),
      ),
      ...(isOnly ? [] : [{ title: "Remove this rule", changes: [{ remove: rule }] }]),
    ];
  },
});
