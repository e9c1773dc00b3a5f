import { hostnamesMeet } from "../gateway-api/hostname.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { type HTTPRoute, httpRouteKind, type ParentReference } from "../gateway-api/kinds/http-route.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { secretKind } from "../kubernetes/kinds/secret.ts";
import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import type { FieldPath, Json, JsonObject, KubeKind, KubeObject } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { attachToGateway } from "../kuma/translate/attachment.ts";
import { controllerName, gatewayApiGroup, kumaGroup, meshLabel } from "../kuma/translate/naming.ts";
import type { ObjectSite } from "./completion-site.ts";
import { type Candidate, mostValues, openEnded } from "./completion-value.ts";
import { valueAt } from "./cursor.ts";
import type { Mentions } from "./mentions.ts";
import { listAt, objectAt } from "./reference.ts";

/** What other files offer for the value at a path; undefined where the schema alone decides. */
export function nameCandidates(
  site: ObjectSite,
  mentions: Mentions,
  path: FieldPath,
): readonly Candidate[] | undefined {
  const field = path.at(-1);
  const [head, second] = path;
  if (path.length === 2 && head === "metadata" && second === "namespace") return namespaces(site);
  if (head === "metadata" && (second === "labels" || second === "annotations") && path.length === 3) {
    return field === meshLabel ? meshes(site) : labelValues(mentions, String(field));
  }
  if (path.at(-2) === "matchLabels" || (site.key.kind === "Service" && path.at(-2) === "selector")) {
    return selectorValues(site, mentions, path);
  }
  if (site.key.kind === "GatewayClass" && field === "controllerName") {
    return [{ value: controllerName, detail: "the only controller that Kuma has" }];
  }
  if (field === "gatewayClassName") return classes(site);
  const ref = refAt(path);
  if (ref !== undefined) return refCandidates(site, ref.role, ref.at, String(ref.field));
  if (path.at(-2) === "hostnames") return hostnames(site, mentions);
  if (field === "hostname" && path.at(-3) === "listeners") return words(mentions, "hostname");
  if (field === "name" && typeof path.at(-2) === "number" && isHeaderList(path.at(-3))) return headers(mentions);
  if (path.at(-2) === "remove") return headers(mentions);
  if (field === "protocol" && path.at(-3) === "listeners") {
    return ["HTTP", "HTTPS"].map((value) => ({ value }));
  }
  if (field === "appProtocol") return ["http", "http2", "grpc", "tcp"].map((value) => ({ value }));
  if (field === "operator") return ["In", "NotIn", "Exists", "DoesNotExist"].map((value) => ({ value }));
  if (site.key.kind === "Secret" && field === "type") {
    return ["kubernetes.io/tls", "Opaque"].map((value) => ({ value }));
  }
  return undefined;
}

/** Keys for a map whose keys are free: labels that are used elsewhere. */
export function keyCandidates(site: ObjectSite, mentions: Mentions, path: FieldPath): readonly Candidate[] | undefined {
  const last = path.at(-1);
  const [head] = path;
  if (head === "metadata" && last === "labels") {
    return [
      { value: meshLabel, detail: "the mesh that the object belongs to" },
      ...words(mentions, "label").filter(({ value }) => value !== meshLabel),
    ];
  }
  if (head === "metadata" && last === "annotations") {
    const meshKey = site.cluster.spec.controlPlane.behavior.routeMesh.includes("annotation")
      ? [{ value: meshLabel }]
      : [];
    return [...meshKey, { value: "gateway-lens.io/ignore", detail: "silences findings of Gateway Lens" }];
  }
  if (last === "matchLabels" && path.includes("namespaces")) {
    const keys = new Map<string, number>();
    for (const { metadata } of site.cluster.view.cluster.list(namespaceKind)) {
      for (const key of Object.keys(metadata.labels ?? {})) keys.set(key, (keys.get(key) ?? 0) + 1);
    }
    return [{ value: "kubernetes.io/metadata.name", detail: "the namespace's own name" }, ...ranked(keys)];
  }
  if (last === "matchLabels" || last === "selector") return words(mentions, "label");
  return undefined;
}

