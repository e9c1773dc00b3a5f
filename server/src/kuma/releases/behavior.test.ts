import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../kubernetes/object.ts";
import { answerOf } from "../answer.ts";
import type { Behavior } from "../behavior.ts";
import { closedWorld } from "../closed-world.ts";
import { type ControlPlaneChoices, controlPlaneOf } from "../control-plane.ts";
import type { Answer } from "../outcome.ts";
import { defaultRelease, releaseNamed, releases } from "./index.ts";

/** What names a release, or a setting's default, rather than telling how it behaves. */
type Name = "release" | "title" | "gatewayApi";
type World = readonly JsonObject[] | { readonly objects: readonly JsonObject[]; readonly choices: ControlPlaneChoices };

const gatewayApi = "gateway.networking.k8s.io/v1";
const mesh = (name: string) => ({ apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name } });
const namespace = (name: string, labels = {}) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
const gatewayClass = (rest = {}) => ({
  apiVersion: gatewayApi,
  kind: "GatewayClass",
  metadata: { name: "kuma" },
  spec: { controllerName: "gateways.kuma.io/controller", ...rest },
});
const http = (rest = {}) => ({
  name: "http",
  port: 80,
  protocol: "HTTP",
  allowedRoutes: { namespaces: { from: "All" } },
  ...rest,
});
const gateway = (metadata = {}, listeners: readonly JsonObject[] = [http()]): JsonObject => ({
  apiVersion: gatewayApi,
  kind: "Gateway",
  metadata: { name: "edge", namespace: "infra", ...metadata },
  spec: { gatewayClassName: "kuma", listeners },
});
const route = (ref: JsonObject, rest: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: gatewayApi,
  kind: "HTTPRoute",
  metadata: { name: "echo", namespace: "demo", ...metadata },
  spec: { parentRefs: [ref], rules: [{ backendRefs: [{ name: "echo", port: 80 }] }], ...rest },
});
const service = (name: string, inNamespace = "demo"): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: inNamespace },
  spec: { ports: [{ name: "http", port: 80 }], selector: { app: name } },
});
const config = (spec: JsonObject): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshGatewayConfig",
  metadata: { name: "config" },
  spec,
});
const withConfig = gatewayClass({ parametersRef: { group: "kuma.io", kind: "MeshGatewayConfig", name: "config" } });
const meshHttpRoute = (spec: JsonObject): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshHTTPRoute",
  metadata: { name: "own", namespace: "kuma-system", labels: { "kuma.io/mesh": "default" } },
  spec,
});

const ground = [
  mesh("default"),
  mesh("blue"),
  namespace("kuma-system"),
  namespace("infra"),
  namespace("demo"),
  service("echo"),
];
const toEdge = { name: "edge", namespace: "infra" };
const toEcho = { group: "", kind: "Service", name: "echo" };
const plain = [...ground, gatewayClass(), gateway()];
const attached = (ref: JsonObject, listeners: readonly JsonObject[], rest: JsonObject = {}) => [
  ...ground,
  gatewayClass(),
  gateway({}, listeners),
  route({ ...toEdge, ...ref }, rest),
];
const rules = [{ matches: [{ path: { type: "PathPrefix", value: "/" } }], default: {} }];

