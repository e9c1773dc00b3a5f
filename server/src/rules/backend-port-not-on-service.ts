import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { backendReferences, concernsKuma } from "./kuma-parents.ts";
import { onlyChoiceFix } from "./name-fixes.ts";
import { defineAdvice } from "./rule.ts";
import { oneOf } from "./wording.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly port: number;
  readonly ports: readonly number[];
}

/** 3.0 says so in a condition. 2.x checks nothing, and sends requests to a cluster without endpoints. */
export const backendPortNotOnService = defineAdvice({
  code: "backend-port-not-on-service",
  kinds: [httpRouteKind],
  severity: (_: Args, { controlPlane }) => (controlPlane.behavior.gateways ? "warning" : "error"),
  says: ({ namespace, name, kind, port, ports }) =>
    `${kind} "${namespace}/${name}" has no port ${port}${ports.length === 0 ? "" : `, only ${oneOf(ports)}`}: requests that go there fail.`,
  *check(route, context) {
    if (!context.controlPlane.behavior.gateways) return;
    for (const { ref, namespace, at: place } of backendReferences(route)) {
      if (ref.kind !== "Service" || ref.group !== "" || ref.port === undefined) continue;
      const service = context.cluster.get(serviceKind, namespace, ref.name);
      const ports = service?.spec?.ports?.map(({ port }) => port) ?? [];
      // A Service that says no ports is headless or stands for a host elsewhere, where any port may do.
      if (service === undefined || ports.length === 0 || ports.includes(ref.port)) continue;
      if (!concernsKuma(route, context)) return;
      yield {
        at: { ...place, path: [...place.path, "port"] },
        args: { namespace, name: ref.name, kind: "Service", port: ref.port, ports },
        related: [{ at: at(keyOf(service), "spec", "ports"), message: "the Service's ports" }],
      };
    }
  },
  fixes: ({ at: place, args }) => [
    ...onlyChoiceFix(place, args.ports),
    ...(args.ports.length > 1
      ? args.ports.slice(0, 4).map((value) => ({ title: `Change to ${value}`, changes: [{ set: place, value }] }))
      : []),
    ...(args.kind === "Service"
      ? [
          {
            title: `Add port ${args.port} to Service "${args.name}"`,
            changes: [
              {
                append: {
                  object: { group: "", kind: "Service", namespace: args.namespace, name: args.name },
                  path: ["spec", "ports"],
                },
                value: { name: `http-${args.port}`, port: args.port, appProtocol: "http" },
              },
            ],
          },
        ]
      : []),
  ],
});
