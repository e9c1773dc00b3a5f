import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../kubernetes/object.ts";
import { answerOf, outcomeOf } from "../answer.ts";
import { closedWorld } from "../closed-world.ts";
import { controlPlaneOf } from "../control-plane.ts";
import { releaseNamed } from "../releases/index.ts";
import { at } from "../trace.ts";
import type { View } from "../view.ts";
import { gatewayStep } from "./gateway.ts";
import { gatewayStatusStep } from "./gateway-status.ts";

const group = "gateway.networking.k8s.io";
const edge = { group, kind: "Gateway", namespace: "infra", name: "edge" };
const key = (name = "edge") => `${group}/Gateway/infra/${name}`;
const ground: readonly JsonObject[] = [
  { apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name: "default" } },
  { apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name: "blue" } },
  ...["infra", "demo", "kuma-system"].map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
  {
    apiVersion: `${group}/v1`,
    kind: "GatewayClass",
    metadata: { name: "kuma" },
    spec: { controllerName: "gateways.kuma.io/controller" },
  },
];
const gateway = (listeners: readonly JsonObject[], metadata: JsonObject = {}): JsonObject => ({
  apiVersion: `${group}/v1`,
  kind: "Gateway",
  metadata: { name: "edge", namespace: "infra", ...metadata },
  spec: { gatewayClassName: "kuma", listeners },
});
const listener = (name: string, port: number, protocol = "HTTP", rest: JsonObject = {}): JsonObject => ({
  name,
  port,
  protocol,
  allowedRoutes: { namespaces: { from: "All" } },
  ...rest,
});
const https = (name: string, port: number, ...secrets: readonly JsonObject[]) =>
  listener(name, port, "HTTPS", { tls: { certificateRefs: secrets } });
const route = (name: string, parentRefs: readonly JsonObject[], hostnames?: readonly string[]): JsonObject => ({
  apiVersion: `${group}/v1`,
  kind: "HTTPRoute",
  metadata: { name, namespace: "demo" },
  spec: {
    parentRefs,
    ...(hostnames === undefined ? {} : { hostnames }),
    rules: [{ backendRefs: [{ name: "echo", port: 80 }] }],
  },
});
const service = (name: string, namespace = "demo"): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace },
  spec: { ports: [{ name: "http", port: 80 }], selector: { app: name } },
});
const toEdge = (rest: JsonObject = {}): JsonObject => ({ name: "edge", namespace: "infra", ...rest });

function world(release: string, objects: readonly JsonObject[], choices = {}): View {
  const behavior = releaseNamed(release);
  assert.ok(behavior);
  return closedWorld([...ground, ...objects], controlPlaneOf(behavior, choices)).view;
}

const conditionsOf = (view: View, name: string, of = "edge") =>
  Object.fromEntries(
    (view.ask(gatewayStep, key(of)).listeners.find((candidate) => candidate.name === name)?.conditions ?? []).map(
      ({ type, status, reason }) => [type, `${status} ${reason}`],
    ),
  );
const codes = (view: View) => outcomeOf(view).problems.map(({ code }) => code);
const made = (view: View) =>
  answerOf(view).generated.map((object) => `${object.kind} ${(object.metadata as { readonly name: string }).name}`);

test("one reason per listener: unsupported, then hostname, then protocol", () => {
  const view = world("2.14", [
    gateway([
      listener("own", 80, "example.com/own", { hostname: "a.com" }),
      listener("same", 80, "HTTP", { hostname: "a.com" }),
      listener("good", 81),
    ]),
  ]);
  assert.deepEqual(conditionsOf(view, "own"), { Accepted: "False UnsupportedProtocol", Programmed: "False Invalid" });
  assert.deepEqual(conditionsOf(view, "same"), { Conflicted: "True HostnameConflict", Programmed: "False Invalid" });
  assert.deepEqual(codes(view), ["listener-protocol-unsupported", "listener-hostname-conflict"]);
});

test("without a valid listener nothing is made, and the status is written all the same", () => {
  const view = world("2.14", [gateway([listener("tcp", 80, "TCP")])]);
  assert.deepEqual(made(view), []);
  assert.equal(view.ask(gatewayStatusStep, key()).written, true);
});

test("wrong route kinds: told, and generated all the same", () => {
  const kinds = [{ group: "", kind: "HTTPRoute" }, { kind: "TCPRoute" }];
  const view = world("2.14", [gateway([listener("http", 80, "HTTP", { allowedRoutes: { kinds } })])]);
  const [outcome] = view.ask(gatewayStep, key()).listeners;
  assert.equal(outcome?.conditions[0]?.message, `unexpected RouteGroupKind "HTTPRoute, TCPRoute.${group}"`);
  assert.deepEqual(outcome?.conditions[0]?.causes?.[0], at(edge, "spec", "listeners", 0, "allowedRoutes", "kinds", 0));
  assert.ok(made(view).includes("MeshGateway edge.infra"));
});

test("the grant is looked at first, then the kind, then whether there is such a Secret", () => {
  const reasonOf = (ref: JsonObject) => {
    const view = world("2.14", [gateway([https("https", 443, ref)])], { supportGatewaySecretsInAllNamespaces: true });
    const conditions = view.ask(gatewayStep, key()).listeners[0]?.conditions ?? [];
    return conditions.find(({ type }) => type === "ResolvedRefs")?.message;
  };
  assert.equal(
    reasonOf({ kind: "ConfigMap", name: "a", namespace: "demo" }),
    'reference to "ConfigMap" "demo/a" not permitted by any ReferenceGrant',
  );
  assert.equal(reasonOf({ kind: "ConfigMap", name: "a" }), "invalid reference to /ConfigMap");
  assert.equal(reasonOf({ name: "a" }), 'invalid reference to "Secret" "infra/a"');
});

