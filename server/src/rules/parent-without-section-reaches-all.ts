import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { allowsNamespace } from "../kuma/translate/attachment.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly gateway: string;
  readonly allowed: readonly string[];
  readonly closed: readonly string[];
}

export const parentWithoutSectionReachesAll = defineAdvice({
  code: "parent-without-section-reaches-all",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ gateway, closed }: Args) =>
    `Without a sectionName Kuma applies the route to all listeners of Gateway "${gateway}", also to ${oneOf(closed)}, which does not take routes from this namespace.`,
  *check(route, context) {
    const namespace = route.metadata.namespace ?? "";
    for (const parent of kumaParents(route, context)) {
      const { ref } = parent;
      if (parent.kind !== "Gateway" || parent.gateway === undefined || ref.sectionName !== undefined) continue;
      const { gateway } = parent;
      const selected = gateway.spec.listeners.filter(({ port }) => ref.port === undefined || port === ref.port);
      const [allowed, closed] = [true, false].map((wanted) =>
        selected
          .filter(
            (listener) => allowsNamespace(context, listener, gateway.metadata.namespace ?? "", namespace) === wanted,
          )
          .map(({ name }) => name),
      );
      if (allowed === undefined || closed === undefined || allowed.length === 0 || closed.length === 0) continue;
      yield {
        at: { ...parent.at, path: [...parent.at.path, "name"] },
        args: { gateway: `${parent.namespace}/${ref.name}`, allowed, closed },
        related: gateway.spec.listeners.flatMap(({ name }, index) =>
          closed.includes(name)
            ? [{ at: at(keyOf(gateway), "spec", "listeners", index, "name"), message: "takes no routes from there" }]
            : [],
        ),
      };
    }
  },
  fixes: ({ at, args }) =>
    args.allowed.slice(0, 4).map((name) => ({
      title: `Add sectionName "${name}"`,
      changes: [{ set: { object: at.object, path: [...at.path.slice(0, -1), "sectionName"] }, value: name }],
      preferred: args.allowed.length === 1,
    })),
});
