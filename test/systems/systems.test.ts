import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createAnalysis, type Snapshot } from "../../server/src/analysis.ts";
import type { JsonObject } from "../../server/src/kubernetes/object.ts";
import type { Settings } from "../../shared/src/settings.ts";

// What the product promises as a whole, one test a system, as a host would ask for it. The details are held by the cases, by the
// tests of the rules, and by recorded answers.

const root = "file:///workspace";
const repository = fileURLToPath(import.meta.url.split("/build/")[0] ?? "");

function opened(files: Readonly<Record<string, string>>, settings: Settings = {}): Snapshot {
  const analysis = createAnalysis();
  analysis.apply({
    folders: [root],
    overrides: settings,
    files: new Map(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text])),
  });
  return analysis.snapshot();
}

function example(name: string, settings: Settings = {}): Snapshot {
  const folder = join(repository, "examples", name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return opened(
    Object.fromEntries(files.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")])),
    settings,
  );
}

/** `code word`, of all files. */
function findings(snapshot: Snapshot): readonly string[] {
  return snapshot
    .uris()
    .flatMap((uri) =>
      snapshot
        .diagnostics(uri)
        .map(({ code, range }) => `${code} ${(snapshot.text(uri) ?? "").slice(range.start, range.end)}`),
    );
}

function messages(snapshot: Snapshot, code: string): readonly string[] {
  return snapshot.uris().flatMap((uri) =>
    snapshot
      .diagnostics(uri)
      .filter((one) => one.code === code)
      .map(({ message, because, clusters }) =>
        [message, because, clusters && `in ${clusters.join(", ")}`].filter((part) => part !== undefined).join(" | "),
      ),
  );
}

type Made = JsonObject & { readonly metadata: JsonObject; readonly spec: JsonObject };

function made(snapshot: Snapshot, kind: string, cluster?: string, kuma?: string): readonly Made[] {
  return (snapshot.translate(cluster, kuma)?.generated ?? []).filter((object) => object.kind === kind) as Made[];
}

function only<T>(list: readonly T[]): T {
  assert.equal(list.length, 1);
  return list[0] as T;
}

/** Everything that is there unless a test says otherwise. */
const platform = (
  rest: { readonly className?: string; readonly listener?: string; readonly gateway?: string } = {},
) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop${rest.gateway ?? ""} }
spec:
  gatewayClassName: ${rest.className ?? "kuma"}
  listeners: [{ name: http, port: 8080, protocol: HTTP${rest.listener ?? ""} }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ name: http, port: 80, appProtocol: http }] }
`;

const route = (parentRef: string, rest = "", metadata = "") => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop${metadata} }
spec:
  parentRefs: [${parentRef}]
  rules:
    - backendRefs: [{ name: cart, port: 80 }]
${rest}`;

const toEdge = "{ name: edge }";
const toCart = '{ group: "", kind: Service, name: cart, port: 80 }';

test("S1: a Gateway becomes a MeshGateway and an instance, that a Service and a Deployment; each listener has its status", () => {
  const snapshot = example("shop");
  const listeners = (only(made(snapshot, "MeshGateway")).spec.conf as { listeners: readonly JsonObject[] }).listeners;
  assert.deepEqual(
    listeners.map(({ protocol, port }) => `${protocol} ${port}`),
    ["HTTP 80", "HTTPS 443"],
  );
  only(made(snapshot, "MeshGatewayInstance"));
  const ports = only(made(snapshot, "Service")).spec.ports as readonly { port: number }[];
  assert.deepEqual(
    ports.map(({ port }) => port),
    [80, 443],
  );
  only(made(snapshot, "Deployment"));
  const secret = only(made(snapshot, "Secret"));
  assert.deepEqual([secret.type, secret.data, secret.stringData], ["system.kuma.io/secret", undefined, undefined]);
  const status = snapshot.translate()?.status.find(({ kind }) => kind === "Gateway")?.status as {
    listeners: readonly { name: string; conditions: readonly JsonObject[] }[];
  };
  assert.deepEqual(
    status.listeners.map(({ name, conditions }) => [name, conditions.length]),
    [
      ["http", 4],
      ["https", 4],
    ],
  );
});

const gatewayClass = (ref: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: large }
spec:
  controllerName: gateways.kuma.io/controller
  parametersRef: { ${ref} }
---
apiVersion: kuma.io/v1alpha1
kind: MeshGatewayConfig
metadata: { name: large }
spec:
  replicas: 7
  serviceType: ClusterIP
  serviceTemplate: { metadata: { annotations: { team: shop } } }
  podTemplate: { metadata: { labels: { team: shop } } }
