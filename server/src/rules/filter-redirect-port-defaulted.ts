import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

interface Args {
  readonly scheme: string;
  readonly port: number;
  readonly listening: readonly number[];
}

/** Only where nobody listens on that port of the Gateway, but on another one with that scheme. */
export const filterRedirectPortDefaulted = defineAdvice({
  code: "filter-redirect-port-defaulted",
  kinds: [httpRouteKind],
  severity: "information",
  says: ({ scheme, port, listening }: Args) =>
    `With scheme "${scheme}" and no port, Kuma redirects to port ${port}, but the Gateway listens for ${scheme} on ${listening.join(", ")}.`,
  *check(route, context) {
    for (const [rule, { filters }] of route.spec.rules.entries()) {
      for (const [index, { requestRedirect }] of (filters ?? []).entries()) {
        const { scheme, port, hostname } = requestRedirect ?? {};
        if (scheme === undefined || port !== undefined || hostname !== undefined) continue;
        const wanted = scheme === "https" ? 443 : 80;
        const listeners = kumaParents(route, context).flatMap((parent) =>
          parent.kind === "Gateway" ? (parent.gateway?.spec.listeners ?? []) : [],
        );
        if (listeners.some((listener) => listener.port === wanted)) continue;
        const listening = listeners.flatMap(({ protocol, port }) => (protocol.toLowerCase() === scheme ? [port] : []));
        if (listening.length === 0) continue;
        yield {
          at: at(keyOf(route), "spec", "rules", rule, "filters", index, "requestRedirect", "scheme"),
          args: { scheme, port: wanted, listening: [...new Set(listening)] },
        };
      }
    }
  },
  fixes: ({ at, args }) =>
    [args.port, ...args.listening].map((port) => ({
      title: `Add port ${port}`,
      changes: [{ set: { object: at.object, path: [...at.path.slice(0, -1), "port"] }, value: port }],
    })),
});