/** A world for each member, whose answer changes where the member alone becomes what it was one release earlier. */
const worlds: { readonly [Member in Exclude<keyof Behavior, Name>]: World } = {
  imageTag: plain,
  gateways: plain,
  reconcilesOnGlobal: { objects: plain, choices: { mode: "global" } },
  gatewayMesh: [...ground, gatewayClass(), gateway({ labels: { "kuma.io/mesh": "blue" } })],
  routeMesh: [...ground.slice(0, 4), namespace("demo", { "kuma.io/mesh": "blue" }), service("echo"), route(toEcho)],
  parentRefPort: attached({ port: 81 }, [http()]),
  looksAtUnselectedListeners: attached({ sectionName: "http" }, [
    http(),
    http({
      name: "closed",
      port: 81,
      allowedRoutes: {
        namespaces: { from: "Selector", selector: { matchExpressions: [{ key: "team", operator: "Sounds" }] } },
      },
    }),
  ]),
  wildcardsMatchWholeLabels: attached({}, [http({ hostname: "*.example.com" })], { hostnames: ["fooexample.com"] }),
  countsRefsOfGatewaysOnly: [
    ...ground,
    service("edge", "infra"),
    gatewayClass(),
    gateway(),
    route({ ...toEdge, group: "", kind: "Service" }),
  ],
  countsByHostname: attached(
    {},
    [http({ hostname: "a.example.com" }), http({ name: "b", hostname: "b.example.com" })],
    {
      hostnames: ["a.example.com"],
    },
  ),
  translateRoute: [...ground, route(toEcho)],
  emptyGrantNameMeansAll: [],
  writesLastParentFirst: [
    ...ground,
    gatewayClass(),
    gateway(),
    route(toEdge, {
      parentRefs: [toEdge, toEcho],
      rules: [{ filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: {} }] }],
    }),
  ],
  listenerPortTag: plain,
  secretsOfSystemNamespaceOnly: [
    ...ground,
    gatewayClass(),
    gateway({}, [http({ protocol: "HTTPS", port: 443, tls: { certificateRefs: [{ name: "absent" }] } })]),
  ],
  meshGatewayMeshLabel: [...ground, gatewayClass(), gateway({ labels: { "kuma.io/mesh": "blue" } })],
  labelsZoneAndRole: plain,
  labelsEnvironment: plain,
  writesEmptyTags: attached({}, [http()]),
  webhooksNeedInjectionLabel: [...ground, withConfig, config({ tags: { "kuma.io/service": "own" } }), gateway()],
  validatesInstances: [...ground, withConfig, config({ tags: { team: "a/b" } }), gateway()],
  instanceServiceTagForbidden: [...ground, withConfig, config({ tags: { "kuma.io/service": "own" } }), gateway()],
  routeTargetKinds: [
    ...ground,
    meshHttpRoute({ targetRef: { kind: "Dataplane" }, to: [{ targetRef: { kind: "MeshService", name: "a" }, rules }] }),
  ],
  unsupportedKind: [
    ...ground,
    meshHttpRoute({
      targetRef: { kind: "MeshExternalService", name: "a" },
      to: [{ targetRef: { kind: "MeshService", name: "a" }, rules }],
    }),
  ],
  targetsByLabelsOnly: [
    ...ground,
    meshHttpRoute({ targetRef: { kind: "Mesh" }, to: [{ targetRef: { kind: "MeshService", name: "a" }, rules }] }),
  ],
  writesMissingRules: [...ground, route(toEcho, { rules: [] })],
  podMesh: plain,
  proxyCpuLimit: plain,
  proxyReadinessPort: plain,
  probesFollowAdminPort: [
    ...ground,
    gatewayClass(),
    gateway(),
    {
      apiVersion: "kuma.io/v1alpha1",
      kind: "MeshGatewayInstance",
      metadata: { name: "edge", namespace: "infra", annotations: { "kuma.io/envoy-admin-port": "9999" } },
      spec: {},
    },
  ],
  dnsVariables: plain,
  probeProxyVariable: plain,
  hostAddressVariable: plain,
};

/** The CRDs of every bundle refuse a grant whose name is empty, so no world can tell; `reference-grant.test.ts` does. */
const toldElsewhere: readonly string[] = ["emptyGrantNameMeansAll"];

for (const [member, world] of Object.entries(worlds) as [Exclude<keyof Behavior, Name>, World][]) {
  if (toldElsewhere.includes(member)) continue;
  test(`${member} makes a difference`, () => {
    const changes = releases.flatMap((newer, i) => {
      const older = releases[i - 1];
      return older !== undefined && older[member] !== newer[member]
        ? [{ newer, before: { ...newer, [member]: older[member] } }]
        : [];
    });
    assert.ok(changes.length > 0, "no release changes it");
    assert.ok(
      changes.some(
        ({ newer, before }) => JSON.stringify(answer(newer, world)) !== JSON.stringify(answer(before, world)),
      ),
      "the answers are the same",
    );
  });
}

function answer(behavior: Behavior, world: World): Answer {
  const { objects, choices } = "objects" in world ? world : { objects: world, choices: {} };
  const { view, refused } = closedWorld(objects, controlPlaneOf(behavior, choices));
  return answerOf(view, refused);
}

test("a release is found however it is written", () => {
  for (const name of ["2.14", "v2.14", "2.14.3", " 2.14 "]) assert.equal(releaseNamed(name)?.release, "2.14");
  assert.equal(releaseNamed("3.0-dev")?.release, "3.0");
  assert.equal(releaseNamed("2.1"), undefined);
  assert.equal(releaseNamed("latest"), undefined);
  assert.equal(defaultRelease.release, "2.14");
});
