import type { Gateway } from "../gateway-api/kinds/gateway.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { type HTTPRoute, httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import type { Presence } from "../kubernetes/cluster.ts";
import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import { displayName, type FieldPath, type Json, type ObjectKey } from "../kubernetes/object.ts";
import { crossMeshAddresses } from "../kuma/data-plane/cross-mesh.ts";
import { originOf } from "../kuma/trace.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { renderYaml } from "../yaml/render.ts";
import { becomesInBrief } from "./becomes.ts";
import { type Cursor, cursorAt, valueAt } from "./cursor.ts";
import type { Hover } from "./feature.ts";
import { describeField, fieldAt, kindOf } from "./field.ts";
import { becoming, type Conditions, conditionText } from "./outcome.ts";
import { listAt, objectAt, type Reference, referenceAt, referencesIn } from "./reference.ts";

/** Documentation of the field under the cursor, and what Kuma makes of the thing that it is part of. */
export function hoverAt(workspace: Workspace, uri: string, offset: number): Hover | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  const { manifest, clusters } = cursor ?? {};
  const [cluster] = clusters ?? [];
  if (cursor === undefined || manifest === undefined || cluster === undefined) return undefined;
  if (cursor.range.start === cursor.range.end) return undefined;
  const parts = [fact(cluster, cursor) ?? outcome(cluster, cursor), documentation(cluster, cursor)].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? undefined : { range: cursor.range, markdown: parts.join("\n\n---\n\n") };
}

function documentation(cluster: ClusterState, { manifest, path }: Cursor): string | undefined {
  if (manifest === undefined) return undefined;
  const known = kindOf(cluster.spec, manifest.key.group, manifest.key.kind);
  if (known === undefined) return undefined;
  if (path.length === 1 && (path[0] === "kind" || path[0] === "apiVersion")) return known.declaration.doc;
  const field = fieldAt(known, path);
  return field === undefined ? undefined : describeField(field, known.edition);
}

/** What a field of a spec became, where there is nothing else to tell of it. */
function outcome({ view }: ClusterState, { manifest, path }: Cursor): string | undefined {
  if (manifest === undefined || path[0] !== "spec" || path.length < 2) return undefined;
  return becomesInBrief(view, manifest.key, path);
}

function fact(cluster: ClusterState, cursor: Cursor): string | undefined {
  const { manifest, path } = cursor;
  if (manifest === undefined) return undefined;
  if (path.at(-1) === "weight") return aboutWeight(manifest.value.spec, path);
  const reference = referenceAt(referencesIn(manifest), path);
  if (reference !== undefined) return aboutReference(cluster, manifest.key, reference);
  const [head, second, third] = path;
  if (path.length <= 1 || (head === "metadata" && (second === "name" || path.length === 1))) {
    return head === "spec" ? undefined : aboutObject(cluster, manifest.key);
  }
  const { kind } = manifest.key;
  if (
    kind === "Gateway" &&
    head === "spec" &&
    second === "listeners" &&
    typeof third === "number" &&
    path.length <= 4
  ) {
    return aboutListener(cluster, manifest.key, third);
  }
  if (kind === "HTTPRoute" && head === "spec" && second === "rules" && typeof third === "number") {
    if (path.length <= 4) return aboutRule(cluster, manifest.key, third);
  }
  if (kind === "HTTPRoute" && head === "spec" && second === "hostnames" && typeof third === "number") {
    return aboutHostname(cluster, manifest.key, String(valueAt(manifest.value, path) ?? ""));
  }
  return undefined;
}