test("a control plane that reads Secrets of its namespace only fails, whether the Secret exists or not", () => {
  const objects = [gateway([https("https", 443, { name: "absent" })])];
  for (const release of ["2.10", "2.11"]) {
    const { state, error } = world(release, objects).ask(gatewayStep, key());
    assert.equal(state, release === "2.10" ? "reconciled" : "failed");
    assert.match(error?.message ?? "unknown namespace", /unknown namespace/);
  }
  assert.deepEqual(codes(world("2.11", objects)), ["tls-secrets-namespace-disabled"]);
  // A wrong kind is told before any Secret is read.
  const wrong = world("2.11", [gateway([https("https", 443, { kind: "ConfigMap", name: "a" })])]);
  assert.equal(wrong.ask(gatewayStep, key()).state, "reconciled");
});

test("a refused MeshGateway leaves the Gateway without a status and blames the listener", () => {
  const view = world("2.14", [
    gateway([listener("http", 80), listener("https", 443, "HTTPS", { tls: { options: { a: "b" } } })]),
  ]);
  const { state, refused, problems } = view.ask(gatewayStep, key());
  assert.equal(state, "failed");
  assert.equal(refused[0]?.by, "validator.kuma-admission.kuma.io");
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["listener-tls-options-only"],
  );
  assert.equal(view.ask(gatewayStatusStep, key()).written, false);
});

test("an instance of the Gateway's name is taken over, but for another controller's", () => {
  const instance = (ownerReferences: readonly JsonObject[]): JsonObject => ({
    apiVersion: "kuma.io/v1alpha1",
    kind: "MeshGatewayInstance",
    metadata: { name: "edge", namespace: "infra", labels: { mine: "yes" }, ownerReferences },
    spec: { replicas: 5 },
  });
  const taken = world("2.14", [gateway([listener("http", 80)]), instance([])]);
  const object = taken
    .ask(gatewayStep, key())
    .generated.find((generated) => generated.key.kind === "MeshGatewayInstance")?.object;
  assert.ok(object);
  assert.deepEqual((object.metadata as JsonObject).labels, { "kuma.io/mesh": "default", mine: "yes" });
  assert.equal((object.spec as JsonObject).replicas, 1);
  const owner = { apiVersion: "example.com/v1", kind: "Platform", name: "p", uid: "1", controller: true };
  const other = world("2.14", [gateway([listener("http", 80)]), instance([owner])]);
  assert.deepEqual(codes(other), ["gateway-instance-collision"]);
  // The MeshGateway was made before.
  assert.ok(made(other).includes("MeshGateway edge.infra"));
});

test("refs count, not routes: once a route has one to the Gateway, each accepted one of it does", () => {
  const view = world("2.14", [
    service("echo"),
    gateway([listener("http", 80)]),
    gateway([listener("http", 80)], { name: "other" }),
    route("both", [toEdge(), toEdge({ name: "other" }), { group: "", kind: "Service", name: "echo" }]),
  ]);
  for (const name of ["edge", "other"]) {
    assert.equal(view.ask(gatewayStatusStep, key(name)).listeners[0]?.attachedRoutes, 3);
  }
});

test("2.7 takes a Service of the Gateway's name for the Gateway when it counts", () => {
  const objects = [
    service("edge", "infra"),
    service("echo"),
    gateway([listener("http", 80)]),
    route("echo", [toEdge({ group: "", kind: "Service" })]),
  ];
  const counted = (release: string) =>
    world(release, objects).ask(gatewayStatusStep, key()).listeners[0]?.attachedRoutes;
  assert.equal(counted("2.7"), 1);
  assert.equal(counted("2.8"), 0);
});

test("from 2.14 a ref without sectionName counts for the listeners whose hostname it meets", () => {
  const objects = [
    service("echo"),
    gateway([listener("a", 80, "HTTP", { hostname: "a.com" }), listener("b", 80, "HTTP", { hostname: "b.com" })]),
    route("echo", [toEdge()], ["a.com"]),
    route("named", [toEdge({ sectionName: "b" })]),
  ];
  const counted = (release: string) =>
    world(release, objects)
      .ask(gatewayStatusStep, key())
      .listeners.map(({ attachedRoutes }) => attachedRoutes);
  assert.deepEqual(counted("2.13"), [1, 2]);
  assert.deepEqual(counted("2.14"), [1, 1]);
});

test("on a global control plane Gateways were reconciled up to 2.9", () => {
  const stateOn = (release: string) =>
    world(release, [gateway([listener("http", 80)])], { mode: "global" }).ask(gatewayStep, key()).state;
  assert.notEqual(stateOn("2.9"), "ignored");
  assert.equal(stateOn("2.10"), "ignored");
});

test("3.0 makes nothing of Gateways and classes", () => {
  const view = world("3.0", [gateway([listener("http", 80)])]);
  assert.deepEqual(made(view), []);
  assert.equal(view.ask(gatewayStep, key()).state, "ignored");
});
