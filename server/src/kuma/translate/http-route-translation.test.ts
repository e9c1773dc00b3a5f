import assert from "node:assert/strict";
import { test } from "node:test";
import type { HTTPRoute } from "../../gateway-api/kinds/http-route.ts";
import type { KubeObject } from "../../kubernetes/object.ts";
import { controlPlaneOf } from "../control-plane.ts";
import { memoryView } from "../memory-view.ts";
import { releaseNamed } from "../releases/index.ts";
import { untrace } from "../trace.ts";
import type { RouteTranslation } from "./route-translation.ts";

const object = (kind: string, metadata: object, spec?: object): KubeObject => {
  const group = /^(Service|Namespace)$/.test(kind) ? "v1" : "gateway.networking.k8s.io/v1";
  return { apiVersion: group, kind, metadata, spec } as unknown as KubeObject;
};
const route = (spec: object, namespace = "demo") =>
  object("HTTPRoute", { name: "echo", namespace }, { rules: [{ matches: [slash] }], ...spec }) as HTTPRoute;
const slash = { path: { type: "PathPrefix", value: "/" } };
const kumaClass = object("GatewayClass", { name: "kuma" }, { controllerName: "gateways.kuma.io/controller" });
const gateway = (listeners: readonly object[]) =>
  object("Gateway", { name: "edge", namespace: "infra" }, { gatewayClassName: "kuma", listeners });
const listener = (name: string, rest: object = {}) => ({
  name,
  port: 80,
  protocol: "HTTP",
  allowedRoutes: { namespaces: { from: "All" } },
  ...rest,
});
const service = (namespace: string, name: string, ...ports: number[]) =>
  object("Service", { namespace, name }, { ports: ports.map((port) => ({ port, name: `p${port}` })) });
const edge = (rest: object = {}) => ({
  group: "gateway.networking.k8s.io",
  kind: "Gateway",
  name: "edge",
  namespace: "infra",
  ...rest,
});
const toService = (name: string, rest: object = {}) => ({ group: "", kind: "Service", name, ...rest });

function translate(release: string, subject: HTTPRoute, ...others: KubeObject[]): RouteTranslation {
  const behavior = releaseNamed(release);
  assert.ok(behavior);
  const view = memoryView([subject, kumaClass, ...others], controlPlaneOf(behavior));
  return behavior.translateRoute(view, subject);
}

const reasons = ({ parents }: RouteTranslation) =>
  parents.map(({ conditions }) => conditions.find(({ type }) => type === "Accepted")?.reason);
const codes = ({ problems }: RouteTranslation) => problems.map(({ code }) => code);
const specs = ({ candidates }: RouteTranslation) =>
  Object.fromEntries(candidates.map(({ name, spec }) => [name, untrace(spec).object])) as Record<string, never>;

test("hostnames are looked at before sections", () => {
  const edges = gateway([listener("http", { hostname: "a.example.com" })]);
  const missing = [edge({ sectionName: "https" })];
  const withHostnames = translate("2.14", route({ parentRefs: missing, hostnames: ["a.example.com"] }), edges);
  assert.deepEqual(reasons(withHostnames), ["NoMatchingListenerHostname"]);
  const without = translate("2.14", route({ parentRefs: missing }), edges);
  assert.deepEqual(reasons(without), ["NoMatchingParent"]);
  assert.deepEqual(codes(without), ["parent-section-missing"]);
});

test("the port of a ref selects listeners from 2.9 on", () => {
  const edges = gateway([listener("http")]);
  const subject = route({ parentRefs: [edge({ port: 8080 })] });
  assert.deepEqual(reasons(translate("2.8", subject, edges)), ["Accepted"]);
  assert.deepEqual(reasons(translate("2.9", subject, edges)), ["NoMatchingParent"]);
  assert.deepEqual(codes(translate("2.9", subject, edges)), ["parent-port-mismatch"]);
});

test("a selector that cannot be read fails the route; up to 2.8 also that of a listener nobody asked for", () => {
  const selector = { matchExpressions: [{ key: "team", operator: "Is" }] };
  const edges = gateway([
    listener("http"),
    listener("bad", { allowedRoutes: { namespaces: { from: "Selector", selector } } }),
  ]);
  const good = route({ parentRefs: [edge({ sectionName: "http" })] });
  assert.equal(translate("2.8", good, edges).failure?.problem.code, "parent-selector-invalid");
  assert.equal(translate("2.9", good, edges).failure, undefined);
  const bad = route({ parentRefs: [edge({ sectionName: "bad" })] });
  assert.match(translate("2.14", bad, edges).failure?.message ?? "", /unable to check parent ref 0: internal error/);
});