/** The object as Kuma sees it: conditions, what it generates, its mesh. */
function aboutObject(cluster: ClusterState, key: ObjectKey): string | undefined {
  const { view } = cluster;
  const presence = lookup(cluster, key);
  if (presence === "rejected")
    return `**${key.kind} ${displayName(key)}** is refused by the API server: Kuma never sees it.`;
  const { reconciled, generated, refused, errors, statuses } = becoming(view, key);
  if (!reconciled) return undefined;
  const lines = [
    `**${key.kind} ${displayName(key)}** in Kuma ${view.controlPlane.behavior.release}, cluster ${cluster.name}`,
  ];
  const mesh = meshLine(cluster, key);
  if (mesh !== undefined) lines.push("", mesh);
  for (const status of statuses.filter(({ of }) => !of.startsWith("listener ")))
    lines.push("", ...conditionLines(status));
  for (const { message } of errors) lines.push("", `Its reconciliation fails: ${message}`);
  for (const { key: of, by, message } of refused)
    lines.push("", `${of.kind} \`${of.name}\` is refused by ${by}: ${message ?? ""}`);
  lines.push("", generated.length === 0 ? "Generates nothing." : "Generates:");
  for (const made of generated) lines.push(`- ${made.key.kind} \`${displayName(made.key)}\``);
  return lines.join("\n");
}

function meshLine(cluster: ClusterState, key: ObjectKey): string | undefined {
  const { view } = cluster;
  const isGateway = key.kind === "Gateway";
  if (!isGateway && key.kind !== "HTTPRoute") return undefined;
  const object = isGateway
    ? view.cluster.get(gatewayKind, key.namespace, key.name)
    : view.cluster.get(httpRouteKind, key.namespace, key.name);
  if (object === undefined) return undefined;
  const { behavior } = view.controlPlane;
  const { mesh, from, byDefault } = meshOf(view.cluster, object, isGateway ? behavior.gatewayMesh : behavior.routeMesh);
  const why = byDefault
    ? "nothing says another"
    : `${from.path[1] === "labels" ? "label" : "annotation"} of ${from.object.kind} ${displayName(from.object)}`;
  return `Mesh: \`${mesh}\` (${why}).`;
}

function conditionLines({ of, conditions, attachedRoutes }: Conditions): string[] {
  const lines = of === "" ? [] : [`${capitalized(of)}:`];
  for (const condition of conditions)
    lines.push(
      `- ${condition.status === "False" && !isGoodWhenFalse(condition.type) ? "✗" : "✓"} ${conditionText(condition)}`,
    );
  if (attachedRoutes !== undefined) lines.push(`- attached routes: ${attachedRoutes}`);
  return lines;
}

function isGoodWhenFalse(type: string): boolean {
  return type === "Conflicted" || type === "PartiallyInvalid";
}

function aboutListener(cluster: ClusterState, key: ObjectKey, index: number): string | undefined {
  const { statuses, generated } = becoming(cluster.view, key);
  const status = statuses.find((one) => one.index === index && one.of.startsWith("listener "));
  if (status === undefined) return undefined;
  const lines = conditionLines(status);
  for (const { key: made, object } of generated) {
    if (made.kind !== "MeshGateway") continue;
    for (const { listener, host, port } of crossMeshAddresses(object)) {
      if (status.of === `listener ${listener}`) lines.push(`- other meshes reach it at \`http://${host}:${port}\``);
    }
  }
  return lines.join("\n");
}

/** The rules of the generated MeshHTTPRoutes that come from this one. */
function aboutRule(cluster: ClusterState, key: ObjectKey, index: number): string | undefined {
  const lines: string[] = [];
  for (const { key: made, object, origins } of becoming(cluster.view, key).generated) {
    if (made.kind !== "MeshHTTPRoute") continue;
    listAt(objectAt(object.spec).to).forEach((to, toIndex) => {
      listAt(objectAt(to).rules).forEach((rule, ruleIndex) => {
        const from = originOf(origins, ["spec", "to", toIndex, "rules", ruleIndex]) ?? [];
        if (!from.some(({ path }) => path[1] === "rules" && path[2] === index)) return;
        lines.push(`In MeshHTTPRoute \`${made.name}\`:`, "", "```yaml", shortYaml(rule), "```");
      });
    });
  }
  return lines.length === 0 ? undefined : lines.join("\n");
}

function shortYaml(value: Json): string {
  const lines = renderYaml(value).trimEnd().split("\n");
  return (lines.length > 30 ? [...lines.slice(0, 30), "# …"] : lines).join("\n");
}

