import type { TopologyEdge, TopologyNode } from "../../../shared/src/topology.ts";
import { type Gateway, gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { type HTTPRoute, httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { grantPermits } from "../gateway-api/reference-grant.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { type FieldPath, type KubeObject, keyOf, keyText, type ObjectKey } from "../kubernetes/object.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Place } from "../kuma/place.ts";
import { attachToGateway, parentKindOf } from "../kuma/translate/attachment.ts";
import { backendKey } from "../kuma/translate/backend-ref.ts";
import { gatewayStep } from "../kuma/translate/gateway.ts";
import { gatewayClassStep } from "../kuma/translate/gateway-class.ts";
import { httpRouteStep } from "../kuma/translate/http-route.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import type { View } from "../kuma/view.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
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
    ...topologyOf(cluster.view),
    sourceOf: ({ place }) => (place === undefined ? undefined : rangeOfPlace(workspace, cluster, place)),
  };
}

/** Everything of Gateway API in a cluster, from the classes to the Services, with what is broken and why. */
export function topologyOf(view: View): PlacedTopology {
  const graph = new GraphBuilder(view);
  for (const gatewayClass of view.cluster.list(gatewayClassKind)) {
    if (gatewayClass.spec.controllerName !== controllerName) continue;
    const { problems } = view.ask(gatewayClassStep, keyText(keyOf(gatewayClass)));
    graph.object(gatewayClass, { broken: problems.length > 0 });
  }
  for (const gateway of view.cluster.list(gatewayKind)) addGateway(graph, view, gateway);
  for (const route of view.cluster.list(httpRouteKind)) addRoute(graph, view, route);
  addGrants(graph, view);
  return graph.done();
}

function addGateway(graph: GraphBuilder, view: View, gateway: Gateway): void {
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

function addRoute(graph: GraphBuilder, view: View, route: HTTPRoute): void {
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
function addGrants(graph: GraphBuilder, view: View): void {
  for (const grant of view.cluster.list(referenceGrantKind)) {
    const id = graph.object(grant, {});
    const from = (grant.spec?.from ?? []).map(({ group, kind, namespace }) => ({ group, kind, namespace }));
    for (const target of graph.referred(grant.metadata.namespace ?? "")) {
      if (
        from.some((referrer) =>
          grantPermits(grant, referrer, target, {
            emptyNameMeansAll: view.controlPlane.behavior.emptyGrantNameMeansAll,
          }),
        )
      ) {
        graph.edge({ from: id, to: keyText(target), label: "permits", state: "ok" });
      }
    }
  }
}

type Problem = Outcome["problems"][number];

const failed = ({ error, refused }: Outcome) => error !== undefined || refused.length > 0;
const listenerId = (gateway: Gateway, index: number) => `${keyText(keyOf(gateway))}#${index}`;

/** The first problem at this path or below. */
function problemAt({ problems }: Outcome, path: FieldPath): Problem | undefined {
  return problems.find(({ at }) => path.every((step, index) => at.path[index] === step));
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

class GraphBuilder {
  readonly #view: View;
  readonly #nodes = new Map<string, PlacedNode>();
  readonly #edges = new Map<string, TopologyEdge>();
  /** By namespace. */
  readonly #referred = new Map<string, Map<string, ObjectKey>>();

  constructor(view: View) {
    this.#view = view;
  }

  node(node: PlacedNode): string {
    this.#nodes.set(node.id, node);
    return node.id;
  }

  object(object: KubeObject, { broken = false, mesh }: { broken?: boolean; mesh?: string }): string {
    const key = keyOf(object);
    const { kind, name, namespace } = key;
    const state = broken ? "broken" : "ok";
    return this.node({
      id: keyText(key),
      kind,
      name,
      namespace,
      state,
      place: { object: key, path: [] },
      ...(mesh === undefined ? {} : { mesh }),
    });
  }

  /** The node of something that is referred to; made where nothing else has. */
  refer(key: ObjectKey): string {
    const id = keyText(key);
    const { kind, name, namespace, group } = key;
    const others = this.#referred.get(namespace);
    if (others === undefined) this.#referred.set(namespace, new Map([[id, key]]));
    else others.set(id, key);
    if (this.#nodes.has(id)) return id;
    const found = this.#view.cluster.lookup({ group, kind, namespaced: namespace !== "" }, namespace, name);
    const state = found === "present" || found === "external" ? "ok" : found === "rejected" ? "broken" : "missing";
    const ports = kind === "Service" ? this.#view.cluster.get(serviceKind, namespace, name)?.spec?.ports : undefined;
    const detail = ports === undefined ? {} : { detail: ports.map(({ port }) => port).join(", ") };
    return this.node({
      id,
      kind,
      name,
      namespace,
      state,
      ...detail,
      ...(found === "absent" || found === "external" ? {} : { place: { object: key, path: [] } }),
    });
  }

  referred(namespace: string): readonly ObjectKey[] {
    return [...(this.#referred.get(namespace)?.values() ?? [])];
  }

  /** The same edge twice is drawn once. */
  edge(edge: TopologyEdge): void {
    this.#edges.set([edge.from, edge.to, edge.label ?? "", edge.why ?? ""].join(" "), edge);
  }

  done(): PlacedTopology {
    return { nodes: [...this.#nodes.values()], edges: [...this.#edges.values()] };
  }
}
