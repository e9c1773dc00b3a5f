import { hostnamesMeet } from "../gateway-api/hostname.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { type HTTPRoute, httpRouteKind, type ParentReference } from "../gateway-api/kinds/http-route.ts";
import type { JsonObject } from "../kubernetes/object.ts";
import { attachToGateway } from "../kuma/translate/attachment.ts";
import { gatewayApiGroup } from "../kuma/translate/naming.ts";
import type { ObjectSite } from "./completion-site.ts";
import { type Candidate, openEnded } from "./completion-value.ts";
import { words } from "./completion-words.ts";
import type { Mentions } from "./mentions.ts";
import { listAt, objectAt } from "./reference.ts";

/** Listeners of the Gateway: first those that admit this route, then the others with the reason why not. */
export function sections(
  site: ObjectSite,
  ref: JsonObject,
  field: "sectionName" | "port",
): readonly Candidate[] | undefined {
  const { view } = site.cluster;
  const namespace = typeof ref.namespace === "string" ? ref.namespace : site.key.namespace;
  if (typeof ref.name !== "string") return undefined;
  const gateway = view.cluster.get(gatewayKind, namespace, ref.name);
  const route = routeAt(site);
  const seen = new Set<string | number>();
  return gateway?.spec.listeners.flatMap(({ name, port, protocol, hostname }): readonly Candidate[] => {
    const value = field === "port" ? port : name;
    if (seen.has(value)) return [];
    seen.add(value);
    const wanted: ParentReference = {
      group: gatewayApiGroup,
      kind: "Gateway",
      name: gateway.metadata.name,
      namespace,
      sectionName: name,
    };
    const attached = route === undefined ? undefined : attachToGateway(view, route, wanted);
    const why = attached?.result === "refused" ? `: ${attached.reason}` : "";
    const what = field === "port" ? `${name}, ${protocol}` : `${protocol} ${port}`;
    return [
      {
        value,
        what: "name",
        detail: `${what}${hostname === undefined ? "" : ` ${hostname}`}${why}`,
        rank: why === "" ? 0 : 1,
        ignored: why !== "",
      },
    ];
  });
}

/** The route as it is being typed: its hostnames decide where it may attach. */
function routeAt({ key, value, cluster }: ObjectSite): HTTPRoute | undefined {
  if (key.kind !== "HTTPRoute" || key.group !== gatewayApiGroup) return undefined;
  const admitted = cluster.view.cluster.get(httpRouteKind, key.namespace, key.name);
  const hostnames = listAt(objectAt(value.spec).hostnames).filter((name) => typeof name === "string");
  return {
    apiVersion: `${gatewayApiGroup}/v1`,
    kind: "HTTPRoute",
    metadata: admitted?.metadata ?? { name: key.name, namespace: key.namespace },
    spec: { hostnames, rules: [] },
  } as HTTPRoute;
}

/** Hostnames that a listener of one of the parents serves. */
export function hostnames(site: ObjectSite, mentions: Mentions): readonly Candidate[] {
  const { view } = site.cluster;
  const served = listAt(objectAt(site.value.spec).parentRefs).flatMap((item) => {
    const { name, namespace, sectionName } = objectAt(item);
    if (typeof name !== "string") return [];
    const gateway = view.cluster.get(gatewayKind, typeof namespace === "string" ? namespace : site.key.namespace, name);
    const meant = gateway?.spec.listeners.filter(
      (listener) => sectionName === undefined || listener.name === sectionName,
    );
    return meant?.map(({ hostname }) => hostname ?? "") ?? [];
  });
  const own = new Set(served.filter((hostname) => hostname !== ""));
  const { wildcardsMatchWholeLabels } = view.controlPlane.behavior;
  const used = words(mentions, "hostname").filter(
    ({ value }) =>
      !own.has(String(value)) &&
      (served.length === 0 ||
        served.some((hostname) => hostnamesMeet(String(value), hostname, wildcardsMatchWholeLabels))),
  );
  return [
    ...[...own].flatMap((hostname): readonly Candidate[] =>
      hostname.startsWith("*.")
        ? [
            {
              value: `www${hostname.slice(1)}`,
              detail: `below the listener's ${hostname}`,
              snippet: openEnded(site, "", "www", hostname.slice(1)),
            },
            { value: hostname, detail: "all that the listener serves", rank: 1 },
          ]
        : [{ value: hostname, detail: "the listener's hostname" }],
    ),
    ...used,
  ];
}