test("of several refs to one Service the last one wins, and each has its status", () => {
  const subject = route({
    parentRefs: [toService("api", { port: 80 }), toService("api", { namespace: "demo", port: 81 })],
  });
  const result = translate("2.14", subject, service("demo", "api", 80, 81));
  assert.deepEqual(reasons(result), ["Accepted", "Accepted"]);
  assert.deepEqual(specs(result), {
    "echo-demo-api.demo": {
      targetRef: { kind: "Mesh" },
      to: [
        {
          targetRef: { kind: "MeshService", name: "api_demo_svc_81" },
          rules: [{ matches: [slash], default: {} }],
        },
      ],
    },
  });
});

test("3.0 merges refs to one parent and drops what is there already", () => {
  const subject = route(
    { parentRefs: [toService("api", { namespace: "other", port: 81 }), toService("api", { namespace: "other" })] },
    "demo",
  );
  const result = translate("3.0", subject, service("other", "api", 80, 81));
  const spec = specs(result)["echo-demo-api.other"] as unknown as {
    targetRef: object;
    to: { targetRef: { sectionName: string } }[];
  };
  assert.deepEqual(spec.targetRef, { kind: "Dataplane", labels: { "k8s.kuma.io/namespace": "demo" } });
  assert.deepEqual(
    spec.to.map(({ targetRef }) => targetRef.sectionName),
    ["p81", "p80"],
  );
});

test("a parent Service that is missing has no status, in 3.0 it is refused", () => {
  const subject = route({ parentRefs: [toService("api")] });
  assert.deepEqual(reasons(translate("2.14", subject)), []);
  assert.deepEqual(reasons(translate("3.0", subject)), ["NoMatchingParent"]);
  assert.deepEqual(codes(translate("3.0", subject)), ["parent-service-missing"]);
});

test("one bad backend is one problem, however many parents tell it; the first is told", () => {
  const backendRefs = [
    { group: "", kind: "Service", name: "absent", port: 80, weight: 1 },
    { group: "", kind: "Service", name: "gone", port: 80, weight: 1 },
  ];
  const subject = route({
    parentRefs: [edge({ sectionName: "a" }), edge({ sectionName: "b" })],
    rules: [{ matches: [slash], backendRefs }],
  });
  const result = translate("2.14", subject, gateway([listener("a"), listener("b")]));
  assert.deepEqual(codes(result), ["backend-missing", "backend-missing"]);
  const [first, second] = result.problems;
  const because = first?.because;
  assert.ok(because !== undefined && "condition" in because);
  assert.equal(because.condition.message, 'backend reference references a non-existent Service "demo/absent"');
  assert.equal(because.parent, "infra/edge");
  assert.equal(second?.because, undefined);
});

test("grants matter to Gateways only", () => {
  const backendRefs = [{ group: "", kind: "Service", name: "api", namespace: "other", port: 80, weight: 1 }];
  const rules = [{ matches: [slash], backendRefs }];
  const other = service("other", "api", 80);
  const onGateway = translate("2.14", route({ parentRefs: [edge()], rules }), gateway([listener("a")]), other);
  assert.deepEqual(codes(onGateway), ["backend-not-permitted"]);
  const own = service("demo", "own", 80);
  assert.deepEqual(codes(translate("2.14", route({ parentRefs: [toService("own")], rules }), own, other)), []);
  assert.deepEqual(codes(translate("3.0", route({ parentRefs: [toService("own")], rules }), own, other)), [
    "backend-not-permitted",
  ]);
});

test("empty tags are written from 2.10 on", () => {
  const edges = gateway([listener("a")]);
  const targetRef = (release: string) =>
    Object.values(specs(translate(release, route({ parentRefs: [edge()] }), edges))).map(
      (spec: { targetRef: unknown }) => spec.targetRef,
    );
  assert.deepEqual(targetRef("2.9"), [{ kind: "MeshGateway", name: "edge.infra" }]);
  assert.deepEqual(targetRef("2.10"), [{ kind: "MeshGateway", name: "edge.infra", tags: {} }]);
});

test("a namespace is told which labels a selector misses, where labels would help", () => {
  const selector = {
    matchLabels: { team: "shop", tier: "web" },
    matchExpressions: [{ key: "stage", operator: "In", values: ["prod", "test"] }],
  };
  const allowedRoutes = { namespaces: { from: "Selector", selector } };
  const demo = object("Namespace", { name: "demo", labels: { team: "shop", stage: "dev" } });
  const subject = route({ parentRefs: [edge()] });
  const [problem] = translate("2.14", subject, demo, gateway([listener("a", { allowedRoutes })])).problems;
  assert.ok(problem?.code === "parent-not-allowed");
  assert.deepEqual(problem.args.missingLabels, { tier: "web", stage: "prod" });
  const never = {
    namespaces: { from: "Selector", selector: { matchExpressions: [{ key: "team", operator: "DoesNotExist" }] } },
  };
  const [other] = translate("2.14", subject, demo, gateway([listener("a", { allowedRoutes: never })])).problems;
  assert.ok(other?.code === "parent-not-allowed");
  assert.equal(other.args.missingLabels, undefined);
  assert.equal(other.args.from, "Selector");
});
