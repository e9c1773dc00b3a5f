import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../kubernetes/object.ts";
import { answerOf } from "../answer.ts";
import { closedWorld } from "../closed-world.ts";
import { controlPlaneOf } from "../control-plane.ts";
import { releaseNamed } from "../releases/index.ts";
import { type HttpRouteOutcome, httpRouteStep } from "./http-route.ts";

const gatewayApi = "gateway.networking.k8s.io";
const mesh = { apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name: "default" } };
const namespace = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const base: readonly JsonObject[] = [
  mesh,
  ...["kuma-system", "demo", "other", "b-c", "c"].map(namespace),
  {
    apiVersion: `${gatewayApi}/v1`,
    kind: "GatewayClass",
    metadata: { name: "kuma" },
    spec: { controllerName: "gateways.kuma.io/controller" },
  },
  {
    apiVersion: `${gatewayApi}/v1`,
    kind: "Gateway",
    metadata: { name: "edge", namespace: "demo" },
    spec: {
      gatewayClassName: "kuma",
      listeners: [{ name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "All" } } }],
    },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "api", namespace: "demo" },
    spec: { ports: [{ name: "http", port: 80 }] },
  },
];
const api = { name: "api", port: 80 };
const route = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: `${gatewayApi}/v1`,
  kind: "HTTPRoute",
  metadata: { name: "echo", namespace: "demo", ...metadata },
  spec: { parentRefs: [{ name: "edge", namespace: "demo" }], ...spec },
});

function outcomeOf(release: string, objects: readonly JsonObject[], key = "demo/echo"): HttpRouteOutcome {
  const behavior = releaseNamed(release);
  assert.ok(behavior);
  const { view, refused } = closedWorld([...base, ...objects], controlPlaneOf(behavior));
  assert.deepEqual(refused, []);
  return view.ask(httpRouteStep, `${gatewayApi}/HTTPRoute/${key}`);
}
const names = ({ generated }: HttpRouteOutcome) => generated.map(({ key }) => key.name);
const told = ({ problems }: HttpRouteOutcome) =>
  problems.map(({ code, at: { path } }) => `${code} ${path.slice(1).join(".")}`);

const withFilters = (...filters: JsonObject[]): JsonObject => ({ rules: [{ filters, backendRefs: [api] }] });
const modify = (requestHeaderModifier: JsonObject): JsonObject => ({
  type: "RequestHeaderModifier",
  requestHeaderModifier,
});

for (const [what, spec, expected] of [
  ["no backend on a Gateway", { rules: [{ backendRefs: [api] }, {}] }, ["backend-none rules.1"]],
  ["an empty list of matches", { rules: [{ matches: [], backendRefs: [api] }] }, ["match-empty-list rules.0.matches"]],
  [
    "an empty expression",
    { rules: [{ matches: [{ path: { type: "RegularExpression", value: "" } }], backendRefs: [api] }] },
    ["match-regex-empty rules.0.matches.0.path.value"],
  ],
  [
    "a modifier without anything",
    withFilters(modify({ set: [] })),
    ["filter-header-empty rules.0.filters.0.requestHeaderModifier"],
  ],
  [
    "a header in two lists",
    withFilters(modify({ set: [{ name: "X-A", value: "1" }], add: [{ name: "x-a", value: "2" }] })),
    ["filter-header-twice rules.0.filters.0.requestHeaderModifier.add.0.name"],
  ],
  [
    "a header in two cases",
    withFilters(
      modify({
        set: [
          { name: "X-A", value: "1" },
          { name: "x-a", value: "2" },
        ],
      }),
    ),
    ["filter-header-twice rules.0.filters.0.requestHeaderModifier.set.1.name"],
  ],
  [
    "an address for a hostname",
    withFilters({ type: "URLRewrite", urlRewrite: { hostname: "10.0.0.1" } }),
    ["filter-hostname-is-address rules.0.filters.0.urlRewrite.hostname"],
  ],
  [
    "a mirror without a grant",
    withFilters({ type: "RequestMirror", requestMirror: { backendRef: { ...api, namespace: "other" } } }),
    ["filter-mirror-not-permitted rules.0.filters.0.requestMirror.backendRef.namespace"],
  ],
] as const) {
  test(`refused: ${what}`, () => {
    const outcome = outcomeOf("2.14", [route(spec as unknown as JsonObject)]);
    assert.deepEqual(told(outcome), expected);
    assert.equal(outcome.status, undefined);
    assert.equal(outcome.refused.length, 1);
    assert.match(outcome.error?.message ?? "", /^could not reconcile owned MeshHTTPRoute\.kuma\.io: could not create/);
    const because = outcome.problems[0]?.because;
    assert.ok(because !== undefined && "refusal" in because);
    assert.ok((because.refusal.causes ?? []).length > 0);
  });
}

