import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

/** 3.0 merges them. Two refs to one Gateway that agree in everything are refused by the API server. */
export const parentDuplicate = defineAdvice({
  code: "parent-duplicate",
  kinds: [httpRouteKind],
  severity: "warning",
  marks: "entry",
  says: ({ service }: { readonly service: string }) =>
    `A later parentRef names Service "${service}" too, and Kuma writes both to the same MeshHTTPRoute: the last one wins, this one has no effect.`,
  *check(route, context) {
    if (!context.controlPlane.behavior.gateways || (route.spec.parentRefs?.length ?? 0) < 2) return;
    const services = kumaParents(route, context).filter(({ kind }) => kind === "Service");
    const last = new Map(services.map((parent) => [`${parent.namespace}/${parent.ref.name}`, parent]));
    for (const parent of services) {
      const service = `${parent.namespace}/${parent.ref.name}`;
      const winner = last.get(service);
      if (winner === undefined || winner === parent) continue;
      yield {
        at: parent.at,
        args: { service },
        related: [{ at: at(keyOf(route), "spec", "parentRefs", winner.index, "name"), message: "this one wins" }],
      };
    }
  },
  fixes: ({ at }) => [{ title: "Remove this parentRef", changes: [{ remove: { object: at.object, path: at.path } }] }],
});