type Role = "parentRefs" | "backendRefs" | "certificateRefs" | "parametersRef" | "from" | "to" | "kinds";

function refAt(path: FieldPath): { readonly role: Role; readonly at: FieldPath; readonly field: string } | undefined {
  const field = path.at(-1);
  if (typeof field !== "string") return undefined;
  const at = path.slice(0, -1);
  const holder = typeof at.at(-1) === "number" ? at.at(-2) : at.at(-1);
  if (holder === "backendRef") return { role: "backendRefs", at, field };
  if (
    holder === "parentRefs" ||
    holder === "backendRefs" ||
    holder === "certificateRefs" ||
    holder === "parametersRef" ||
    ((holder === "from" || holder === "to") && path[0] === "spec" && path.length === 4) ||
    holder === "kinds"
  ) {
    return { role: holder, at, field };
  }
  return undefined;
}

const known: Readonly<Record<string, KubeKind>> = {
  Gateway: gatewayKind,
  Service: serviceKind,
  Secret: secretKind,
  MeshGatewayConfig: meshGatewayConfigKind,
  MeshService: { group: kumaGroup, kind: "MeshService", namespaced: true },
  ExternalService: { group: kumaGroup, kind: "ExternalService", namespaced: false },
  HTTPRoute: httpRouteKind,
};

/** Kinds that a reference may name, with their groups; what is usual needs no word. */
function kindsOfRole({ cluster }: ObjectSite, role: Role): readonly (readonly [string, string])[] {
  const { gateways } = cluster.spec.controlPlane.behavior;
  switch (role) {
    case "parentRefs":
      return gateways
        ? [
            ["Gateway", gatewayApiGroup],
            ["Service", ""],
          ]
        : [
            ["Service", ""],
            ["MeshService", kumaGroup],
          ];
    case "backendRefs":
      return [["Service", ""], gateways ? ["ExternalService", kumaGroup] : ["MeshService", kumaGroup]];
    case "certificateRefs":
      return [["Secret", ""]];
    case "parametersRef":
      return [["MeshGatewayConfig", kumaGroup]];
    case "from":
      return [
        ["HTTPRoute", gatewayApiGroup],
        ["Gateway", gatewayApiGroup],
      ];
    case "to":
      return [
        ["Service", ""],
        ["Secret", ""],
      ];
    case "kinds":
      return [["HTTPRoute", gatewayApiGroup]];
  }
}

/** The group that a reference of this role has where it says none. */
function usualGroup(role: Role): string | undefined {
  if (role === "parentRefs" || role === "kinds") return gatewayApiGroup;
  return role === "backendRefs" || role === "certificateRefs" ? "" : undefined;
}

function refCandidates(site: ObjectSite, role: Role, at: FieldPath, field: string): readonly Candidate[] | undefined {
  const ref = objectAt(valueAt(site.value, at));
  const kinds = kindsOfRole(site, role);
  if (field === "kind") {
    return kinds.map(([kind, group]): Candidate => {
      const pair = ref.group === undefined && group !== usualGroup(role) ? [["group", group] as const] : [];
      return { value: kind, detail: group === "" ? "core" : group, beside: pair };
    });
  }
  if (field === "group") {
    return kinds.map(([kind, group]): Candidate => {
      const pair = ref.kind === undefined ? [["kind", kind] as const] : [];
      return { value: group, detail: kind, beside: pair };
    });
  }
  const kind = typeof ref.kind === "string" ? ref.kind : (kinds[0]?.[0] ?? "");
  const target = known[kind];
  if (field === "namespace") {
    return role === "from" ? namespaces(site) : namespaces(site, target, ref.name);
  }
  if (field === "name" && target !== undefined && role !== "from" && role !== "kinds") {
    return named(site, role, target, ref);
  }
  if (role === "parentRefs" && (field === "sectionName" || field === "port")) return sections(site, at, ref, field);
  if (role === "backendRefs" && field === "port" && kind === "Service") {
    return servicePorts(serviceOf(site, ref)).map(({ value, detail }) => ({ value, detail }));
  }
  return undefined;
}

