import assert from "node:assert/strict";
import { test } from "node:test";
import { check, uriOf } from "../../../test/support/fixture.ts";
import { createAnalysis } from "../analysis.ts";

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

/** `said` is what is expected of the backend's name. */
const route = (backend: string, said = "") => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: { name: cart, namespace: shop }
    spec:
      parentRefs:
        - name: edge
      rules:
        - backendRefs:
            - name: ${backend}${said === "" ? "" : `\n    #               ${said}`}
              port: 80`;

const service = `
    apiVersion: v1
    kind: Service
    metadata: { name: cart, namespace: shop }
    spec: { ports: [{ port: 80, appProtocol: http }] }`;

test("what is not in the files is an error only where they are all there is", () => {
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("crat", '^^^^ warning backend-missing 💡: Service "shop/crat" does not exist…')}
  `);
  check(`
    #- edge.yaml complete:true${edge}
    ---
    apiVersion: kuma.io/v1alpha1
    kind: Mesh
    metadata: { name: default }
    #- route.yaml${route("crat", "^^^^ error backend-missing")}
  `);
});

test("a sibling in the namespace makes it certain, and its name is offered", () => {
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("crat", "^^^^ error backend-missing 💡")}
    #- service.yaml${service}
  `);
});

test("what is declared as external is not missed", () => {
  check(`
    #- .gateway-lens.yaml
    external:
      - { kind: Service, namespace: shop, name: "*" }
    #- edge.yaml${edge}
    #- route.yaml${route("crat")}
  `);
});

test("an object that the API server refuses is present to others", () => {
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("cart")}
    #- service.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: cart, namespace: shop }
    spec: { ports: [{ port: many }] }
    #                       ^^^^ error schema-type
  `);
});

test("an object is not missed while it is being typed", () => {
  check(`
    #- edge.yaml${edge}
    #- route.yaml${route("cart")}
    #- service.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: cart, namespace: shop }
    spec: { ports: [
    #              ^ error yaml-syntax
  `);
});

test("settings choose severities, and leave files alone", () => {
  check(`
    #- .gateway-lens.yaml
    rules: { backend-missing: hint }
    ignore: [charts/]
    #- edge.yaml${edge}
    #- route.yaml${route("crat", "^^^^ hint backend-missing 💡")}
    #- charts/broken.yaml
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: [
  `);
});

test("of two manifests of one object the later file wins, and the earlier says so", () => {
  check(`
    #- a.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: cart, namespace: shop }
    #                 ^^^^ warning resource-duplicate 💡
    spec: { ports: [{ port: 8080, appProtocol: http }] }
    #- b.yaml${service}
  `);
});

test("two clusters are two worlds, and a finding names the one that it is about", () => {
  const said =
    '^^^^ warning backend-missing 💡: Service "shop/cart" does not exist, so requests for this backend fail. It exists only in east.';
  const snapshot = check(`
    #- .gateway-lens.yaml
    clusters:
      - { name: east, files: [base/, east/] }
      - { name: west, files: [base/] }
    #- base/edge.yaml${edge}
    ---${route("cart", said)}
    #- east/service.yaml${service}
  `);
  const [finding] = snapshot.diagnostics(uriOf("base/edge.yaml"));
  assert.deepEqual(finding?.clusters, ["west"]);
  assert.deepEqual(
    snapshot.clusters().map(({ name }) => name),
    ["east", "west"],
  );
});

test("the nearest settings govern a file, and projects are worlds of their own", () => {
  const snapshot = check(`
    #- .gateway-lens.yaml
    rules: { backend-missing: hint }
    #- edge.yaml${edge}
    #- route.yaml${route("crat", "^^^^ hint backend-missing 💡")}
    #- nested/.gateway-lens.yaml
    rules: { backend-missing: information }
    #- nested/edge.yaml${edge}
    #- nested/route.yaml${route("crat", "^^^^ information backend-missing 💡")}
  `);
  assert.deepEqual(
    snapshot.clusters().map(({ name }) => name),
    ["default in workspace", "default in nested"],
  );
  assert.deepEqual(snapshot.clustersOf(uriOf("nested/edge.yaml")), ["default in nested"]);
});

