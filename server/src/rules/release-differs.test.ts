import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";

const workspace = (other: string, listener: string) => `
  #- .gateway-lens.yaml
  complete: true
  clusters:
  - {name: production, kuma: "2.13"}
  - {name: staging, kuma: "${other}"}
  #- all.yaml
  apiVersion: kuma.io/v1alpha1
  kind: Mesh
  metadata: {name: default}
  ---
  apiVersion: v1
  kind: Namespace
  metadata: {name: shop, labels: {kuma.io/sidecar-injection: enabled}}
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: GatewayClass
  metadata: {name: kuma}
  spec: {controllerName: gateways.kuma.io/controller}
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: {name: edge, namespace: shop}
  spec:
    gatewayClassName: kuma
    listeners:
    - {name: http, port: 80, protocol: HTTP, hostname: "${listener}"}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: cart, namespace: shop}
  spec: {ports: [{port: 80}]}
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
`;
const rest = `
  spec:
    parentRefs:
    - {name: edge}
    hostnames: [myexample.com]
    rules:
    - backendRefs:
      - {name: cart, port: 80}
`;

test("release-differs: clusters whose releases make the same of it are none of its business", () => {
  check(`${workspace("2.12", "*.example.com")}  metadata: {name: cart, namespace: shop}${rest}`);
  check(`${workspace("2.14", "myexample.com")}  metadata: {name: cart, namespace: shop}${rest}`);
});
