import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import type { JsonObject } from "../../kubernetes/object.ts";
import { answerOf, outcomeOf } from "../answer.ts";
import { closedWorld } from "../closed-world.ts";
import { controlPlaneOf } from "../control-plane.ts";
import { defaultRelease } from "../releases/index.ts";
import type { View } from "../view.ts";
import { gatewayStep } from "./gateway.ts";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
const pem = {
  "tls.key": key.toString(),
  "tls.crt": "-----BEGIN CERTIFICATE-----\nbm90IHJlYWQ=\n-----END CERTIFICATE-----\n",
};
const encoded = Object.fromEntries(
  Object.entries(pem).map(([entry, text]) => [entry, Buffer.from(text).toString("base64")]),
);

const group = "gateway.networking.k8s.io";
const ground: readonly JsonObject[] = [
  ...["default", "blue"].map((name) => ({ apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name } })),
  ...["infra", "infra-a", "kuma-system"].map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
  {
    apiVersion: `${group}/v1`,
    kind: "GatewayClass",
    metadata: { name: "kuma" },
    spec: { controllerName: "gateways.kuma.io/controller" },
  },
];
const secret = (
  name: string,
  namespace = "infra",
  rest: JsonObject = { type: "kubernetes.io/tls", data: encoded },
): JsonObject => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name, namespace },
  ...rest,
});
const gateway = (
  name: string,
  refs: readonly (readonly string[])[],
  labels: JsonObject = {},
  namespace = "infra",
): JsonObject => ({
  apiVersion: `${group}/v1`,
  kind: "Gateway",
  metadata: { name, namespace, labels },
  spec: {
    gatewayClassName: "kuma",
    listeners: refs.map((names, i) => ({
      name: `l${i}`,
      port: 443 + i,
      protocol: "HTTPS",
      tls: { certificateRefs: names.map((ref) => ({ name: ref })) },
    })),
  },
});

function world(...objects: readonly JsonObject[]): View {
  const controlPlane = controlPlaneOf(defaultRelease, { supportGatewaySecretsInAllNamespaces: true });
  return closedWorld([...ground, ...objects], controlPlane).view;
}
const outcome = (view: View, name: string, namespace = "infra") =>
  view.ask(gatewayStep, `${group}/Gateway/${namespace}/${name}`);
const copiesOf = (view: View, name: string, namespace?: string) =>
  outcome(view, name, namespace)
    .generated.filter((made) => made.key.kind === "Secret")
    .map((made) => made.key.name);

test("a Secret is copied once, by the Gateway that sorts first", () => {
  const view = world(secret("cert"), gateway("a", [["cert"], ["cert", "cert"]]), gateway("b", [["cert"]]));
  assert.deepEqual(copiesOf(view, "a"), ["gapi-infra-cert"]);
  assert.deepEqual(copiesOf(view, "b"), []);
  assert.equal(outcome(view, "b").state, "reconciled");
});

test("one bad certificate: no Secret of that listener is copied, and those of others are", () => {
  const view = world(secret("good"), secret("cert"), gateway("a", [["good"], ["cert", "absent"]]));
  assert.deepEqual(copiesOf(view, "a"), ["gapi-infra-good"]);
});

test("the copies of two Secrets may have one name: the first is served for both", () => {
  const view = world(
    secret("a-b"),
    secret("b", "infra-a"),
    gateway("one", [["a-b"]]),
    gateway("two", [["b"]], {}, "infra-a"),
  );
  assert.deepEqual(copiesOf(view, "one"), ["gapi-infra-a-b"]);
  assert.deepEqual(copiesOf(view, "two", "infra-a"), []);
  assert.equal(outcome(view, "two", "infra-a").state, "reconciled");
});

test("a second mesh fails at a Secret that the first has, and keeps what it has copied before", () => {
  const blue = { "kuma.io/mesh": "blue" };
  const view = world(secret("cert"), secret("own"), gateway("a", [["cert"]]), gateway("b", [["own"], ["cert"]], blue));
  assert.deepEqual(copiesOf(view, "b"), ["gapi-infra-own"]);
  assert.equal(outcome(view, "b").state, "failed");
  assert.deepEqual(
    outcome(view, "b").problems.map(({ code }) => code),
    ["gateway-secret-in-two-meshes"],
  );
});

test("a copy that is there already is used, whatever its type; without a label it is of the default mesh", () => {
  const copy = secret("gapi-infra-cert", "kuma-system", { type: "Opaque", data: {} });
  const view = world(secret("cert"), copy, gateway("a", [["cert"]]));
  assert.deepEqual(copiesOf(view, "a"), []);
  assert.equal(outcome(view, "a").state, "reconciled");
});

test("what is secret is in no answer, problem or condition", () => {
  const marks = [...Object.values(encoded), ...Object.values(pem), "c3RyYW5nZQ=="]
    .map((text) => text.slice(40, 80))
    .filter((text) => text !== "");
  const broken = secret("broken", "infra", {
    type: "kubernetes.io/tls",
    data: { "tls.key": "c3RyYW5nZQ==", "tls.crt": "c3RyYW5nZQ==" },
  });
  const view = world(secret("cert"), broken, gateway("a", [["cert"], ["broken"]]));
  const everything = JSON.stringify([answerOf(view), outcomeOf(view)]);
  for (const mark of marks) assert.ok(!everything.includes(mark));
  assert.ok(!everything.includes("c3RyYW5nZQ==") && !everything.includes("strange"));
});
