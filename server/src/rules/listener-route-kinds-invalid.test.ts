import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";
import { inWorld } from "../../../test/support/rule-world.ts";

test("listener-route-kinds-invalid is told on the word that is to blame", () => {
  check(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: HTTPRoute}, {kind: TCPRoute}]}}
      #                                                                                     ^^^^^^^^^^^^^^^^ error listener-route-kinds-invalid 💡: Kuma's listeners take HTTPRoutes only, not "TCPRoute.gateway.networking.k8s.io": the listener is generated, but reported as not programmed.
      #> Gateway infra/edge, listener http: ResolvedRefs=False, InvalidRouteKinds: "unexpected RouteGroupKind \\"TCPRoute.gateway.networking.k8s.io\\""; Gateway infra/edge, listener http: Programmed=False, Invalid: "unable to resolve refs"; Gateway infra/edge: Programmed=False, Invalid
    `),
  );
});

test("listener-route-kinds-invalid: Keep HTTPRoute only", () => {
  checkFix(
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: HTTPRoute}, {kind: TCPRoute}]}}
    `),
    inWorld(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: infra}
      spec:
        gatewayClassName: kuma
        listeners:
        - {name: http, port: 80, protocol: HTTP, allowedRoutes: {kinds: [{kind: HTTPRoute}]}}
    `),
    { code: "listener-route-kinds-invalid", title: "Keep HTTPRoute only" },
  );
});
