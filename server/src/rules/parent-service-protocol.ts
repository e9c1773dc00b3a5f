import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { appProtocolFixes } from "./app-protocol-fix.ts";
import { kumaParents, protocolOf, speaksHttp } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly number[];
  readonly protocol: string;
}

/** Where the ref is for all ports, one that speaks HTTP is enough. */
export const parentServiceProtocol = defineAdvice({
  code: "parent-service-protocol",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ namespace, name, ports, protocol }: Args) =>
    `Kuma takes port ${oneOf(ports)} of Service "${namespace}/${name}" for ${protocol}, since no appProtocol says http: the route is accepted, but has no effect.`,
  *check(route, context) {
    for (const parent of kumaParents(route, context)) {
      if (parent.kind !== "Service") continue;
      const { service, ref, namespace } = parent;
      const ports = (service.spec?.ports ?? [])
        .map((port, index) => ({ port, index, protocol: protocolOf(service, port) }))
        .filter(({ port }) => ref.port === undefined || port.port === ref.port);
      const [first] = ports;
      if (first === undefined || ports.some(({ protocol }) => speaksHttp(protocol))) continue;
      yield {
        at: { ...parent.at, path: [...parent.at.path, ref.port === undefined ? "name" : "port"] },
        args: { namespace, name: ref.name, ports: ports.map(({ port }) => port.port), protocol: first.protocol },
        related: [{ at: at(keyOf(service), "spec", "ports", first.index, "port"), message: "the Service's port" }],
      };
    }
  },
  fixes: ({ args }, context) => appProtocolFixes(args, context),
});
