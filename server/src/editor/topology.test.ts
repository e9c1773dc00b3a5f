import assert from "node:assert/strict";
import { test } from "node:test";
import type { KubeObject } from "../kubernetes/object.ts";
import { controlPlaneOf } from "../kuma/control-plane.ts";
import { memoryView } from "../kuma/memory-view.ts";
import { defaultRelease } from "../kuma/releases/index.ts";
import { topologyOf } from "./topology.ts";

const gatewayApi = "gateway.networking.k8s.io/v1";
const object = (apiVersion: string, kind: string, name: string, namespace?: string, spec?: object) =>
  ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    ...(spec && { spec }),
  }) as unknown as KubeObject;
const backend = (name: string, port = 80) => ({ group: "", kind: "Service", name, port, weight: 1 });
const match = { path: { type: "PathPrefix", value: "/" } };

test("a picture has what is there, what is missing, and why an edge is broken", () => {
  const view = memoryView(
    [
      object("kuma.io/v1alpha1", "Mesh", "default"),
      object("v1", "Namespace", "kuma-system"),
      object("v1", "Namespace", "infra"),
      object(gatewayApi, "GatewayClass", "kuma", undefined, { controllerName: "gateways.kuma.io/controller" }),
      object(gatewayApi, "Gateway", "edge", "infra", {
        gatewayClassName: "kuma",
        listeners: [{ name: "http", protocol: "HTTP", port: 80, allowedRoutes: { namespaces: { from: "Same" } } }],
      }),
      object("v1", "Service", "web", "infra", { ports: [{ port: 80 }] }),
      object(gatewayApi, "HTTPRoute", "shop", "infra", {
        parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "edge" }],
        rules: [{ matches: [match], backendRefs: [backend("web"), backend("gone")] }],
      }),
    ],
    controlPlaneOf(defaultRelease),
  );
  const { nodes, edges } = topologyOf(view);
  const state = Object.fromEntries(nodes.map(({ kind, name, state }) => [`${kind} ${name}`, state]));
  assert.deepEqual(state, {
    "GatewayClass kuma": "ok",
    "Gateway edge": "ok",
    "Listener http": "ok",
    "HTTPRoute shop": "ok",
    "Service web": "ok",
    "Service gone": "missing",
  });
  const broken = edges.filter((edge) => edge.state === "broken");
  assert.deepEqual(
    broken.map(({ why, label }) => ({ why, label })),
    [{ why: "BackendNotFound", label: ":80 50 %" }],
  );
  const ids = new Set(nodes.map(({ id }) => id));
  assert.ok(edges.every(({ from, to }) => ids.has(from) && ids.has(to)));
});
