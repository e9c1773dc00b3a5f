import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";

const edge = `
    apiVersion: gateway.networking.k8s.io/v1
    kind: GatewayClass
    metadata: { name: kuma }
    spec: { controllerName: gateways.kuma.io/controller }
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: { name: edge, namespace: shop }
    spec:
      gatewayClassName: kuma
      listeners: [{ name: http, port: 80, protocol: HTTP }]`;

/** `above` stands over the backend, `said` is what is expected of its name. */
const route = (backend: string, { above = "", said = "", annotations = "" } = {}) => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata:
      name: cart
      namespace: shop${annotations === "" ? "" : `\n      ${annotations}`}
    spec:
      parentRefs:
        - name: edge
      rules:
        - backendRefs:${above === "" ? "" : `\n            ${above}`}
            - name: ${backend}${said === "" ? "" : `\n    #               ${said}`}
              port: 80`;

const service = `
    apiVersion: v1
    kind: Service
    metadata: { name: cart, namespace: shop }
    spec: { ports: [{ port: 80, appProtocol: http }] }`;

test("a comment silences the line below it, and says so where there is nothing to silence", () => {
  const disable = "# gateway-lens-disable-next-line";
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("crat", { above: `${disable} backend-missing -- it comes tomorrow` })}
  `);
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("cart", { above: `${disable} backend-missing\n    #                                        ^^^^^^^^^^^^^^^ information suppression-unused` })}
    #- service.yaml${service}
  `);
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("crat", {
      above: `${disable} backend-mising\n    #                                        ^^^^^^^^^^^^^^ warning suppression-unknown 💡`,
      said: "^^^^ error backend-missing 💡",
    })}
    #- service.yaml${service}
  `);
});

test("an annotation silences the object that carries it", () => {
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("crat", { annotations: "annotations: { gateway-lens.io/ignore: backend-missing }" })}
    #- service.yaml${service}
  `);
});

test("the fix that suppresses a finding does so", () => {
  checkFix(
    `
    #- edge.yaml${edge}
    #- route.yaml${route("crat")}
    `,
    `
    #- edge.yaml${edge}
    #- route.yaml${route("crat", { above: "# gateway-lens-disable-next-line backend-missing" })}
    `,
    { code: "backend-missing", title: "Suppress" },
  );
});