`;

test("S2: the configuration of a class shapes what Gateways become, or the class says why it cannot", () => {
  const snapshot = opened({
    "class.yaml": gatewayClass("group: kuma.io, kind: MeshGatewayConfig, name: large"),
    "gateway.yaml": platform({ className: "large" }),
  });
  assert.deepEqual(findings(snapshot), []);
  const deployment = only(made(snapshot, "Deployment"));
  assert.equal(deployment.spec.replicas, 7);
  const service = only(made(snapshot, "Service"));
  assert.deepEqual([service.spec.type, (service.metadata.annotations as JsonObject).team], ["ClusterIP", "shop"]);
  const wrong: readonly (readonly [string, RegExp])[] = [
    ["group: kuma.io, kind: MeshGatewayConfig, name: small", /^class-parameters-missing /],
    ["group: kuma.io, kind: Mesh, name: large", /^class-parameters-kind /],
    ["group: kuma.io, kind: MeshGatewayConfig, name: large, namespace: shop", /^class-parameters-namespace /],
  ];
  for (const [ref, expected] of wrong) {
    const refused = opened({ "class.yaml": gatewayClass(ref), "gateway.yaml": platform({ className: "large" }) });
    const found = findings(refused).find((one) => expected.test(one));
    assert.ok(found, `${ref}: ${findings(refused).join(", ")}`);
    assert.match(messages(refused, found.split(" ")[0] ?? "").join(), /Accepted=False, InvalidParameters/);
  }
});

test("S3: label, annotation and namespace say the mesh, each as the release reads them", () => {
  const meshIn = (files: Readonly<Record<string, string>>, kind: string, kuma: string) =>
    only(made(opened(files, { kuma }), kind)).mesh ??
    (only(made(opened(files, { kuma }), kind)).metadata.labels as JsonObject)["kuma.io/mesh"];
  const labelled = { "a.yaml": platform({ gateway: ", labels: { kuma.io/mesh: blue }" }) };
  const annotated = { "a.yaml": platform({ gateway: ", annotations: { kuma.io/mesh: blue }" }) };
  assert.deepEqual(
    ["2.8", "2.9", "2.14"].map((kuma) => [
      meshIn(labelled, "MeshGateway", kuma),
      meshIn(annotated, "MeshGateway", kuma),
    ]),
    [
      ["default", "blue"],
      ["blue", "blue"],
      ["blue", "blue"],
    ],
  );
  const space = {
    "a.yaml": `${platform().replace("name: shop }", "name: shop, labels: { kuma.io/mesh: blue } }")}---${route(toCart)}`,
  };
  assert.deepEqual(
    ["2.7", "2.8", "2.14", "3.0"].map((kuma) => meshIn(space, "MeshHTTPRoute", kuma)),
    ["default", "blue", "blue", "blue"],
  );
});

test("S3: a route and its Gateway in different meshes are a finding", () => {
  const snapshot = opened({
    "a.yaml": `${platform({ gateway: ", labels: { kuma.io/mesh: blue }" })}---${route(toEdge)}`,
  });
  assert.ok(findings(snapshot).includes("route-mesh-differs edge"), findings(snapshot).join());
});

const crossMesh = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: between }
spec:
  controllerName: gateways.kuma.io/controller
  parametersRef: { group: kuma.io, kind: MeshGatewayConfig, name: between }
---
apiVersion: kuma.io/v1alpha1
kind: MeshGatewayConfig
metadata: { name: between }
spec: { crossMesh: true }
`;

test("S4: a cross-mesh Gateway is for HTTP inside of the cluster, and says at which name", () => {
  const snapshot = opened({ "class.yaml": crossMesh, "a.yaml": platform({ className: "between" }) });
  assert.deepEqual(findings(snapshot), []);
  assert.equal(only(made(snapshot, "Service")).spec.type, "ClusterIP");
  const text = snapshot.text(`${root}/a.yaml`) ?? "";
  const hover = snapshot.hover(`${root}/a.yaml`, text.indexOf("8080"))?.markdown ?? "";
  assert.match(hover, /http:\/\/internal\.edge\.shop\.default\.mesh:8080/);
  const https = opened({
    "class.yaml": crossMesh,
    "a.yaml": platform({ className: "between" }).replace(
      "protocol: HTTP",
      "protocol: HTTPS, tls: { certificateRefs: [{ name: c }] }",
    ),
  });
  assert.ok(findings(https).includes("listener-cross-mesh-protocol HTTPS"), findings(https).join());
});

