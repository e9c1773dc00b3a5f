import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, KubeObject } from "../../kubernetes/object.ts";
import { keyOf } from "../../kubernetes/object.ts";
import { controlPlaneOf } from "../control-plane.ts";
import { memoryCluster } from "../memory-view.ts";
import { releaseNamed, releases } from "../releases/index.ts";
import { at, from, generated, type Traced } from "../trace.ts";
import { admitGenerated } from "./admit-generated.ts";

const mesh: KubeObject = { apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name: "default" } };
const namespace = (name: string, labels: Record<string, string>): KubeObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels },
});
const route = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "demo", name: "echo" };

function sent(object: JsonObject, tree: Traced = object) {
  return generated(keyOf(object as unknown as KubeObject), from(at(route), tree));
}

function admitted(object: JsonObject, release = "2.14", objects: readonly KubeObject[] = [mesh], choices = {}) {
  const controlPlane = controlPlaneOf(releaseNamed(release)!, choices);
  return admitGenerated({ cluster: memoryCluster(objects), controlPlane }, sent(object));
}

function stored(...args: Parameters<typeof admitted>): JsonObject {
  const answer = admitted(...args);
  assert.ok("generated" in answer, JSON.stringify(answer));
  return answer.generated.object;
}

function refusal(...args: Parameters<typeof admitted>) {
  const answer = admitted(...args);
  assert.ok("refusal" in answer, JSON.stringify(answer));
  return answer;
}

const rule: JsonObject = { default: {}, matches: [{ path: { type: "PathPrefix", value: "/" } }] };
const meshHttpRoute = (rules: JsonObject[] = [rule], name = "echo", labels = {}): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshHTTPRoute",
  metadata: { name, namespace: "kuma-system", labels: { "kuma.io/mesh": "default", ...labels } },
  spec: {
    targetRef: { kind: "Mesh" },
    to: [{ targetRef: { kind: "MeshService", name: "echo_demo_svc_80" }, rules, hostnames: null }],
  },
});
const meshGateway = (name = "edge.infra"): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshGateway",
  mesh: name === "blue" ? "blue" : "default",
  metadata: { name },
  spec: {
    selectors: [{ match: { "kuma.io/service": "edge" } }],
    conf: { listeners: [{ port: 80, protocol: "HTTP" }] },
  },
});
const instance = (tags: JsonObject): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshGatewayInstance",
  metadata: { name: "edge", namespace: "infra", labels: { "kuma.io/mesh": "default" } },
  spec: { tags },
});

test("labels of a MeshHTTPRoute grow with the releases", () => {
  const labels = (release: string) =>
    Object.keys((stored(meshHttpRoute(), release).metadata as JsonObject).labels as JsonObject).sort();
  assert.deepEqual(labels("2.7"), ["kuma.io/mesh", "kuma.io/origin"]);
  assert.deepEqual(labels("2.8"), [
    "k8s.kuma.io/namespace",
    "kuma.io/mesh",
    "kuma.io/origin",
    "kuma.io/policy-role",
    "kuma.io/zone",
  ]);
  assert.deepEqual(labels("2.9"), [
    "k8s.kuma.io/namespace",
    "kuma.io/env",
    "kuma.io/mesh",
    "kuma.io/origin",
    "kuma.io/policy-role",
    "kuma.io/zone",
  ]);
});

test("a MeshGateway's mesh label, its owner and its display name", () => {
  const metadata = (release: string) => {
    const object = { ...meshGateway("blue") };
    return stored(object, release, [{ ...mesh, metadata: { name: "blue" } }], { zone: "east" }).metadata as JsonObject;
  };
  assert.equal((metadata("2.8").labels as JsonObject)["kuma.io/mesh"], "default");
  assert.deepEqual(metadata("2.14"), {
    name: "blue",
    annotations: { "kuma.io/display-name": "blue" },
    labels: { "kuma.io/env": "kubernetes", "kuma.io/mesh": "blue", "kuma.io/origin": "zone", "kuma.io/zone": "east" },
    ownerReferences: [{ apiVersion: "kuma.io/v1alpha1", kind: "Mesh", name: "blue" }],
  });
});

test("labels that are there already stay", () => {
  const { labels } = stored(meshHttpRoute([rule], "echo", { "kuma.io/zone": "other", keep: "me" })).metadata as {
    labels: JsonObject;
  };
  assert.equal(labels["kuma.io/zone"], "other");
  assert.equal(labels.keep, "me");
});

