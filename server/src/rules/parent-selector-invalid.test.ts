import { test } from "node:test";
import { check } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("parent-selector-invalid is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - name: http
          port: 80
          protocol: HTTP
          allowedRoutes:
            namespaces: {from: Selector, selector: {matchExpressions: [{key: team, operator: In}]}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs:
        - {name: edge, namespace: infra}
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error parent-selector-invalid: The namespace selector of listener "http" of Gateway "infra/edge" cannot be read, which fails this whole route: nothing is made of it and it gets no status.
      #> HTTPRoute shop/cart, log of the control plane: could not generate MeshHTTPRoute.kuma.io resources: unable to check parent ref 0: internal error: couldn't convert to selector: values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty
        rules:
        - backendRefs:
          - {name: cart, port: 80}
    `),
  );
});
