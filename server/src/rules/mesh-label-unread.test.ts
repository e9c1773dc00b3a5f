import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";

const world = (kuma: string) => `
      #- world.yaml kuma:${kuma} complete:true
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: default}
      ---
      apiVersion: kuma.io/v1alpha1
      kind: Mesh
      metadata: {name: blue}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: kuma}
      spec: {controllerName: gateways.kuma.io/controller}`;

const gateway = (metadata: string) => `
      #- gateway.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra, ${metadata}}`;

const spec = `
      spec:
        gatewayClassName: kuma
        listeners: [{name: http, port: 80, protocol: HTTP}]`;

test("mesh-label-unread is told on the word that is to blame", () => {
  check(`${world("2.8")}${gateway("labels: {kuma.io/mesh: blue}")}
      #                                                               ^^^^ warning mesh-label-unread 💡: This release of Kuma does not read the mesh of a Gateway from a label of its own: it is in mesh "default", not in "blue".${spec}
  `);
});

test("later releases read it", () => {
  check(`${world("2.9")}${gateway("labels: {kuma.io/mesh: blue}")}${spec}
  `);
});

test("mesh-label-unread: Make it an annotation", () => {
  checkFix(
    `${world("2.8")}${gateway("labels: {kuma.io/mesh: blue}")}${spec}
  `,
    `${world("2.8")}
      #- gateway.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra, annotations: {kuma.io/mesh: blue}}${spec}
  `,
    { code: "mesh-label-unread" },
  );
});