function aboutWeight(spec: Json | undefined, path: FieldPath): string | undefined {
  const weightOf = (item: Json) => {
    const { weight } = objectAt(item);
    return typeof weight === "number" ? weight : 1;
  };
  const backends = listAt(valueAt(spec, path.slice(1, -2)));
  const index = path.at(-2);
  const total = backends.reduce((sum: number, item) => sum + weightOf(item), 0);
  const own = typeof index === "number" ? backends[index] : undefined;
  if (own === undefined) return undefined;
  if (total === 0) return "All weights of this rule are 0: it serves no request.";
  return `${share(weightOf(own), total)} of the requests of this rule (${weightOf(own)} of ${total}).`;
}

export function share(weight: number, total: number): string {
  return `${Math.round((weight * 1000) / total) / 10} %`;
}

function aboutHostname(cluster: ClusterState, key: ObjectKey, hostname: string): string | undefined {
  const route: HTTPRoute | undefined = cluster.view.cluster.get(httpRouteKind, key.namespace, key.name);
  const others = cluster.view.cluster
    .list(httpRouteKind)
    .filter((other) => other !== route && other.spec.hostnames?.includes(hostname) === true);
  if (others.length === 0) return undefined;
  const names = others.slice(0, 8).map(({ metadata }) => `\`${metadata.namespace ?? ""}/${metadata.name}\``);
  return `Also of ${names.join(", ")}${others.length > 8 ? " …" : ""}.`;
}

function aboutReference(cluster: ClusterState, from: ObjectKey, { target, section, role, ref }: Reference): string {
  const presence = lookup(cluster, target);
  const title = `**${target.kind} ${displayName(target)}**`;
  const lines: string[] = [];
  if (presence === "absent") {
    lines.push(
      role === "namespace" || role === "mesh"
        ? `${title} is in no file of cluster ${cluster.name}.`
        : `${title} is not in the files of cluster ${cluster.name}.`,
    );
  } else if (presence === "external") lines.push(`${title} is declared as external: nothing more is known of it.`);
  else if (presence === "rejected") lines.push(`${title} is written, but the API server would refuse it.`);
  else lines.push(`${title}${describeTarget(cluster, target, section)}`);
  if (role === "parentRef" && from.kind === "HTTPRoute") {
    const index = ref.at(-1);
    const status = becoming(cluster.view, from).statuses.find((one) => one.index === index);
    if (status !== undefined) lines.push("", ...conditionLines(status).slice(1));
    else if (presence === "present") lines.push("", "Kuma writes no conditions for this parent.");
  }
  return lines.join("\n");
}

function describeTarget(cluster: ClusterState, target: ObjectKey, section: Reference["section"]): string {
  const { cluster: objects } = cluster.view;
  if (target.kind === "Gateway" && target.group === gatewayKind.group) {
    const gateway: Gateway | undefined = objects.get(gatewayKind, target.namespace, target.name);
    const listeners = gateway?.spec.listeners ?? [];
    const meant = listeners.filter(
      ({ name, port }) =>
        section === undefined || ("listener" in section ? section.listener === name : section.port === port),
    );
    const shown = meant.map(
      ({ name, protocol, port, hostname }) =>
        `\n- listener \`${name}\`: ${protocol} ${port}${hostname === undefined ? "" : `, \`${hostname}\``}`,
    );
    return `, class \`${gateway?.spec.gatewayClassName ?? ""}\`${shown.length === 0 ? "\n\nNo listener fits." : `\n${shown.join("")}`}`;
  }
  if (target.kind === "Service" && target.group === "") {
    const service: Service | undefined = objects.get(serviceKind, target.namespace, target.name);
    const ports = (service?.spec?.ports ?? []).map(
      ({ name, port, protocol, appProtocol }) =>
        `\n- port \`${port}\`${name === undefined ? "" : ` (${name})`}: ${appProtocol ?? protocol ?? "TCP"}`,
    );
    return ports.length === 0 ? ", without ports" : `\n${ports.join("")}`;
  }
  const { reconciled, statuses } = becoming(cluster.view, target);
  const conditions = statuses.flatMap((status) => (status.of === "" ? conditionLines(status) : []));
  return reconciled && conditions.length > 0 ? `\n\n${conditions.join("\n")}` : "";
}

function lookup(cluster: ClusterState, key: ObjectKey): Presence {
  return cluster.view.cluster.lookup({ ...key, namespaced: key.namespace !== "" }, key.namespace, key.name);
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