/** Objects of a kind: those of the same namespace first, the others together with their namespace. */
function named(site: ObjectSite, role: Role, kind: KubeKind, ref: JsonObject): readonly Candidate[] {
  const { cluster } = site.cluster.view;
  const own = role === "to" || typeof ref.namespace !== "string" ? site.key.namespace : ref.namespace;
  const here = kind.namespaced ? cluster.list(kind, own) : cluster.list(kind);
  const others =
    kind.namespaced && role !== "to" && ref.namespace === undefined
      ? matching(cluster.list(kind), site.text.slice(site.range.start, site.offset), own)
      : [];
  const crossing = role === "parentRefs" ? "" : "; needs a ReferenceGrant there";
  return [
    ...here.filter(usable).map(({ metadata: { name } }): Candidate => {
      const service = kind === serviceKind ? cluster.get(serviceKind, own, name) : undefined;
      return { value: name, what: "name", ...about(kind, service), beside: portBeside(role, ref, service) };
    }),
    ...others.filter(usable).map(({ metadata: { name, namespace = "" } }): Candidate => {
      const service = kind === serviceKind ? cluster.get(serviceKind, namespace, name) : undefined;
      const beside = [["namespace", namespace] as const, ...portBeside(role, ref, service)];
      return { value: name, what: "name", detail: `in ${namespace}${crossing}`, beside, rank: 1 };
    }),
  ];
}