test("refused: the mesh is missing, or cannot be one", () => {
  const labels = (name: string) => ({ labels: { "kuma.io/mesh": name } });
  const spec = { rules: [{ backendRefs: [api] }] };
  assert.deepEqual(told(outcomeOf("2.14", [route(spec, labels("absent"))])), ["mesh-missing labels.kuma.io/mesh"]);
  assert.deepEqual(told(outcomeOf("2.14", [route(spec, labels("Upper"))])), ["mesh-name-invalid labels.kuma.io/mesh"]);
});

test("refused: a name for a Service that is too long", () => {
  const name = "r".repeat(246);
  const outcome = outcomeOf(
    "2.14",
    [route({ parentRefs: [{ group: "", kind: "Service", name: "api" }] }, { name })],
    `demo/${name}`,
  );
  assert.deepEqual(told(outcome), ["parent-service-name-too-long parentRefs.0.name"]);
});

test("what was written before the refused object stays; conditions that are never written explain nothing", () => {
  const outcome = outcomeOf("2.14", [
    route({
      parentRefs: [{ group: "", kind: "Service", name: "api" }, { name: "edge" }],
      rules: [{ backendRefs: [{ name: "gone", port: 80 }] }, {}],
    }),
  ]);
  assert.deepEqual(names(outcome), ["echo-demo-api.demo"]);
  assert.deepEqual(told(outcome), ["backend-missing rules.0.backendRefs.0.name", "backend-none rules.1"]);
  assert.equal(outcome.problems[0]?.because, undefined);
});

test("of two routes that want one name the first gets it, and its neighbour nothing at all", () => {
  const parentRefs = [{ name: "edge", namespace: "demo" }];
  const rules = [{ backendRefs: [{ ...api, namespace: "demo" }] }];
  const pair = [
    route({ parentRefs, rules }, { name: "a", namespace: "b-c" }),
    route({ parentRefs, rules }, { name: "a-b", namespace: "c" }),
  ];
  assert.equal(names(outcomeOf("2.14", pair, "b-c/a")).length, 1);
  const second = outcomeOf("2.14", pair, "c/a-b");
  assert.deepEqual(names(second), []);
  assert.equal(second.status, undefined);
  assert.ok(told(second).includes("generated-name-collision name"));
  assert.match(second.error?.message ?? "", /meshhttproutes\.kuma\.io "a-b-c-[0-9a-f]{8}" already exists$/);
});

test("a name that another route would want, but does not get, is free", () => {
  const rules = [{ backendRefs: [{ ...api, namespace: "demo" }] }];
  const pair = [
    route(
      { parentRefs: [{ name: "edge", namespace: "demo", sectionName: "gone" }], rules },
      { name: "a", namespace: "b-c" },
    ),
    route(
      { parentRefs: [{ name: "edge", namespace: "demo", sectionName: "gone" }], rules },
      { name: "a-b", namespace: "c" },
    ),
  ];
  assert.deepEqual(outcomeOf("2.14", pair, "c/a-b").error, undefined);
});

