import { test } from "node:test";
import { check, checkFix } from "../../../test/support/fixture.ts";

const route = (rest: string) => `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: cart}]
        rules:
        - backendRefs: [{name: cart, port: 80}]
${rest}`;

const other = `
      apiVersion: v1
      kind: Service
      metadata: {name: billing, namespace: shop}
      spec: {ports: [{port: 80}]}`;

test("what another repository may define is a warning that says so", () => {
  check(`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: cart}]
      #                                               ^^^^ warning parent-service-missing 💡: Service "shop/cart" does not exist, so this parentRef attaches to nothing. It is not in these files; if it is made elsewhere, declare it as external.
        rules:
        - backendRefs: [{name: cart, port: 80}]
  `);
});

test("it is an error where the files are complete, or hold its siblings", () => {
  check(`
      #- route.yaml complete:true
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: cart}]
      #                                               ^^^^ error parent-service-missing: Service "shop/cart" does not exist, so this parentRef attaches to nothing.
  `);
  check(`
      #- services.yaml${other}
      #- route.yaml
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: cart, namespace: shop}
      spec:
        parentRefs: [{group: "", kind: Service, name: cart}]
      #                                               ^^^^ error parent-service-missing: Service "shop/cart" does not exist, so this parentRef attaches to nothing.
  `);
});

test("what is declared as external exists, and so does what the API server would refuse", () => {
  check(`
      #- .gateway-lens.yaml
      external:
      - {kind: Service, namespace: shop, name: cart}
      #- route.yaml${route("")}
  `);
  check(`
      #- service.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec: {ports: [{port: eighty}]}
      #                     ^^^^^^ error schema-type
      #- route.yaml${route("")}
  `);
});

test("the fix declares it", () => {
  const settings = `
      #- .gateway-lens.yaml
      # ours
      kuma: "2.14"
`;
  checkFix(
    `${settings}      #- route.yaml${route("")}
  `,
    `${settings}      external:
      - kind: Service
        namespace: shop
        name: cart
      #- route.yaml${route("")}
  `,
    { code: "parent-service-missing" },
  );
  checkFix(
    `
      #- route.yaml${route("")}
  `,
    `
      #- .gateway-lens.yaml
      external:
      - kind: Service
        namespace: shop
        name: cart
      #- route.yaml${route("")}
  `,
    { code: "parent-service-missing" },
  );
});
