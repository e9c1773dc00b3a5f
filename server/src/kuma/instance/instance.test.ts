import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../kubernetes/object.ts";
import { outcomeOf } from "../answer.ts";
import { closedWorld } from "../closed-world.ts";
import { type ControlPlaneChoices, controlPlaneOf } from "../control-plane.ts";
import { releaseNamed } from "../releases/index.ts";
import type { View } from "../view.ts";
import { goDuration } from "./duration.ts";
import { instanceStep } from "./instance.ts";

const ground: readonly JsonObject[] = [
  { apiVersion: "kuma.io/v1alpha1", kind: "Mesh", metadata: { name: "default" } },
  ...["infra", "kuma-system"].map((name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } })),
];
const kumaObject = (kind: string, metadata: JsonObject, spec: JsonObject): JsonObject => ({
  apiVersion: "kuma.io/v1alpha1",
  kind,
  metadata,
  spec,
  ...(kind === "MeshGateway" ? { mesh: "default" } : {}),
});
const instance = (spec: JsonObject = {}, annotations: JsonObject = {}) =>
  kumaObject("MeshGatewayInstance", { name: "edge", namespace: "infra", annotations }, spec);
const meshGateway = (name: string, match: JsonObject, ...ports: readonly number[]) =>
  kumaObject(
    "MeshGateway",
    { name },
    {
      selectors: [{ match }],
      conf: { listeners: ports.map((port) => ({ port, protocol: "HTTP", hostname: `${name}.example.com` })) },
    },
  );
const edge = { "kuma.io/service": "edge_infra_svc" };

function world(release: string, objects: readonly JsonObject[], choices: ControlPlaneChoices = {}): View {
  const behavior = releaseNamed(release);
  assert.ok(behavior);
  return closedWorld([...ground, ...objects], controlPlaneOf(behavior, choices)).view;
}

const reconciled = (view: View) => view.ask(instanceStep, "kuma.io/MeshGatewayInstance/infra/edge");
function made(view: View, kind: string): JsonObject {
  const object = reconciled(view).generated.find((generated) => generated.key.kind === kind)?.object;
  assert.ok(object, kind);
  return object;
}
const portsOf = (view: View) =>
  (made(view, "Service").spec as { readonly ports: readonly { readonly port: number }[] }).ports.map(
    ({ port }) => port,
  );
function containerOf(view: View) {
  const { template } = made(view, "Deployment").spec as { readonly template: { readonly spec: JsonObject } };
  const [container] = template.spec.containers as readonly JsonObject[];
  assert.ok(container);
  return container;
}
const variables = (view: View) =>
  (containerOf(view).env as readonly { readonly name: string; readonly value?: string }[]).map(({ name }) => name);

test("the selector with more tags wins, then the exact one, then the first name", () => {
  const plain = meshGateway("b", edge, 80);
  assert.deepEqual(portsOf(world("2.14", [instance(), plain, meshGateway("a", edge, 81)])), [81]);
  const narrow = meshGateway("z", { ...edge, team: "edge" }, 82);
  assert.deepEqual(portsOf(world("2.14", [instance({ tags: { team: "edge" } }), plain, narrow])), [82]);
  const wild = meshGateway("a", { "kuma.io/service": "*" }, 83);
  assert.deepEqual(portsOf(world("2.14", [instance(), plain, wild])), [80]);
  assert.deepEqual(portsOf(world("2.14", [instance(), wild])), [83]);
});

test("without a MeshGateway that matches, nothing is made, and the status says so", () => {
  const view = world("2.14", [instance(), meshGateway("a", { ...edge, team: "edge" }, 80)]);
  const { generated, status, error } = reconciled(view);
  assert.deepEqual(generated, []);
  assert.equal(error, undefined);
  assert.equal(status.conditions?.[0]?.message, "No Gateway matched by tags in mesh: 'default'");
  assert.equal(status.loadBalancer, undefined);
});

test("each port is opened once, in the order of the listeners", () => {
  const view = world("2.14", [
    instance(),
    kumaObject(
      "MeshGateway",
      { name: "a" },
      {
        selectors: [{ match: edge }],
        conf: {
          listeners: [
            { port: 80, protocol: "HTTP", hostname: "a.com" },
            { port: 8080, protocol: "HTTP" },
            { port: 80, protocol: "HTTP", hostname: "b.com" },
          ],
        },
      },
    ),
  ]);
  assert.deepEqual(portsOf(view), [80, 8080]);
});

test("only a load balancer is waited for", () => {
  const ready = (serviceType: string, port: number) => {
    const { status, whenReady } = reconciled(world("2.14", [instance({ serviceType }), meshGateway("a", edge, port)]));
    return [status, whenReady].map(({ conditions }) => conditions?.[0]?.reason);
  };
  assert.deepEqual(ready("LoadBalancer", 80), ["LoadBalancerAddressNotReady", "Ready"]);
  assert.deepEqual(ready("ClusterIP", 80), ["Ready", "Ready"]);
  assert.deepEqual(ready("NodePort", 30080), ["Ready", "Ready"]);
});