test("a name is free, too, where its first claimant fails before it comes to it", () => {
  const onGateway = { name: "edge", namespace: "demo" };
  const onService = { group: "", kind: "Service", name: "api", namespace: "demo" };
  // Without a backend the object for the Gateway is refused, and the one for the Service never written.
  const first = route({ parentRefs: [onGateway, onService], rules: [{}] }, { name: "a", namespace: "b-c" });
  const second = route({ parentRefs: [onService] }, { name: "a-b", namespace: "c" });
  assert.deepEqual(names(outcomeOf("2.14", [first, second], "b-c/a")), []);
  assert.deepEqual(names(outcomeOf("2.14", [first, second], "c/a-b")), ["a-b-c-api.demo"]);
  const other = route({ parentRefs: [onService, onGateway], rules: [{}] }, { name: "a", namespace: "b-c" });
  assert.deepEqual(names(outcomeOf("2.14", [other, second], "b-c/a")), ["a-b-c-api.demo"]);
  assert.deepEqual(names(outcomeOf("2.14", [other, second], "c/a-b")), []);
});

const own = (labels: JsonObject): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshHTTPRoute",
  metadata: { name: "echo-demo-api.demo", namespace: "kuma-system", labels },
  spec: {
    targetRef: { kind: "Mesh" },
    to: [{ targetRef: { kind: "MeshService", name: "api_demo_svc_80" }, rules: [] }],
  },
});

test("an authored object of the name is in the way; one with the route's label is rewritten and keeps its labels", () => {
  const subject = route({ parentRefs: [{ group: "", kind: "Service", name: "api" }] });
  const foreign = outcomeOf("2.14", [subject, own({ mine: "yes" })]);
  assert.deepEqual(told(foreign), ["generated-name-collision name"]);
  const label = { "gateways.kuma.io/gateway.networking.k8s.io-owner": "demo_echo-d3ade497", keep: "me" };
  const [rewritten] = outcomeOf("2.14", [subject, own(label)]).generated;
  const { metadata, spec } = rewritten!.object as unknown as {
    metadata: { labels: JsonObject };
    spec: { to: JsonObject[] };
  };
  assert.equal(metadata.labels.keep, "me");
  assert.deepEqual(spec.to[0]?.rules, [{ matches: [{ path: { type: "PathPrefix", value: "/" } }], default: {} }]);
});

test("a global control plane leaves routes alone from 2.10 on", () => {
  const subject = route({ parentRefs: [{ group: "", kind: "Service", name: "api" }] });
  for (const [release, parents] of [
    ["2.9", 1],
    ["2.10", undefined],
  ] as const) {
    const behavior = releaseNamed(release);
    assert.ok(behavior);
    const { view } = closedWorld([...base, subject], controlPlaneOf(behavior, { mode: "global" }));
    assert.equal(view.ask(httpRouteStep, `${gatewayApi}/HTTPRoute/demo/echo`).status?.parents.length, parents);
  }
});

test("the whole answer names what is refused, written and failed", () => {
  const behavior = releaseNamed("2.14");
  assert.ok(behavior);
  const broken = route({ rules: [{}] });
  const invalid = route({ rules: "none" } as unknown as JsonObject, { name: "invalid" });
  const { view, refused } = closedWorld([...base, broken, invalid], controlPlaneOf(behavior));
  const answer = answerOf(view, refused);
  assert.deepEqual(
    answer.refused?.map(({ kind, name, by }) => [kind, name, by]),
    [["HTTPRoute", "invalid", "schema"]],
  );
  assert.deepEqual(
    answer.reconcileErrors?.map(({ kind, name }) => [kind, name]),
    [["HTTPRoute", "echo"]],
  );
  assert.deepEqual(
    answer.status.find(({ kind }) => kind === "HTTPRoute"),
    { kind: "HTTPRoute", namespace: "demo", name: "echo", status: {} },
  );
  assert.equal(
    view.cluster.lookup({ group: gatewayApi, kind: "HTTPRoute", namespaced: true }, "demo", "invalid"),
    "rejected",
  );
});
