import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import type { FieldPath } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { controllerName, meshLabel } from "../kuma/translate/naming.ts";
import { hostnames } from "./completion-listener.ts";
import { namespaceLabels, namespaceLabelValues, namespaces } from "./completion-namespace.ts";
import { fieldOfReference, refCandidates } from "./completion-reference.ts";
import type { ObjectSite } from "./completion-site.ts";
import type { Candidate } from "./completion-value.ts";
import { headers, labelValues, words } from "./completion-words.ts";
import type { Mentions } from "./mentions.ts";

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
    const label = String(field);
    return path.includes("namespaces") ? namespaceLabelValues(site, label) : labelValues(mentions, label);
  }
  if (site.key.kind === "GatewayClass" && field === "controllerName") {
    return [{ value: controllerName, detail: "the only controller that Kuma has" }];
  }
  if (field === "gatewayClassName") return classes(site);
  const ref = fieldOfReference(path);
  if (ref !== undefined) return refCandidates(site, ref);
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
  if (last === "matchLabels" && path.includes("namespaces")) return namespaceLabels(site);
  if (last === "matchLabels" || last === "selector") return words(mentions, "label");
  return undefined;
}

function isHeaderList(field: string | number | undefined): boolean {
  return field === "headers" || field === "set" || field === "add";
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

function meshes({ cluster }: ObjectSite): readonly Candidate[] {
  const names = new Set(["default", ...cluster.view.cluster.list(meshKind).map(({ metadata }) => metadata.name)]);
  return [...names].map((value): Candidate => ({ value, what: "name", detail: "Mesh" }));
}
