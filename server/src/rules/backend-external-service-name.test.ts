import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("backend-external-service-name is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: kuma.io/v1alpha1
      kind: ExternalService
      mesh: default
      metadata: {name: payments}
      spec:
        tags: {kuma.io/service: Payments, kuma.io/protocol: http}
        networking: {address: "payments.example.com:443"}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
        rules:
        - backendRefs:
          - {group: kuma.io, kind: ExternalService, name: payments, port: 80}
      #                                                   ^^^^^^^^ error backend-external-service-name: ExternalService "payments" is called "Payments" in the mesh, which Kuma's webhook does not take as a backend's name (lower case letters, digits, "-", "." and "_"): the whole route is refused.
      #> HTTPRoute shop/cart, log of the control plane: could not reconcile owned MeshHTTPRoute.kuma.io: could not create owned *v1alpha1.MeshHTTPRoute: admission webhook "validator.kuma-admission.kuma.io" denied the request: spec.to[0].rules[0].default.backendRefs[0].name: invalid characters: must consist of lower case alphanumeric characters, '-', '.' and '_'.
    `),
  );
});
