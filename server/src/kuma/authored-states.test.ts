import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JsonObject } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selector.ts";
import { type Authored, admitAuthored } from "./authored.ts";
import { certificateVerdict } from "./certificate.ts";
import { controlPlaneOf } from "./control-plane.ts";
import { releaseNamed, releases } from "./releases/index.ts";

const namespaces: Readonly<Record<string, Labels>> = { demo: {}, injected: { "kuma.io/sidecar-injection": "enabled" } };
const surroundings = {
  namespaceLabels: (name: string) => (Object.hasOwn(namespaces, name) ? namespaces[name] : undefined),
  hasMesh: (name: string) => name === "default",
};

function applied(object: JsonObject, release = "2.14", closed = true): Authored {
  return admitAuthored(object, { controlPlane: controlPlaneOf(releaseNamed(release)!), surroundings, closed });
}

function refusedBy(object: JsonObject, release?: string, closed?: boolean): string {
  const answer = applied(object, release, closed);
  return "refusal" in answer ? answer.refusal.by : answer.state;
}

function stored(object: JsonObject, release?: string): JsonObject {
  const answer = applied(object, release);
  assert.equal(answer.state, "stored", JSON.stringify(answer));
  return (answer as unknown as { object: JsonObject }).object;
}

const inNamespace = (namespace: string, object: JsonObject): JsonObject => ({
  ...object,
  metadata: { name: "x", namespace },
});
const instance: JsonObject = {
  apiVersion: "kuma.io/v1alpha1",
  kind: "MeshGatewayInstance",
  spec: { tags: { team: "a/b" } },
};
const service: JsonObject = { apiVersion: "v1", kind: "Service", spec: { ports: [{ port: 80 }] } };
const externalService = (mesh: string): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind: "ExternalService",
  mesh,
  metadata: { name: "x" },
  spec: { networking: { address: "a:1" }, tags: { "kuma.io/service": "x" } },
});

test("kinds that are not served, or of no concern", () => {
  assert.equal(refusedBy(inNamespace("demo", instance), "3.0"), "not-served");
  assert.equal(refusedBy(externalService("default"), "3.0"), "not-served");
  assert.equal(refusedBy({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "x" } }), "foreign");
  assert.equal(refusedBy({ apiVersion: "v1", kind: "Pod", metadata: { name: "x" } }), "foreign");
  assert.equal(refusedBy({ kind: "Gateway" }), "foreign");
});

test("a namespace that is not there", () => {
  assert.equal(refusedBy(inNamespace("elsewhere", service)), "api-server");
  assert.equal(refusedBy(inNamespace("elsewhere", service), "2.14", false), "stored");
  assert.equal(refusedBy(inNamespace("default", service)), "stored");
  assert.equal(refusedBy({ ...service, metadata: { name: "x" } }), "stored");
  assert.equal(
    refusedBy({ apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name: "x", namespace: "elsewhere" } }),
    "stored",
  );
});

test("what cannot be read at all is told first", () => {
  assert.equal(refusedBy(inNamespace("elsewhere", { ...service, spec: { ports: [{ port: "80" }] } })), "decode");
  assert.equal(refusedBy({ ...service, metadata: { name: "x", labels: { a: 1 } } }), "decode");
  assert.equal(
    refusedBy(inNamespace("demo", { apiVersion: "v1", kind: "Secret", data: { "tls.crt": "no base64!" } })),
    "decode",
  );
});

test("webhooks see the kinds and namespaces that are theirs", () => {
  const validator = "validator.kuma-admission.kuma.io";
  assert.equal(refusedBy(inNamespace("demo", instance), "2.7"), "stored");
  assert.equal(refusedBy(inNamespace("demo", instance), "2.10"), validator);
  assert.equal(refusedBy(inNamespace("demo", instance), "2.14"), "stored");
  assert.equal(refusedBy(inNamespace("injected", instance), "2.14"), validator);
  assert.equal(refusedBy(externalService("blue")), "owner-reference.kuma-admission.kuma.io");
  assert.equal(refusedBy(externalService("blue"), "2.14", false), "stored");
  assert.equal(refusedBy({ apiVersion: "kuma.io/v1alpha1", kind: "MeshGateway", metadata: { name: "x" } }), validator);
});

test("a MeshService's display name is its own, where the webhook sees it", () => {
  const meshService = (namespace: string): JsonObject => ({
    apiVersion: "kuma.io/v1alpha1",
    kind: "MeshService",
    metadata: { name: "x", namespace, annotations: { "kuma.io/display-name": "other" } },
    spec: { ports: [{ port: 80 }] },
  });
  const displayName = (namespace: string) =>
    ((stored(meshService(namespace), "3.0").metadata as JsonObject).annotations as JsonObject)["kuma.io/display-name"];
  assert.equal(displayName("demo"), "other");
  assert.equal(displayName("injected"), "x");
});

test("a Secret is stored with all of its entries in `data`", () => {
  const secret = stored(
    inNamespace("demo", {
      apiVersion: "v1",
      kind: "Secret",
      type: "kubernetes.io/tls",
      data: { "tls.crt": "YQ==", "tls.key": "YQ==" },
      stringData: { "tls.key": "größer" },
    }),
  );
  assert.deepEqual(secret.data, { "tls.crt": "YQ==", "tls.key": Buffer.from("größer").toString("base64") });
  assert.equal(secret.stringData, undefined);
  assert.deepEqual(certificateVerdict(secret as never), { reason: "malformed secret" });
});

test("whatever is applied gets an answer", () => {
  const kinds = [
    ["v1", "Service"],
    ["v1", "Secret"],
    ["v1", "Namespace"],
    ["kuma.io/v1alpha1", "Mesh"],
    ["kuma.io/v1alpha1", "MeshGateway"],
    ["kuma.io/v1alpha1", "MeshGatewayInstance"],
    ["kuma.io/v1alpha1", "MeshHTTPRoute"],
    ["kuma.io/v1alpha1", "MeshService"],
    ["kuma.io/v1alpha1", "ExternalService"],
    ["gateway.networking.k8s.io/v1", "Gateway"],
    ["gateway.networking.k8s.io/v1", "HTTPRoute"],
  ] as const;
  const name = fc.constantFrom(
    "metadata",
    "spec",
    "conf",
    "listeners",
    "tls",
    "tags",
    "to",
    "rules",
    "targetRef",
    "mesh",
    "data",
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, 0, -1, 1e300, "", "x", "*", "MeshGateway"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.dictionary(name, value),
      fc.constantFrom(...releases),
      (kind, object, behavior) => {
        const [apiVersion, word] = kind;
        const manifest = {
          metadata: { name: "x", namespace: "injected" },
          ...(object as JsonObject),
          apiVersion,
          kind: word,
        };
        admitAuthored(manifest, { controlPlane: controlPlaneOf(behavior), surroundings, closed: false });
      },
    ),
  );
});
