import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, KubeObject } from "../../server/src/kubernetes/object.ts";
import { answerOf } from "../../server/src/kuma/answer.ts";
import type { Behavior } from "../../server/src/kuma/behavior.ts";
import { closedWorld } from "../../server/src/kuma/closed-world.ts";
import { type ControlPlaneChoices, controlPlaneOf } from "../../server/src/kuma/control-plane.ts";
import { memoryView } from "../../server/src/kuma/memory-view.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";

// A member of Behavior that changes from one release to the next has to show in the answer of one of these worlds.

const gatewayApi = "gateway.networking.k8s.io/v1";
const meta = (name: string, namespace?: string, rest: object = {}) => ({ metadata: { name, namespace, ...rest } });
const make = (apiVersion: string, kind: string, rest: object): JsonObject =>
  // As JSON: without what is undefined.
  JSON.parse(JSON.stringify({ apiVersion, kind, ...rest }));
const kuma = (kind: string, rest: object) => make("kuma.io/v1alpha1", kind, rest);
const gatewayClass = (spec: object = {}) =>
  make(gatewayApi, "GatewayClass", {
    ...meta("kuma"),
    spec: { controllerName: "gateways.kuma.io/controller", ...spec },
  });
const configured = {
  parametersRef: { group: "kuma.io", kind: "MeshGatewayConfig", name: "config" },
};
const config = (spec: object) => kuma("MeshGatewayConfig", { ...meta("config"), spec });
const listener = (name: string, rest: object = {}) => ({
  name,
  port: 80,
  protocol: "HTTP",
  allowedRoutes: { namespaces: { from: "All" } },
  ...rest,
});
const gateway = (listeners: readonly object[], rest: object = {}) =>
  make(gatewayApi, "Gateway", { ...meta("edge", "demo", rest), spec: { gatewayClassName: "kuma", listeners } });
const service = (name: string, namespace = "demo") =>
  make("v1", "Service", { ...meta(name, namespace), spec: { ports: [{ name: "http", port: 80 }] } });
const route = (spec: object, rest: object = {}) =>
  make(gatewayApi, "HTTPRoute", { ...meta("echo", "demo", rest), spec });
const toApi = { backendRefs: [{ name: "api", port: 80 }] };
const namespace = (name: string, rest: object = {}) => make("v1", "Namespace", meta(name, undefined, rest));
const around = [
  ...["default", "other"].map((name) => kuma("Mesh", meta(name))),
  namespace("kuma-system"),
  namespace("demo"),
  namespace("other"),
  service("api"),
];
const edge = { name: "edge" };
const meshRoute = (spec: object, space = "kuma-system") =>
  kuma("MeshHTTPRoute", { ...meta("mine", space, { labels: { "kuma.io/mesh": "default" } }), spec });
const targeting = (targetRef: object) => meshRoute({ targetRef, to: [] });

const mirrored = {
  matches: [{ path: { type: "PathPrefix", value: "/" } }],
  default: {
    filters: [
      {
        type: "RequestMirror",
        requestMirror: { backendRef: { kind: "MeshExternalService", labels: { a: "b" }, weight: 1 } },
      },
    ],
  },
};

