import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalysis } from "../analysis.ts";

const uri = "file:///shop/main.yaml";
const text = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kuma }
spec: { controllerName: gateways.kuma.io/controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: kuma
  listeners:
    - { name: http, port: 8080, protocol: HTTP, hostname: "*.example.com" }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ port: 81, appProtocol: http }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: plain, namespace: shop }
spec:
  parentRefs: [{ name: edge }]
  rules:
    - matches:
        - path: { type: PathPrefix, value: /first }
        - method: POST
          path: { type: Exact, value: /second }
          headers: [{ name: x-canary, value: "yes" }]
          queryParams: [{ name: color, value: "c&d" }]
      backendRefs: [{ name: cart, port: 81 }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: mesh, namespace: shop }
spec:
  parentRefs: [{ kind: Service, group: "", name: cart }]
  rules:
    - matches: [{ path: { type: RegularExpression, value: "/[a-z]+" } }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: lost, namespace: shop }
spec:
  parentRefs: [{ name: nowhere }]
  hostnames: ["*.lost.example"]
`;

const analysis = createAnalysis();
analysis.apply({ folders: ["file:///shop"], files: new Map([[uri, text]]) });
const at = (word: string) => {
  const found = analysis.snapshot().requestAt(uri, text.indexOf(word) + 1);
  if (found === undefined) return undefined;
  const { cluster: _, ...request } = found;
  return request;
};

test("the request is one that the match under the cursor takes", () => {
  assert.deepEqual(at("name: plain"), {
    method: "GET",
    url: "http://www.example.com:8080/first",
    headers: [],
    gateway: "shop/edge",
  });
  assert.deepEqual(at("/second"), {
    method: "POST",
    url: "http://www.example.com:8080/second?color=c%26d",
    headers: [["x-canary", "yes"]],
    gateway: "shop/edge",
  });
});

test("a route of the mesh is asked for at its Service", () => {
  assert.deepEqual(at("name: mesh"), { method: "GET", url: "http://cart.shop:81/", headers: [], service: "shop/cart" });
});

test("a route that nobody takes still has a request, other objects have none", () => {
  assert.deepEqual(at("name: lost"), { method: "GET", url: "http://www.lost.example/", headers: [] });
  assert.equal(at("name: edge, namespace"), undefined);
  assert.equal(analysis.snapshot().requestAt("file:///none.yaml", 3), undefined);
});