test("a node port outside of the range: no Service, no Deployment, no status", () => {
  const { generated, refused, error, status, problems } = reconciled(
    world("2.14", [instance({ serviceType: "NodePort" }), meshGateway("a", edge, 80)]),
  );
  assert.deepEqual([generated, status], [[], {}]);
  assert.equal(refused[0]?.by, "api-server");
  assert.match(
    error?.message ?? "",
    /^unable to reconcile Service for Gateway: couldn't create object: Service "edge" is invalid/,
  );
  assert.deepEqual(
    problems.map(({ at }) => at.path),
    [["spec", "conf", "listeners", 0, "port"]],
  );
});

test("a Service of that name is in the way, unless the instance owns it", () => {
  const service = (ownerReferences: readonly JsonObject[]): JsonObject => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "edge", namespace: "infra", ownerReferences },
    spec: { ports: [{ port: 80 }] },
  });
  const taken = world("2.14", [instance(), meshGateway("a", edge, 80), service([])]);
  assert.deepEqual(
    outcomeOf(taken).problems.map(({ code }) => code),
    ["gateway-instance-collision"],
  );
  const owner = {
    apiVersion: "kuma.io/v1alpha1",
    kind: "MeshGatewayInstance",
    name: "edge",
    uid: "1",
    controller: true,
  };
  assert.equal(reconciled(world("2.14", [instance(), meshGateway("a", edge, 80), service([owner])])).error, undefined);
});

test("what is refused of a template blames the template", () => {
  const blamed = (template: JsonObject) =>
    reconciled(world("2.14", [instance(template), meshGateway("a", edge, 80)])).problems.map(({ code, at }) => [
      code,
      at.path,
    ]);
  assert.deepEqual(blamed({ serviceTemplate: { metadata: { labels: { a: "b c" } } } }), [
    ["generated-refused", ["spec", "serviceTemplate", "metadata", "labels", "a"]],
  ]);
  assert.deepEqual(blamed({ podTemplate: { metadata: { labels: { app: "other" } } } }), [
    ["generated-refused", ["spec", "podTemplate", "metadata", "labels", "app"]],
  ]);
});

test("the pod's variables, probes and limits are those of the release", () => {
  const objects = [instance(), meshGateway("a", edge, 80)];
  const [v2_7, v2_10, v2_13, v2_14] = ["2.7", "2.10", "2.13", "2.14"].map((release) => world(release, objects));
  assert.ok(v2_7 && v2_10 && v2_13 && v2_14);
  assert.ok(variables(v2_7).includes("KUMA_DNS_CORE_DNS_EMPTY_PORT"));
  assert.ok(variables(v2_10).includes("KUMA_DNS_CORE_DNS_PORT"));
  assert.ok(variables(v2_13).includes("KUMA_DNS_PROXY_PORT"));
  assert.equal(variables(v2_14)[0], "HOST_IP");
  assert.equal(variables(v2_14).at(-1), "KUMA_DATAPLANE_RESOURCES_MAX_MEMORY_BYTES");
  assert.deepEqual(containerOf(v2_13).args, ["run", "--log-level=info", "--concurrency=2"]);
  assert.deepEqual(containerOf(v2_14).args, ["run", "--log-level=info"]);
  assert.equal((containerOf(v2_13).readinessProbe as { readonly httpGet: JsonObject }).httpGet.port, 9901);
  assert.equal((containerOf(v2_14).readinessProbe as { readonly httpGet: JsonObject }).httpGet.port, 9902);
});

test("what is configured of the injector reaches the pod, and annotations of the instance win", () => {
  const objects = [instance({}, { "kuma.io/sidecar-proxy-concurrency": "4" }), meshGateway("a", edge, 80)];
  const view = world("2.14", objects, {
    injector: {
      image: "registry.example.com/kuma-dp:mine",
      resources: { limits: { cpu: "5500m" } },
      variables: { KUMA_DNS_ENABLED: "maybe" },
      builtinDns: { enabled: false, port: 15053, logging: false },
    },
  });
  const { image, resources, args, env } = containerOf(view);
  assert.equal(image, "registry.example.com/kuma-dp:mine");
  assert.deepEqual(resources, { limits: { cpu: "5500m" } });
  assert.deepEqual(args, ["run", "--log-level=info", "--concurrency=4"]);
  assert.ok((env as readonly JsonObject[]).some(({ name, value }) => name === "KUMA_DNS_ENABLED" && value === "maybe"));
  assert.ok(!variables(view).includes("KUMA_DNS_PROXY_PORT"));
});

test("the instance's resources replace the injector's entirely, in canonical amounts", () => {
  const resourcesOf = (resources: JsonObject) =>
    containerOf(world("2.14", [instance({ resources }), meshGateway("a", edge, 80)])).resources;
  assert.deepEqual(resourcesOf({}), {});
  assert.deepEqual(resourcesOf({ limits: { cpu: 2, memory: "1024Mi" }, requests: {} }), {
    limits: { cpu: "2", memory: "1Gi" },
  });
});

test("durations are printed as Go does", () => {
  assert.deepEqual(["30s", "90s", "1h", "1m30s", "0s", "soon", "1.5s"].map(goDuration), [
    "30s",
    "1m30s",
    "1h0m0s",
    "1m30s",
    "0s",
    "soon",
    "1.5s",
  ]);
});
