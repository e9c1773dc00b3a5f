import type { TopologyEdge, TopologyNode } from "../../../shared/src/topology.ts";
import { type Gateway, gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { type GatewayClass, gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { type HTTPRoute, httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { grantPermits } from "../gateway-api/reference-grant.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import {
  type FieldPath,
  type KubeKind,
  type KubeObject,
  keyFromText,
  keyOf,
  keyText,
  type ObjectKey,
  startsWith,
} from "../kubernetes/object.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Place } from "../kuma/place.ts";
import { attachToGateway, parentKindOf } from "../kuma/translate/attachment.ts";
import { backendKey } from "../kuma/translate/backend-ref.ts";
import { gatewayStep } from "../kuma/translate/gateway.ts";
import { gatewayClassStep } from "../kuma/translate/gateway-class.ts";
import { httpRouteStep } from "../kuma/translate/http-route.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import type { Step, View } from "../kuma/view.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { inOneGo } from "../workspace/interruption.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type FileRange, rangeOfPlace } from "./place.ts";

/** A topology whose nodes know of which object they are a part. */
interface PlacedTopology {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly TopologyEdge[];
}

interface PlacedNode extends TopologyNode {
  readonly place?: Place;
}

/** A topology that can say where its nodes are written. Looking that up parses manifests, so it is done for what is shown. */
export interface LocatedTopology extends PlacedTopology {
  readonly sourceOf: (node: PlacedNode) => FileRange | undefined;
}

export function locatedTopology(workspace: Workspace, cluster: ClusterState): LocatedTopology {
  return {
    ...topologyOf(cluster.view, workspace),
    sourceOf: ({ place }) => (place === undefined ? undefined : rangeOfPlace(workspace, cluster, place)),
  };
}

/** Everything of Gateway API in a cluster, from the classes to the Services, with what is broken and why. */
export function topologyOf(view: View, { map, once }: Pick<Workspace, "map" | "once"> = inOneGo): PlacedTopology {
  const keys = once("keys", () =>
    [gatewayClassKind, gatewayKind, httpRouteKind].flatMap((kind: KubeKind) =>
      view.cluster.list(kind).map((object) => keyText(keyOf(object))),
    ),
  );
  const parts = map("parts", keys, (key) => view.ask(partStep, key));
  const nodes = once("nodes", () => {
    const all = new Map<string, PlacedNode>();
    for (const part of parts) for (const { id, node, own } of part.nodes) if (own || !all.has(id)) all.set(id, node);
    return all;
  });
  const edges = once("edges", () => parts.flatMap((part) => part.edges));
  const grants = once("grants", () => grantParts(view, parts));
  return {
    nodes: [...nodes.values(), ...grants.map(({ node }) => node)],
    edges: [...edges, ...grants.flatMap((grant) => grant.edges)],
  };
}

/** What one object adds to the picture. */
interface Part {
  readonly nodes: readonly PartNode[];
  readonly edges: readonly TopologyEdge[];
  /** What it refers to. */
  readonly referred: readonly ObjectKey[];
}

interface PartNode {
  readonly id: string;
  readonly node: PlacedNode;
  /** Otherwise it is only referred to here, and drawn so where it adds nothing by itself. */
  readonly own: boolean;
}

const partStep: Step<Part> = {
  name: "topology part",
  run(view, text) {
    const { kind, namespace, name } = keyFromText(text);
    const part = new PartBuilder(view);
    if (kind === gatewayClassKind.kind) {
      const gatewayClass = view.cluster.get(gatewayClassKind, namespace, name);
      if (gatewayClass !== undefined) addGatewayClass(part, view, gatewayClass);
    } else if (kind === gatewayKind.kind) {
      const gateway = view.cluster.get(gatewayKind, namespace, name);
      if (gateway !== undefined) addGateway(part, view, gateway);
    } else {
      const route = view.cluster.get(httpRouteKind, namespace, name);
      if (route !== undefined) addRoute(part, view, route);
    }
    return part.done();
  },
  kept: true,
};

function addGatewayClass(graph: PartBuilder, view: View, gatewayClass: GatewayClass): void {
  if (gatewayClass.spec.controllerName !== controllerName) return;
  const { problems } = view.ask(gatewayClassStep, keyText(keyOf(gatewayClass)));
  graph.object(gatewayClass, { broken: problems.length > 0 });
}

function addGateway(graph: PartBuilder, view: View, gateway: Gateway): void {
  const outcome = view.ask(gatewayStep, keyText(keyOf(gateway)));
  const { mesh } = meshOf(view.cluster, gateway, view.controlPlane.behavior.gatewayMesh);
  const id = graph.object(gateway, { broken: failed(outcome), mesh });
  const classId = graph.refer({
    group: gatewayKind.group,
    kind: "GatewayClass",
    namespace: "",
    name: gateway.spec.gatewayClassName,
  });
  graph.edge({ from: classId, to: id, state: "ok" });
  for (const [index, { name, protocol, port, hostname, tls }] of gateway.spec.listeners.entries()) {
    const wrong = problemAt(outcome, ["spec", "listeners", index]);
    const listener = graph.node({
      id: listenerId(gateway, index),
      kind: "Listener",
      name,
      namespace: "",
      mesh,
      detail: `${protocol} ${port}${hostname === undefined ? "" : ` ${hostname}`}`,
      state: wrong === undefined ? "ok" : "broken",
      place: { object: keyOf(gateway), path: ["spec", "listeners", index] },
    });
    graph.edge({ from: id, to: listener, state: wrong === undefined ? "ok" : "broken", ...why(wrong) });
    for (const [at, ref] of (tls?.certificateRefs ?? []).entries()) {
      const key: ObjectKey = {
        group: ref.group ?? "",
        kind: ref.kind ?? "Secret",
        namespace: ref.namespace ?? gateway.metadata.namespace ?? "",
        name: ref.name,
      };
      const bad = problemAt(outcome, ["spec", "listeners", index, "tls", "certificateRefs", at]);
      graph.edge({
        from: listener,
        to: graph.refer(key),
        label: "TLS",
        state: bad === undefined ? "ok" : "broken",
        ...why(bad),
      });
    }
  }
}

function addRoute(graph: PartBuilder, view: View, route: HTTPRoute): void {
  const outcome = view.ask(httpRouteStep, keyText(keyOf(route)));
  const mesh = outcome.translation?.mesh.mesh;
  const id = graph.object(route, { broken: failed(outcome), ...(mesh === undefined ? {} : { mesh }) });
  const namespace = route.metadata.namespace ?? "";
  for (const [index, ref] of (route.spec.parentRefs ?? []).entries()) {
    const kind = parentKindOf(ref);
    if (kind === undefined) continue;
    const wrong = problemAt(outcome, ["spec", "parentRefs", index]) ?? refusedParent(outcome, index);
    const attachment = kind === "Gateway" ? attachToGateway(view, route, ref) : undefined;
    if (attachment?.result === "accepted") {
      for (const listener of attachment.listeners)
        graph.edge({ from: listenerId(attachment.gateway, listener), to: id, state: "ok" });
      continue;
    }
    const group = { Gateway: gatewayKind.group, Service: "", MeshService: "kuma.io" }[kind];
    const from = graph.refer({ group, kind, namespace: ref.namespace ?? namespace, name: ref.name });
    const port = ref.port === undefined ? {} : { label: String(ref.port) };
    graph.edge({ from, to: id, ...port, state: wrong === undefined ? "ok" : "broken", ...why(wrong) });
  }
  for (const [ruleIndex, rule] of (route.spec.rules ?? []).entries()) {
    const refs = rule.backendRefs ?? [];
    const total = refs.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
    for (const [index, ref] of refs.entries()) {
      const wrong = problemAt(outcome, ["spec", "rules", ruleIndex, "backendRefs", index]);
      const share = Math.round((100 * (ref.weight ?? 1)) / Math.max(total, 1));
      const port = ref.port === undefined ? "" : `:${ref.port}`;
      graph.edge({
        from: id,
        to: graph.refer(backendKey(ref, namespace)),
        label: refs.length > 1 ? `${port} ${share} %`.trim() : port,
        state: wrong === undefined ? "ok" : "broken",
        ...why(wrong),
      });
    }
  }
}

/** A grant points at what it makes reachable, of the things that somebody refers to. */
function grantParts(
  view: View,
  parts: readonly Part[],
): readonly { readonly node: PlacedNode; readonly edges: readonly TopologyEdge[] }[] {
  const { emptyGrantNameMeansAll } = view.controlPlane.behavior;
  return view.cluster.list(referenceGrantKind).map((grant) => {
    const node = nodeOf(keyOf(grant), { state: "ok" });
    const from = (grant.spec?.from ?? []).map(({ group, kind, namespace }) => ({ group, kind, namespace }));
    const permits = (target: ObjectKey) =>
      from.some((referrer) => grantPermits(grant, referrer, target, { emptyNameMeansAll: emptyGrantNameMeansAll }));
    const targets = new Map<string, ObjectKey>();
    for (const { referred } of parts) {
      for (const key of referred) if (key.namespace === node.namespace) targets.set(keyText(key), key);
    }
    const edges = [...targets].flatMap(([id, target]): TopologyEdge[] =>
      permits(target) ? [{ from: node.id, to: id, label: "permits", state: "ok" }] : [],
    );
    return { node, edges };
  });
}

type Problem = Outcome["problems"][number];

const failed = ({ error, refused }: Outcome) => error !== undefined || refused.length > 0;
const listenerId = (gateway: Gateway, index: number) => `${keyText(keyOf(gateway))}#${index}`;

/** The first problem at this path or below. */
function problemAt({ problems }: Outcome, path: FieldPath): Problem | undefined {
  return problems.find(({ at }) => startsWith(at.path, path));
}

function refusedParent({ problems, ...rest }: Outcome, index: number): Problem | undefined {
  const parents = "parents" in rest ? (rest.parents as readonly { index: number; accepted: boolean }[]) : [];
  const refused = parents.some((parent) => parent.index === index && !parent.accepted);
  return refused ? problems.find(({ because }) => because !== undefined && "condition" in because) : undefined;
}

function why(problem: Problem | undefined): { why?: string } {
  if (problem === undefined) return {};
  const { because } = problem;
  return { why: because !== undefined && "condition" in because ? because.condition.reason : problem.code };
}

function nodeOf(key: ObjectKey, more: Pick<PlacedNode, "state" | "mesh" | "detail">): PlacedNode {
  const { kind, name, namespace } = key;
  return { id: keyText(key), kind, name, namespace, ...more, place: { object: key, path: [] } };
}

class PartBuilder {
  readonly #view: View;
  readonly #nodes = new Map<string, PartNode>();
  readonly #edges = new Map<string, TopologyEdge>();
  readonly #referred = new Map<string, ObjectKey>();

  constructor(view: View) {
    this.#view = view;
  }

  node(node: PlacedNode): string {
    this.#nodes.set(node.id, { id: node.id, node, own: true });
    return node.id;
  }

  object(object: KubeObject, { broken = false, mesh }: { broken?: boolean; mesh?: string }): string {
    const state = broken ? "broken" : "ok";
    return this.node(nodeOf(keyOf(object), { state, ...(mesh === undefined ? {} : { mesh }) }));
  }

  /** The node of something that is referred to. */
  refer(key: ObjectKey): string {
    const id = keyText(key);
    this.#referred.set(id, key);
    if (this.#nodes.has(id)) return id;
    const { kind, name, namespace, group } = key;
    const found = this.#view.cluster.lookup({ group, kind, namespaced: namespace !== "" }, namespace, name);
    const state = found === "present" || found === "external" ? "ok" : found === "rejected" ? "broken" : "missing";
    const ports = kind === "Service" ? this.#view.cluster.get(serviceKind, namespace, name)?.spec?.ports : undefined;
    const { place, ...node } = nodeOf(key, {
      state,
      ...(ports === undefined ? {} : { detail: ports.map(({ port }) => port).join(", ") }),
    });
    const isWritten = found !== "absent" && found !== "external";
    this.#nodes.set(id, { id, own: false, node: isWritten && place !== undefined ? { ...node, place } : node });
    return id;
  }

  /** The same edge twice is drawn once. */
  edge(edge: TopologyEdge): void {
    this.#edges.set([edge.from, edge.to, edge.label ?? "", edge.why ?? ""].join(" "), edge);
  }

  done(): Part {
    return {
      nodes: [...this.#nodes.values()],
      edges: [...this.#edges.values()],
      referred: [...this.#referred.values()],
    };
  }
}