/** Of thousands those that go on as it was typed, and one more than are shown. */
function matching(all: readonly KubeObject[], typed: string, own: string): readonly KubeObject[] {
  const word = typed.replace(/^["']/, "").toLowerCase();
  const found: KubeObject[] = [];
  for (const object of all) {
    if (object.metadata.namespace === own || !object.metadata.name.includes(word)) continue;
    found.push(object);
    if (found.length > mostValues) break;
  }
  return found;
}

/** A listener wants a Secret with a certificate. */
function usable(object: object): boolean {
  const { kind, type } = object as { readonly kind?: string; readonly type?: string };
  return kind !== "Secret" || type === "kubernetes.io/tls";
}

function about(kind: KubeKind, service: Service | undefined): { readonly detail: string } {
  if (service === undefined) return { detail: kind.kind };
  return {
    detail: servicePorts(service)
      .map(({ value, detail }) => `${value} ${detail}`)
      .join(", "),
  };
}

/** The port of a Service that has only one is no question. */
function portBeside(role: Role, ref: JsonObject, service: Service | undefined): readonly (readonly [string, Json])[] {
  if (role !== "backendRefs" || service === undefined || ref.port !== undefined) return [];
  const [only, ...more] = service.spec?.ports ?? [];
  return only === undefined || more.length > 0 ? [] : [["port", only.port]];
}

function serviceOf({ cluster, key }: ObjectSite, ref: JsonObject): Service | undefined {
  const namespace = typeof ref.namespace === "string" ? ref.namespace : key.namespace;
  return typeof ref.name === "string" ? cluster.view.cluster.get(serviceKind, namespace, ref.name) : undefined;
}

function servicePorts(service: Service | undefined): readonly { readonly value: number; readonly detail: string }[] {
  return (service?.spec?.ports ?? []).map(({ port, name, appProtocol, protocol }) => {
    const word = appProtocol ?? protocol ?? "TCP";
    return { value: port, detail: name === undefined ? word : `${word}, ${name}` };
  });
}

/** Listeners of the Gateway: first those that admit this route, then the others with the reason why not. */
function sections(
  site: ObjectSite,
  at: FieldPath,
  ref: JsonObject,
  field: "sectionName" | "port",
): readonly Candidate[] | undefined {
  if (ref.kind === "Service") {
    return field === "port" ? servicePorts(serviceOf(site, ref)) : undefined;
  }
  const { view } = site.cluster;
  const namespace = typeof ref.namespace === "string" ? ref.namespace : site.key.namespace;
  if (typeof ref.name !== "string") return undefined;
  const gateway = view.cluster.get(gatewayKind, namespace, ref.name);
  const route = routeAt(site, at);
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
function routeAt({ key, value, cluster }: ObjectSite, _at: FieldPath): HTTPRoute | undefined {
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

function classes({ cluster }: ObjectSite): readonly Candidate[] {
  const own = cluster.view.cluster.list(gatewayClassKind).map(({ metadata: { name }, spec }): Candidate => {
    const ours = spec.controllerName === controllerName;
    return { value: name, what: "name", detail: spec.controllerName, rank: ours ? 0 : 1 };
  });
  const implied = cluster.view.cluster.get(gatewayClassKind, "", "kuma") !== undefined;
  const missing = implied && !own.some(({ value }) => value === "kuma");
  return missing ? [...own, { value: "kuma", what: "name", detail: "made by Kuma's Helm chart" }] : own;
}

function namespaces(site: ObjectSite, kind?: KubeKind, name?: Json): readonly Candidate[] {
  const { cluster } = site.cluster.view;
  const names = new Set(cluster.list(namespaceKind).map(({ metadata }) => metadata.name));
  if (typeof name === "string" && kind?.namespaced === true) {
    const holding = new Set(
      cluster.list(kind).flatMap(({ metadata }) => (metadata.name === name ? (metadata.namespace ?? []) : [])),
    );
    const first = [...holding].map((value): Candidate => ({ value, what: "name", detail: `has ${kind.kind} ${name}` }));
    const rest = [...names].filter((value) => !holding.has(value));
    return [...first, ...rest.map((value): Candidate => ({ value, what: "name", rank: 1 }))];
  }
  return [...names].map((value): Candidate => ({ value, what: "name", detail: "Namespace" }));
}

function meshes({ cluster }: ObjectSite): readonly Candidate[] {
  const names = new Set(["default", ...cluster.view.cluster.list(meshKind).map(({ metadata }) => metadata.name)]);
  return [...names].map((value): Candidate => ({ value, what: "name", detail: "Mesh" }));
}

/** Hostnames that a listener of one of the parents serves. */
function hostnames(site: ObjectSite, mentions: Mentions): readonly Candidate[] {
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

const usualHeaders = [
  "accept",
  "accept-language",
  "authorization",
  "cache-control",
  "content-type",
  "cookie",
  "host",
  "origin",
  "user-agent",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-request-id",
];

function isHeaderList(field: string | number | undefined): boolean {
  return field === "headers" || field === "set" || field === "add";
}

function headers(mentions: Mentions): readonly Candidate[] {
  const used = words(mentions, "header");
  const rest = usualHeaders.filter((name) => !used.some(({ value }) => value === name));
  return [...used, ...rest.map((value): Candidate => ({ value, rank: 1 }))];
}

function labelValues(mentions: Mentions, label: string): readonly Candidate[] | undefined {
  const values = words(mentions, `value of ${label}`);
  return values.length === 0 ? undefined : values;
}

function selectorValues(site: ObjectSite, mentions: Mentions, path: FieldPath): readonly Candidate[] | undefined {
  const label = String(path.at(-1));
  if (!path.includes("namespaces")) return labelValues(mentions, label);
  const list = site.cluster.view.cluster.list(namespaceKind);
  if (label === "kubernetes.io/metadata.name") {
    return list.map(({ metadata }): Candidate => ({ value: metadata.name, what: "name" }));
  }
  const values = new Map<string, number>();
  for (const { metadata } of list) {
    const value = metadata.labels?.[label];
    if (value !== undefined) values.set(value, (values.get(value) ?? 0) + 1);
  }
  return ranked(values);
}

function words(mentions: Mentions, kind: Parameters<Mentions["words"]>[0]): readonly Candidate[] {
  return ranked(mentions.words(kind));
}

const mostWords = 500;

/** The most used first. */
function ranked(counts: ReadonlyMap<string, number>): readonly Candidate[] {
  return [...counts]
    .sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
    .slice(0, mostWords)
    .map(([value, times]): Candidate => ({ value, detail: times === 1 ? "used once" : `used ${times} times` }));
}