test("a patch of a kustomization is no object, as long as it is one", () => {
  const fixture = `
    #- edge.yaml${edge}
    #- base/kustomization.yaml
    patches: [{ path: ../patch.yaml }]
    #- patch.yaml
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: { name: edge, namespace: shop }
    spec: {}
  `;
  check(fixture);
  assert.throws(() => check(fixture.replace("path: ../patch", "path: ../other")), /schema-required/);
});

test("templates are left alone", () => {
  check(`
    #- chart/templates/route.yaml
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata:
      name: {{ .Release.Name }}
    spec:
      {{- toYaml .Values.spec | nindent 2 }}
    #- env.yaml${edge}
    ---${route("$" + "{BACKEND}")}
  `);
});

test("the items of a List are marked where they stand", () => {
  check(`
    apiVersion: v1
    kind: List
    items:
      - apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: edge, namespace: shop }
        spec:
    #   ^^^^ error schema-required
          gatewayClassName: kuma
          listners: []
    #     ^^^^^^^^ error schema-unknown-field 💡
  `);
});

test("a mistake in the settings leaves the last good ones in force", () => {
  const analysis = createAnalysis();
  const settings = uriOf(".gateway-lens.yaml");
  const write = (text: string) => analysis.apply({ files: new Map([[settings, text]]) });
  analysis.apply({
    folders: [uriOf("").slice(0, -1)],
    files: new Map([[uriOf("a.yaml"), service.replace(/^ {4}/gm, "")]]),
  });
  write('kuma: "2.13"\n');
  assert.equal(analysis.snapshot().clusters()[0]?.kuma, "2.13");
  write('kuma: "2.99"\n');
  assert.equal(analysis.snapshot().clusters()[0]?.kuma, "2.13");
  assert.deepEqual(
    analysis
      .snapshot()
      .diagnostics(settings)
      .map(({ code }) => code),
    ["config-invalid"],
  );
  write('kuma: "2.12"\n');
  assert.equal(analysis.snapshot().clusters()[0]?.kuma, "2.12");
  assert.deepEqual(analysis.snapshot().diagnostics(settings), []);
});

test("a file that could not be read says why", () => {
  const analysis = createAnalysis();
  analysis.apply({ files: new Map([[uriOf("a.yaml"), { unread: "it is larger than 20 MB" }]]) });
  const [finding] = analysis.snapshot().diagnostics(uriOf("a.yaml"));
  assert.deepEqual([finding?.code, finding?.severity], ["limit-reached", "warning"]);
});

test("the order of clusters does not depend on which settings were read first", () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata: {name: cart}\nspec: {ports: [{port: 80}]}\n";
  const files = ["a", "b"].flatMap((name): [string, string][] => [
    [uriOf(`${name}/.gateway-lens.yaml`), `clusters: [{name: ${name}, files: ["**"]}]\n`],
    [uriOf(`${name}/service.yaml`), service],
  ]);
  for (const order of [files, files.toReversed()]) {
    const analysis = createAnalysis();
    for (const file of order) analysis.apply({ files: new Map([file]) });
    assert.deepEqual(
      analysis
        .snapshot()
        .clusters()
        .map(({ name }) => name),
      ["a", "b"],
    );
  }
});

test("of a document that cannot be read only that is told, not how its keys would be taken", () => {
  const analysis = createAnalysis();
  const said = (text: string) => {
    analysis.apply({ files: new Map([[uriOf("route.yaml"), text]]) });
    return analysis
      .snapshot()
      .diagnostics(uriOf("route.yaml"))
      .map(({ code }) => code)
      .filter((code) => code.startsWith("yaml-"));
  };
  const one = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  namespace: shop\nspec: {}\n";
  assert.deepEqual(said(`${one}kind: Service\n`), ["yaml-duplicate-key"]);
  assert.deepEqual(said(`${one}--\n${one}`), ["yaml-syntax"]);
});
