import type { TextRange } from "../diagnostic.ts";
import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { displayName, type FieldPath, type Json } from "../kubernetes/object.ts";
import type { Generated } from "../kuma/place.ts";
import { originOf } from "../kuma/trace.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Located } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { share } from "./hover.ts";
import { becoming } from "./outcome.ts";
import { locatedIn, rangeIn } from "./place.ts";
import { listAt, objectAt } from "./reference.ts";

/** Something that is so without being written. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
}

/** A hint behind the value of a field of one object. */
interface Noted {
  readonly path: FieldPath;
  readonly text: string;
  readonly tooltip: string;
}

/** Defaults that matter, where an object ends up, what Kuma calls what it makes, and how requests are shared. */
export function inlayHints(workspace: Workspace, uri: string, within: TextRange): readonly InlayHint[] {
  const file = workspace.file(uri);
  const [cluster] = file?.clusters ?? [];
  if (file === undefined || cluster === undefined) return [];
  return locatedIn(file)
    .filter(({ start, part }) => start <= within.end && start + part.text.length >= within.start)
    .flatMap((place) =>
      [...placement(cluster, place), ...listenerHints(place), ...routeHints(cluster, place)].map(
        ({ path, text, tooltip }): InlayHint => ({
          offset: rangeIn(workspace, place, path).range.end,
          text,
          tooltip,
        }),
      ),
    )
    .filter(({ offset }) => offset >= within.start && offset <= within.end)
    .sort((a, b) => a.offset - b.offset);
}

/** Namespace and mesh, where somebody else decides them. */
function placement(cluster: ClusterState, { manifest: { key, value } }: Located): readonly Noted[] {
  const { view } = cluster;
  const metadata = objectAt(value.metadata);
  if (typeof metadata.name !== "string") return [];
  const path = ["metadata", "name"];
  const hints: Noted[] = [];
  if (key.namespace !== "" && metadata.namespace === undefined) {
    const tooltip =
      "No namespace is written, so kubectl takes the one of its context; here that is taken to be default.";
    hints.push({ path, text: `namespace ${key.namespace}`, tooltip });
  }
  const isGateway = key.kind === gatewayKind.kind && key.group === gatewayKind.group;
  if (!isGateway && (key.kind !== httpRouteKind.kind || key.group !== httpRouteKind.group)) return hints;
  const object = isGateway
    ? view.cluster.get(gatewayKind, key.namespace, key.name)
    : view.cluster.get(httpRouteKind, key.namespace, key.name);
  if (object === undefined) return hints;
  const { gatewayMesh, routeMesh } = view.controlPlane.behavior;
  const { mesh, from, byDefault } = meshOf(view.cluster, object, isGateway ? gatewayMesh : routeMesh);
  if (!byDefault && from.object.kind === "Namespace") {
    hints.push({ path, text: `mesh ${mesh}`, tooltip: `Namespace ${from.object.name} says so.` });
  }
  return hints;
}

function listenerHints({ manifest: { key, value } }: Located): readonly Noted[] {
  if (key.kind !== gatewayKind.kind || key.group !== gatewayKind.group) return [];
  return listAt(objectAt(value.spec).listeners).flatMap((item, at): Noted[] => {
    const { name, allowedRoutes } = objectAt(item);
    if (typeof name !== "string" || objectAt(allowedRoutes).namespaces !== undefined) return [];
    const tooltip = "allowedRoutes.namespaces.from is Same, unless said.";
    return [{ path: ["spec", "listeners", at, "name"], text: "takes routes of this namespace only", tooltip }];
  });
}

function routeHints(cluster: ClusterState, { manifest: { key, value } }: Located): readonly Noted[] {
  if (key.kind !== httpRouteKind.kind || key.group !== httpRouteKind.group) return [];
  const spec = objectAt(value.spec);
  const { generated } = becoming(cluster.view, key);
  const parents = listAt(spec.parentRefs).flatMap((item, at) => generatedNames(generated, item, at));
  const rules = listAt(spec.rules).flatMap((rule, at): Noted[] => {
    const path = ["spec", "rules", at];
    const { matches, filters, backendRefs } = objectAt(rule);
    return [
      ...listAt(matches).flatMap((match, index) => matchDefaults(match, [...path, "matches", index])),
      ...listAt(filters).flatMap((filter, index) => redirectPort(filter, [...path, "filters", index])),
      ...shares(listAt(backendRefs), path),
    ];
  });
  return [...parents, ...rules];
}

const longest = 40;

function generatedNames(generated: readonly Generated[], item: Json, at: number): readonly Noted[] {
  if (typeof objectAt(item).name !== "string") return [];
  const made = generated.find(({ key, origins }) => {
    if (key.kind !== "MeshHTTPRoute") return false;
    const from = originOf(origins, ["metadata", "name"]) ?? originOf(origins, ["spec", "targetRef"]) ?? [];
    return from.some(({ path }) => path[1] === "parentRefs" && path[2] === at);
  });
  if (made === undefined) return [];
  const { name } = made.key;
  const text = `→ ${name.length > longest ? `${name.slice(0, longest)}…` : name}`;
  const tooltip = `Kuma makes MeshHTTPRoute ${displayName(made.key)} for this parent.`;
  return [{ path: ["spec", "parentRefs", at, "name"], text, tooltip }];
}

function matchDefaults(match: Json, path: FieldPath): readonly Noted[] {
  const { path: wanted } = objectAt(match);
  const { type, value } = objectAt(wanted);
  if (typeof value !== "string" || type !== undefined) return [];
  return [{ path: [...path, "path", "value"], text: "PathPrefix", tooltip: "The type of a path match, unless said." }];
}

/** kuma fills in the scheme's own port where only the scheme is given. */
function redirectPort(filter: Json, path: FieldPath): readonly Noted[] {
  const { scheme, port } = objectAt(objectAt(filter).requestRedirect);
  if (port !== undefined || (scheme !== "http" && scheme !== "https")) return [];
  const text = scheme === "https" ? "port 443" : "port 80";
  const tooltip = "The scheme's own port, as none is given.";
  return [{ path: [...path, "requestRedirect", "scheme"], text, tooltip }];
}

function shares(items: readonly Json[], path: FieldPath): readonly Noted[] {
  if (items.length < 2) return [];
  const backends = items.map(objectAt);
  const weights = backends.map(({ weight }) => (typeof weight === "number" ? weight : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, index) => ({
    path: [...path, "backendRefs", index, backends[index]?.weight === undefined ? "name" : "weight"],
    text: total === 0 ? "0 %" : share(weight, total),
    tooltip: `${weight} of ${total}: its share of this rule's requests`,
  }));
}