const zones = `
complete: true
clusters:
  - { name: global, mode: global, files: ["global/**"] }
  - { name: east, files: ["base/**", "east/**"] }
  - { name: west, kuma: "2.13", files: ["base/**", "west/**"] }
`;
const base = `
apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata: { name: default }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { kuma.io/sidecar-injection: enabled } }
---
apiVersion: v1
kind: Namespace
metadata: { name: kuma-system }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kuma }
spec: { controllerName: gateways.kuma.io/controller }
`;
const justGateway = platform().split("---")[1] ?? "";
const justService = platform().split("---")[2] ?? "";

test("S5: a file of several zones is analysed for each; equal findings are told once, others name the zone", () => {
  const snapshot = opened({
    ".gateway-lens.yaml": zones,
    "base/a.yaml": `${base}---${justGateway}---${route("{ name: edge, sectionName: htp }")}`,
    "west/service.yaml": justService,
  });
  assert.deepEqual(findings(snapshot), ["parent-section-missing htp", "backend-missing cart"]);
  assert.doesNotMatch(messages(snapshot, "parent-section-missing").join(), / in (east|west)/);
  const missing = only(messages(snapshot, "backend-missing"));
  assert.match(missing, /only in west/);
  assert.match(missing, /BackendNotFound/);
  assert.match(missing, /in east$/);
  for (const zone of ["east", "west"]) only(made(snapshot, "MeshGateway", zone));
  const image = (zone: string) =>
    JSON.stringify(only(made(snapshot, "Deployment", zone))).match(/kuma-dp:([\d.]+)/)?.[1];
  assert.deepEqual([image("east"), image("west")], ["2.14.3", "2.13.10"]);
});

test("S5: Gateway API objects on a global zone are a finding", () => {
  const snapshot = opened({
    ".gateway-lens.yaml": zones,
    "global/a.yaml": `${base}---${justGateway}---${justService}---${route(toEdge)}`,
  });
  assert.deepEqual(findings(snapshot), [
    "object-on-global GatewayClass",
    "object-on-global Gateway",
    "object-on-global HTTPRoute",
  ]);
  assert.deepEqual(snapshot.translate("global")?.generated, []);
});

test("S6: what a route on a Gateway says becomes a MeshHTTPRoute: matches, filters, backends, grants", () => {
  const far = `
      filters:
        - { type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: x-a, value: "1" }] } }
    - matches: [{ path: { type: Exact, value: /far } }]
      backendRefs: [{ name: far, namespace: other, port: 80 }]
`;
  const world = (grant: string) =>
    opened({
      "a.yaml": `${platform()}---${route(toEdge, far)}`,
      "other.yaml": `${justService.replace("name: cart", "name: far").replace("shop", "other")}---${grant}`,
    });
  const refused = world("");
  assert.deepEqual(findings(refused), ["backend-not-permitted other"]);
  const permitted = world(`
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: shop, namespace: other }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
  to: [{ group: "", kind: Service }]
`);
  assert.deepEqual(
    findings(permitted).filter((one) => !one.startsWith("grant-too-wide") && !one.startsWith("api-version")),
    [],
  );
  const text = JSON.stringify(only(made(permitted, "MeshHTTPRoute")).spec);
  for (const part of ["RequestHeaderModifier", '"Exact"', "far_other_svc_80", "cart_shop_svc_80"]) {
    assert.ok(text.includes(part), part);
  }
});

