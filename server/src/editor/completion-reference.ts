import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { secretKind } from "../kubernetes/kinds/secret.ts";
import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import type { FieldPath, Json, JsonObject, KubeKind, KubeObject } from "../kubernetes/object.ts";
import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { gatewayApiGroup, kumaGroup } from "../kuma/translate/naming.ts";
import { sections } from "./completion-listener.ts";
import { namespaces } from "./completion-namespace.ts";
import type { ObjectSite } from "./completion-site.ts";
import { type Candidate, mostValues } from "./completion-value.ts";
import { valueAt } from "./cursor.ts";
import { objectAt } from "./reference.ts";

type Role = "parentRefs" | "backendRefs" | "certificateRefs" | "parametersRef" | "from" | "to" | "kinds";

interface FieldOfReference {
  readonly role: Role;
  /** Of the reference. */
  readonly at: FieldPath;
  readonly field: string;
}

/** The field at a path, where it is one of a reference, and what that reference is for. */
export function fieldOfReference(path: FieldPath): FieldOfReference | undefined {
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

/** What the field may say; undefined where the schema alone decides. */
export function refCandidates(
  site: ObjectSite,
  { role, at, field }: FieldOfReference,
): readonly Candidate[] | undefined {
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
  if (role === "parentRefs" && (field === "sectionName" || field === "port")) {
    if (ref.kind !== "Service") return sections(site, ref, field);
    return field === "port" ? servicePorts(serviceOf(site, ref)) : undefined;
  }
  if (role === "backendRefs" && field === "port" && kind === "Service") {
    return servicePorts(serviceOf(site, ref)).map(({ value, detail }) => ({ value, detail }));
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