const worlds: readonly (readonly JsonObject[])[] = [
  [...around, gatewayClass(), gateway([listener("http")]), route({ parentRefs: [edge], rules: [toApi] })],
  [
    ...around,
    gatewayClass(),
    gateway([listener("http")], { labels: { "kuma.io/mesh": "other" }, annotations: { "kuma.io/mesh": "other" } }),
    route({ parentRefs: [edge], rules: [toApi] }, { annotations: { "kuma.io/mesh": "other" } }),
  ],
  [...around, gatewayClass(), gateway([listener("http")], { labels: { "kuma.io/mesh": "other" } })],
  [
    ...around.filter(({ metadata }) => (metadata as { name?: string }).name !== "demo"),
    namespace("demo", { labels: { "kuma.io/mesh": "other" } }),
    route({ parentRefs: [{ group: "", kind: "Service", name: "api" }] }),
  ],
  [
    ...around,
    gatewayClass(),
    gateway([listener("http")]),
    route({ parentRefs: [{ ...edge, port: 8080 }], rules: [toApi] }),
  ],
  [
    ...around,
    gatewayClass(),
    gateway([
      listener("http"),
      listener("bad", {
        port: 81,
        allowedRoutes: {
          namespaces: { from: "Selector", selector: { matchExpressions: [{ key: "a", operator: "In" }] } },
        },
      }),
    ]),
    route({ parentRefs: [{ ...edge, sectionName: "http" }], rules: [toApi] }),
  ],
  [
    ...around,
    gatewayClass(),
    gateway([
      listener("http", { hostname: "*.example.com" }),
      listener("org", { port: 81, hostname: "a.example.org" }),
    ]),
    route({ parentRefs: [edge], hostnames: ["fooexample.com"], rules: [toApi] }),
  ],
  [
    ...around,
    gatewayClass(),
    gateway([
      listener("http", { hostname: "*.example.com" }),
      listener("org", { port: 81, hostname: "a.example.org" }),
    ]),
    route({ parentRefs: [edge], hostnames: ["a.example.com"], rules: [toApi] }),
  ],
  [
    ...around,
    service("edge"),
    gatewayClass(),
    gateway([listener("http")]),
    route({ parentRefs: [{ group: "", kind: "Service", name: "edge" }] }),
  ],
  [
    ...around,
    gatewayClass(),
    gateway([listener("a"), listener("b", { port: 81 })]),
    route({
      parentRefs: [
        { ...edge, sectionName: "a" },
        { ...edge, sectionName: "b" },
      ],
    }),
  ],
  [
    ...around,
    gatewayClass(),
    gateway([
      listener("https", {
        port: 443,
        protocol: "HTTPS",
        tls: { mode: "Terminate", certificateRefs: [{ name: "cert" }] },
      }),
    ]),
  ],
  [...around, gatewayClass(configured), config({ tags: { team: "a/b" } }), gateway([listener("http")])],
  [...around, gatewayClass(configured), config({ tags: { "kuma.io/service": "mine" } }), gateway([listener("http")])],
  [
    ...around,
    service("api", "other"),
    route({ parentRefs: [{ group: "", kind: "Service", name: "api", namespace: "other" }] }),
  ],
  [...around, route({ parentRefs: [{ group: "", kind: "Service", name: "api" }], rules: [] })],
  [
    ...around,
    kuma("MeshGatewayInstance", {
      ...meta("edge", "demo", { annotations: { "kuma.io/envoy-admin-port": "9999" } }),
      spec: { replicas: 1, serviceType: "LoadBalancer", tags: { "kuma.io/service": "mine" } },
    }),
    kuma("MeshGateway", {
      ...meta("mine"),
      mesh: "default",
      spec: {
        selectors: [{ match: { "kuma.io/service": "mine" } }],
        conf: { listeners: [{ port: 80, protocol: "HTTP", tags: { a: "b" } }] },
      },
    }),
  ],
  [...around, targeting({ kind: "MeshExternalService", name: "x" })],
  [...around, targeting({ kind: "Dataplane" })],
  [
    ...around,
    meshRoute({
      targetRef: { kind: "Mesh" },
      to: [{ targetRef: { kind: "MeshExternalService", name: "x" }, rules: [] }],
    }),
  ],
  [
    ...around,
    meshRoute({
      targetRef: { kind: "Mesh" },
      to: [{ targetRef: { kind: "MeshMultiZoneService", name: "x" }, rules: [] }],
    }),
  ],
  [...around, meshRoute({ targetRef: { kind: "Mesh" }, to: [{ targetRef: { kind: "Mesh" }, rules: [] }] })],
  [
    ...around,
    meshRoute({ targetRef: { kind: "Mesh" }, to: [{ targetRef: { kind: "MeshService", name: "x" }, rules: [] }] }),
  ],
  [
    ...around,
    route({ parentRefs: [{ group: "", kind: "Service", name: "api" }] }, { annotations: { "kuma.io/mesh": "other" } }),
  ],
  [
    ...around,
    meshRoute({
      targetRef: { kind: "Mesh" },
      to: [{ targetRef: { kind: "MeshService", labels: { a: "b" } }, rules: [mirrored] }],
    }),
  ],
];

/** What no CRD lets through, but every control plane has its own idea of. */
const unadmitted = [
  namespace("demo"),
  namespace("other"),
  kuma("Mesh", meta("default")),
  service("api"),
  service("far", "other"),
  gatewayClass(),
  gateway([listener("http")]),
  make("gateway.networking.k8s.io/v1beta1", "ReferenceGrant", {
    ...meta("grant", "other"),
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "demo" }],
      to: [{ group: "", kind: "Service", name: "" }],
    },
  }),
  route({
    parentRefs: [
      { ...edge, group: "gateway.networking.k8s.io", kind: "Gateway" },
      { group: "", kind: "Service", name: "api" },
    ],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        backendRefs: [{ group: "", kind: "Service", name: "far", namespace: "other", port: 80, weight: 1 }],
      },
    ],
  }),
] as unknown as readonly KubeObject[];

const choices: readonly ControlPlaneChoices[] = [{}, { mode: "global" }];

/** Who a release is, rather than what it does. */
const identity: ReadonlySet<string> = new Set(["release", "title", "imageTag", "gatewayApi"]);

/** All answers, one after the other, only as far as they are asked for. */
function* answers(behavior: Behavior): Iterable<string> {
  for (const choice of choices) {
    const controlPlane = controlPlaneOf(behavior, choice);
    yield JSON.stringify(answerOf(memoryView(unadmitted, controlPlane)));
    for (const world of worlds) {
      const { view, refused } = closedWorld(world, controlPlane);
      yield JSON.stringify(answerOf(view, refused));
    }
  }
}

/** Functions are equal only if they are the same, all else by value. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a !== "function" && JSON.stringify(a) === JSON.stringify(b));
}

for (const [i, next] of releases.entries()) {
  const before = releases[i - 1];
  if (before === undefined) continue;
  const members = (Object.keys(next) as (keyof Behavior)[]).filter(
    (member) => !identity.has(member) && !isEqual(before[member], next[member]),
  );
  const now = [...answers(next)];
  for (const member of members) {
    test(`${before.release} → ${next.release}: ${member} shows`, () => {
      let at = 0;
      for (const answer of answers({ ...next, [member]: before[member] })) if (answer !== now[at++]) return;
      assert.fail(`no world shows that ${member} changed`);
    });
  }
}
