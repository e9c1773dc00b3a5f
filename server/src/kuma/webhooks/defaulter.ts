// kuma: pkg/plugins/runtime/k8s/webhooks/defaulter.go, pkg/core/resources/labels/compute.go

import { isObject, type Json, type JsonObject } from "../../kubernetes/object.ts";
import type { ControlPlane } from "../control-plane.ts";
import type { MeshHTTPRouteSpec } from "../kinds/mesh-http-route.ts";
import { textMapOf, textOf } from "./message.ts";
import { type ResourceKind, resourceKind } from "./resource-kinds.ts";

const meshLabel = "kuma.io/mesh";
const originLabel = "kuma.io/origin";
const displayNameAnnotation = "kuma.io/display-name";

/** The mesh that a mesh-scoped object belongs to. */
export function meshOfResource(object: JsonObject): string {
  const metadata = metadataOf(object);
  return textOf(object.mesh) || (textMapOf(metadata.labels)[meshLabel] ?? "") || "default";
}

export function metadataOf(object: JsonObject): JsonObject {
  return isObject(object.metadata) ? object.metadata : {};
}

/** The object with the labels and annotations that Kuma gives it. What is there already stays, but for the display name. */
export function withDefaults(object: JsonObject, controlPlane: ControlPlane): JsonObject {
  const kind = resourceKind(textOf(object.kind));
  if (kind?.defaulted !== true) return object;
  const metadata = metadataOf(object);
  const labels = textMapOf(metadata.labels);
  const computed = { ...computedLabels(object, kind, labels, controlPlane), ...labels };
  const annotations =
    controlPlane.behavior.labelsZoneAndRole && isLocal(computed, controlPlane)
      ? { ...textMapOf(metadata.annotations), [displayNameAnnotation]: textOf(metadata.name) }
      : metadata.annotations;
  return {
    ...withWrittenLists(object, controlPlane),
    metadata: { ...metadata, labels: computed, ...(annotations === undefined ? {} : { annotations }) },
  };
}

function computedLabels(
  object: JsonObject,
  kind: ResourceKind,
  written: Readonly<Record<string, string>>,
  controlPlane: ControlPlane,
): Readonly<Record<string, string>> {
  const { behavior, settings } = controlPlane;
  const labels: Record<string, string> = {};
  if (kind.meshScoped) {
    const mesh = meshOfResource(object);
    labels[meshLabel] = object.kind === "MeshGateway" ? behavior.meshGatewayMeshLabel(mesh) : mesh;
  }
  labels[originLabel] = settings.mode;
  if (!isLocal({ ...labels, ...written }, controlPlane)) return labels;
  if (settings.mode === "zone" && kind.fromZone) {
    if (behavior.labelsZoneAndRole) labels["kuma.io/zone"] = settings.zone;
    if (behavior.labelsEnvironment) labels["kuma.io/env"] = "kubernetes";
  }
  const namespace = textOf(metadataOf(object).namespace);
  if (!behavior.labelsZoneAndRole || namespace === "") return labels;
  labels["k8s.kuma.io/namespace"] = namespace;
  if (kind.policy) {
    labels["kuma.io/policy-role"] =
      namespace === settings.systemNamespace
        ? "system"
        : roleOf(object.spec as MeshHTTPRouteSpec | undefined, namespace);
  }
  return labels;
}

/** Whether the object was written here, rather than brought from another control plane. */
function isLocal(labels: Readonly<Record<string, string>>, { settings }: ControlPlane): boolean {
  return (labels[originLabel] ?? settings.mode) === settings.mode;
}

/** Outside the system namespace: of the services that it lies beside, or of the proxies there that call others. */
function roleOf(spec: MeshHTTPRouteSpec | undefined, namespace: string): "producer" | "consumer" | "workload-owner" {
  const to = spec?.to ?? [];
  if (to.length === 0) return "workload-owner";
  const isOwn = to.every(
    ({ targetRef }) =>
      targetRef?.kind === "MeshService" &&
      (targetRef.name !== undefined || targetRef.labels !== undefined) &&
      (targetRef.namespace ?? targetRef.labels?.["k8s.kuma.io/namespace"] ?? namespace) === namespace,
  );
  return isOwn ? "producer" : "consumer";
}

/**
 * Go writes a list that has no value as `null` where its field may not be left out. The API server prunes such nulls from
 * what clients send, but not from what a webhook answers, so the schema then refuses them.
 */
function withWrittenLists(object: JsonObject, { behavior }: ControlPlane): JsonObject {
  const spec = object.spec;
  if (object.kind !== "MeshHTTPRoute" || !isObject(spec) || !Array.isArray(spec.to)) return object;
  const to = spec.to.map((entry: Json): Json => {
    if (!isObject(entry)) return entry;
    if (!Array.isArray(entry.rules)) return behavior.writesMissingRules ? { ...entry, rules: null } : entry;
    if (entry.rules.every((rule: Json) => !isObject(rule) || Array.isArray(rule.matches))) return entry;
    const rules = entry.rules.map(
      (rule: Json): Json => (isObject(rule) && !Array.isArray(rule.matches) ? { ...rule, matches: null } : rule),
    );
    return { ...entry, rules };
  });
  return { ...object, spec: { ...spec, to } };
}