test("the mesh must exist and have a legal name", () => {
  const missing = refusal(meshHttpRoute(), "2.14", []);
  assert.equal(missing.refusal.by, "owner-reference.kuma-admission.kuma.io");
  assert.equal(missing.refusal.message, 'Mesh.kuma.io "default" not found');
  assert.deepEqual(missing.refusal.causes, [at(route)]);
  assert.match(missing.text, /^admission webhook "owner-reference.kuma-admission.kuma.io" denied the request: Mesh/);
  assert.equal(
    refusal(meshHttpRoute([rule], "echo", { "kuma.io/mesh": "Upper" })).refusal.message,
    "mesh: invalid characters. Valid characters are numbers, lowercase latin letters and '-', '_', '.' symbols.",
  );
});

test("nulls that a webhook writes are refused, those that the control plane sends are pruned", () => {
  for (const { release } of releases) {
    const labelled = meshHttpRoute([{ default: {}, matches: null }]);
    assert.equal(refusal(labelled, release).refusal.by, "schema", release);
  }
  assert.equal(Object.hasOwn((stored(meshHttpRoute()).spec as { to: JsonObject[] }).to[0]!, "hostnames"), false);
  const withoutRules = {
    ...meshHttpRoute(),
    spec: { to: [{ targetRef: { kind: "MeshService", name: "x" }, rules: null }] },
  };
  assert.equal(refusal(withoutRules, "2.10").refusal.by, "schema");
  stored(withoutRules, "2.9");
});

test("defaults of the CRD are filled in, and names checked", () => {
  const mirror = { type: "RequestMirror", requestMirror: { backendRef: { kind: "MeshService", name: "a" } } };
  const { spec } = stored(meshHttpRoute([{ ...rule, default: { filters: [mirror] } }]));
  assert.match(JSON.stringify(spec), /"name":"a","weight":1/);
  assert.equal(refusal(meshHttpRoute([rule], "a".repeat(254))).refusal.by, "schema");
  assert.equal(refusal(meshHttpRoute([rule], "a.-b")).refusal.by, "schema");
});

test("the validator has the last word", () => {
  const bad = { ...rule, default: { filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: {} }] } };
  const { refusal: told } = refusal(meshHttpRoute([rule, bad]));
  assert.equal(told.by, "validator.kuma-admission.kuma.io");
  assert.equal(
    told.message,
    "spec.to[0].rules[1].default.filters[0].requestHeaderModifier: must have at least one defined: set, add, remove",
  );
});

test("which MeshGatewayInstances are validated", () => {
  const bad = instance({ team: "a/b" });
  const plain = namespace("infra", {});
  const injected = namespace("infra", { "kuma.io/sidecar-injection": "disabled" });
  stored(bad, "2.7", [plain]);
  for (const release of ["2.8", "2.10"])
    assert.equal(refusal(bad, release, [plain]).refusal.by, "validator.kuma-admission.kuma.io");
  for (const release of ["2.11", "2.14"]) {
    stored(bad, release, [plain]);
    assert.equal(
      refusal(bad, release, [injected]).refusal.message,
      'tags["team"]: tag value must consist of alphanumeric characters, dots, dashes and underscores',
    );
  }
  const service = instance({ "kuma.io/service": "x" });
  stored(service, "2.8", [plain]);
  assert.equal(refusal(service, "2.9", [plain]).refusal.message, 'tags: "kuma.io/service" must not be defined');
  assert.match(
    refusal(instance({}), "2.8", [plain], { mode: "global" }).refusal.message ?? "",
    /^Operation not allowed\. Kuma resources like MeshGatewayInstance/,
  );
});

test("Kubernetes' own kinds: a Service's name is a label of RFC 1035", () => {
  const service = (name: string): JsonObject => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "infra" },
    spec: { type: "LoadBalancer", ports: [{ name: "80", port: 80, protocol: "TCP", targetPort: 80 }] },
  });
  assert.deepEqual(stored(service("edge")), service("edge"));
  for (const name of ["edge.v1", "1edge", "e".repeat(64)]) {
    const { refusal: told, text } = refusal(service(name));
    assert.equal(told.by, "api-server");
    assert.match(text, /^Service ".*" is invalid: \[?metadata\.name: /);
  }
});
