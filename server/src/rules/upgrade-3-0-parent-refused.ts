import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

export const upgrade30ParentRefused = defineAdvice({
  code: "upgrade-3-0-parent-refused",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ service, why }: { readonly service: string; readonly why: string }) =>
    `Kuma 3.0 no longer attaches the route to Service "${service}" (Accepted=False, NoMatchingParent): ${why}.`,
  *check(route, context) {
    if (leavesGateways(context) === undefined) return;
    for (const parent of kumaParents(route, context)) {
      if (parent.kind !== "Service") continue;
      const { service, ref, namespace } = parent;
      const ports = service.spec?.ports ?? [];
      const wanted = ports.filter(
        ({ name, port }) =>
          (ref.port === undefined || port === ref.port) &&
          (ref.sectionName === undefined || ref.sectionName === (name ?? String(port))),
      );
      const headless = service.spec?.clusterIP === "None";
      if (!headless && (wanted.length > 0 || (ref.port === undefined && ref.sectionName === undefined))) continue;
      const field = headless ? "name" : ref.sectionName === undefined ? "port" : "sectionName";
      yield {
        at: { ...parent.at, path: [...parent.at.path, field] },
        args: {
          service: `${namespace}/${ref.name}`,
          why: headless ? "it is headless" : "it has no port that this parentRef asks for",
        },
      };
    }
  },
});
