import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { appProtocolFixes } from "./app-protocol-fix.ts";
import { backendReferences, type KumaParent, kumaParents, protocolOf, speaksHttp } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** In the mesh only: a gateway speaks HTTP to every backend. Where the parent does not, the whole route is void already. */
export const backendProtocolNotHttp = defineAdvice({
  code: "backend-protocol-not-http",
  kinds: [httpRouteKind],
  severity: "warning",
  says: ({ namespace, name, port, protocol }: Args) =>
    `Kuma takes port ${port} of Service "${namespace}/${name}" for ${protocol}, since no appProtocol says http, and drops it from the backends of the rule.`,
  *check(route, context) {
    if (!kumaParents(route, context).some(servesHttp)) return;
    for (const { ref, namespace, mirror, at: place } of backendReferences(route)) {
      if (mirror || ref.kind !== "Service" || ref.group !== "" || ref.port === undefined) continue;
      const service = context.cluster.get(serviceKind, namespace, ref.name);
      const index = service?.spec?.ports?.findIndex(({ port }) => port === ref.port) ?? -1;
      const port = service?.spec?.ports?.[index];
      if (service === undefined || port === undefined) continue;
      const protocol = protocolOf(service, port);
      if (speaksHttp(protocol)) continue;
      yield {
        at: { ...place, path: [...place.path, "port"] },
        args: { namespace, name: ref.name, port: port.port, protocol },
        related: [{ at: at(keyOf(service), "spec", "ports", index, "port"), message: "the Service's port" }],
      };
    }
  },
  fixes: ({ args }, context) => appProtocolFixes({ ...args, ports: [args.port] }, context),
});

function servesHttp(parent: KumaParent): boolean {
  if (parent.kind !== "Service") return false;
  const { service, ref } = parent;
  return (service.spec?.ports ?? []).some(
    (port) => (ref.port === undefined || ref.port === port.port) && speaksHttp(protocolOf(service, port)),
  );
}
