import assert from "node:assert/strict";
import test from "node:test";
import { parseFixture, uriOf } from "../../../test/support/fixture.ts";
import { createAnalysis } from "../analysis.ts";

function open(text: string) {
  const { files, settings } = parseFixture(text);
  const analysis = createAnalysis();
  analysis.apply({ files: new Map([...files].map(([path, content]) => [uriOf(path), content])), settings });
  const cut = (path: string, start: number, end: number) => (files.get(path) ?? "").slice(start, end);
  return { snapshot: analysis.snapshot(), cut, files };
}

test("hints tell defaults that matter, the mesh that a namespace decides, the port of a redirect", () => {
  const { snapshot, files } = open(`#- main.yaml kuma:2.14
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {kuma.io/mesh: payments}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: kuma
  listeners:
    - {name: http, port: 80, protocol: HTTP}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
  rules:
    - matches:
        - path: {value: /cart}
        - path: {type: Exact, value: /}
      filters:
        - type: RequestRedirect
          requestRedirect: {scheme: https}
`);
  const text = files.get("main.yaml") ?? "";
  const hints = snapshot.inlayHints(uriOf("main.yaml"), { start: 0, end: text.length });
  assert.deepEqual(
    hints.map(({ offset, text: hint }) => [/[\w/]+$/.exec(text.slice(0, offset))?.[0], hint]),
    [
      ["edge", "namespace default"],
      ["http", "takes routes of this namespace only"],
      ["cart", "mesh payments"],
      ["/cart", "PathPrefix"],
      ["https", "port 443"],
    ],
  );
});

test("codes lead to their pages, a kustomization to its files", () => {
  const { snapshot, cut } = open(`#- main.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  rules:
    # gateway-lens-disable-next-line backend-missing, no-such-code
    - backendRefs: [{name: cart, port: 80}]
#- .gateway-lens.yaml
rules:
  backend-missing: off
#- kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ./main.yaml
  - gone.yaml
`);
  const links = (path: string) =>
    snapshot.documentLinks(uriOf(path)).map(({ range, to }) => [cut(path, range.start, range.end), to]);
  assert.deepEqual(links("main.yaml"), [["backend-missing", { code: "backend-missing" }]]);
  assert.deepEqual(links(".gateway-lens.yaml"), [["backend-missing", { code: "backend-missing" }]]);
  assert.deepEqual(links("kustomization.yaml"), [["./main.yaml", { uri: uriOf("main.yaml") }]]);
});