test("S7: routes of Services: producers and consumers, and what keeps them from having an effect", () => {
  const producer = opened({ "a.yaml": `${platform()}---${route(toCart)}` });
  assert.equal((only(made(producer, "MeshHTTPRoute")).spec.targetRef as JsonObject).kind, "Mesh");
  const consumer = example("gamma");
  const targets = made(consumer, "MeshHTTPRoute").map(({ spec }) => JSON.stringify(spec.targetRef));
  assert.ok(targets.includes('{"kind":"MeshSubset","tags":{"k8s.kuma.io/namespace":"reports"}}'), targets.join());
  const silent = opened({ "a.yaml": `${platform().replace(", appProtocol: http", "")}---${route(toCart)}` });
  assert.ok(
    findings(silent).some((one) => one.startsWith("parent-service-protocol ")),
    findings(silent).join(),
  );
  const name = "c".repeat(63);
  const long = opened({
    "a.yaml": `${platform().replaceAll("cart", name)}---${route(toCart)
      .replaceAll("cart", name)
      .replace("metadata: { name: ", `metadata: { name: ${"r".repeat(180)}`)}`,
  });
  assert.ok(
    findings(long).some((one) => /parent-service-name-too-long|generated-refused/.test(one)),
    findings(long).join(),
  );
});

test("S8: 3.0 refers by labels, takes MeshServices as parents, and fails closed", () => {
  const meshService = `
apiVersion: kuma.io/v1alpha1
kind: MeshService
metadata: { name: cart, namespace: shop, labels: { kuma.io/display-name: cart, k8s.kuma.io/namespace: shop } }
spec: { ports: [{ name: http, port: 80, targetPort: 80, appProtocol: http }] }
`;
  const world = {
    "a.yaml": `${platform()}---${meshService}---${route("{ group: kuma.io, kind: MeshService, name: cart }")}`,
  };
  const target = (only(made(opened(world, { kuma: "3.0" }), "MeshHTTPRoute")).spec.to as readonly JsonObject[])[0]
    ?.targetRef;
  assert.equal((target as JsonObject).kind, "MeshService");
  assert.equal(typeof (target as JsonObject).labels, "object");
  assert.deepEqual(made(opened(world, { kuma: "2.14" }), "MeshHTTPRoute"), []);
  const missing = opened(
    { "a.yaml": `${platform()}---${route('{ group: "", kind: Service, name: crat, port: 80 }')}` },
    { kuma: "3.0", complete: true },
  );
  assert.match(messages(missing, "parent-service-missing").join(), /Accepted=False/);
});

test("S9: what Kuma would write over, or cannot make since it is there, is a finding", () => {
  const instance = `
apiVersion: kuma.io/v1alpha1
kind: MeshGatewayInstance
metadata: { name: edge, namespace: shop }
spec: { replicas: 3, serviceType: ClusterIP }
`;
  assert.ok(
    findings(opened({ "a.yaml": `${platform()}---${instance}` })).includes("generated-resource-overwritten edge"),
  );
  const gateway = `
apiVersion: kuma.io/v1alpha1
kind: MeshGateway
mesh: default
metadata: { name: edge.shop }
spec:
  selectors: [{ match: { kuma.io/service: own } }]
  conf: { listeners: [{ port: 80, protocol: HTTP, tags: { a: b } }] }
`;
  const collision = opened({ "a.yaml": `${platform()}---${gateway}` });
  assert.match(messages(collision, "gateway-instance-collision").join(), /already exists/);
  const meshRoute = `
apiVersion: kuma.io/v1alpha1
kind: MeshHTTPRoute
metadata: { name: cart-shop-cart.shop, namespace: kuma-system }
spec: { targetRef: { kind: Mesh }, to: [] }
`;
  const collides = opened({ "a.yaml": `${platform()}---${route(toCart)}---${meshRoute}` });
  assert.match(messages(collides, "generated-name-collision").join(), /cart-shop-cart\.shop/);
  assert.deepEqual(made(collides, "MeshHTTPRoute"), []);
});

test("S10: kinds that no release looks at say so once each, with what does it instead", () => {
  const backends = "rules: [{ backendRefs: [{ name: cart, port: 80 }] }]";
  const kinds: readonly (readonly [kind: string, version: string, spec: string, instead: string])[] = [
    ["TCPRoute", "v1alpha2", backends, "MeshTCPRoute"],
    ["TLSRoute", "v1alpha2", `hostnames: [a.example.com], ${backends}`, "MeshTCPRoute"],
    ["UDPRoute", "v1alpha2", backends, ""],
    ["GRPCRoute", "v1", backends, "HTTPRoute"],
    [
      "BackendTLSPolicy",
      "v1",
      'targetRefs: [{ group: "", kind: Service, name: cart }], validation: { hostname: a.example.com, wellKnownCACertificates: System }',
      "MeshExternalService",
    ],
    [
      "ListenerSet",
      "v1",
      "parentRef: { name: edge }, listeners: [{ name: http, port: 80, protocol: HTTP }]",
      "Gateway itself",
    ],
  ];
  for (const [kind, version, spec, instead] of kinds) {
    const text = `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: { name: a, namespace: shop }\nspec: { ${spec} }\n`;
    for (const kuma of ["2.7", "2.14", "3.0"]) {
      const snapshot = opened({ "a.yaml": text }, { kuma, gatewayApi: "1.5", channel: "experimental" });
      const said = messages(snapshot, "resource-not-watched");
      assert.equal(said.length, 1, `${kind} ${kuma}: ${findings(snapshot).join()}`);
      assert.ok(said[0]?.includes(instead), said[0]);
    }
  }
});
