import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createAnalysis, type Diagnostic } from "../../server/src/analysis.ts";
import { applyEdits } from "../support/fixture.ts";

// The mistakes that other tools were tried on (most of them see none), each in an otherwise good workspace of several files: found
// on the exact word, with a fix where one exists. And upstream's invalid examples, each marked at the word that is wrong.

const files: Readonly<Record<string, string>> = {
  "platform/base.yaml": `apiVersion: kuma.io/v1alpha1
kind: Mesh
metadata: {name: default}
---
apiVersion: v1
kind: Namespace
metadata: {name: infra, labels: {kuma.io/sidecar-injection: enabled}}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {kuma.io/sidecar-injection: enabled}}
---
apiVersion: v1
kind: Namespace
metadata: {name: payments, labels: {kuma.io/sidecar-injection: enabled}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: kuma}
spec: {controllerName: gateways.kuma.io/controller}
---
CERTIFICATE`,
  "platform/gateway.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: infra
spec:
  gatewayClassName: kuma
  listeners:
  - name: http
    port: 80
    protocol: HTTP
    hostname: shop.example.com
    allowedRoutes: {namespaces: {from: All}}
  - name: https
    port: 443
    protocol: HTTPS
    hostname: shop.example.com
    tls:
      certificateRefs:
      - name: edge-cert
    allowedRoutes: {namespaces: {from: All}}
`,
  "shop/route.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
  parentRefs:
  - name: edge
    namespace: infra
    sectionName: http
  hostnames:
  - shop.example.com
  rules:
  - backendRefs:
    - name: cart
      port: 80
  - matches:
    - path: {type: PathPrefix, value: /secure}
    backendRefs:
    - name: cart
      port: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart-tls
  namespace: shop
spec:
  parentRefs:
  - name: edge
    namespace: infra
    sectionName: https
  rules:
  - backendRefs:
    - name: cart
      port: 80
`,
  "shop/services.yaml": `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  selector: {app: cart}
  ports:
  - {name: http, port: 80, appProtocol: http}
---
apiVersion: v1
kind: Service
metadata: {name: billing, namespace: payments}
spec:
  selector: {app: billing}
  ports:
  - {name: http, port: 80, appProtocol: http}
`,
};

/** The Secret of the pages' world: a certificate that Kuma takes. */
const certificate = readFileSync("docs/rules/world.yaml", "utf8")
  .split(/^---\n/m)
  .find((part) => part.includes("kind: Secret"));

interface Mistake {
  readonly name: string;
  readonly path: string;
  /** What is written instead of what; the first such place. */
  readonly written: readonly [right: string, wrong: string];
  /** Each of these words is marked with this code; the text around tells which word is meant. */
  readonly found: readonly {
    readonly code: string;
    readonly word: string;
    readonly line: RegExp;
    readonly fix?: RegExp;
  }[];
}

const mistakes: readonly Mistake[] = [
  {
    name: "a parentRef to a Gateway that does not exist",
    path: "shop/route.yaml",
    written: ["- name: edge", "- name: egde"],
    found: [{ code: "parent-gateway-missing", word: "egde", line: /- name: egde/, fix: /Change to "edge"/ }],
  },
  {
    name: "a section that the Gateway has not",
    path: "shop/route.yaml",
    written: ["sectionName: http", "sectionName: htttp"],
    found: [{ code: "parent-section-missing", word: "htttp", line: /sectionName/, fix: /Change to "http"/ }],
  },
  {
    name: "a backend Service that does not exist",
    path: "shop/route.yaml",
    written: ["- name: cart", "- name: crat"],
    found: [{ code: "backend-missing", word: "crat", line: /- name: crat/, fix: /Change to "cart"/ }],
  },
  {
    name: "a port that the Service has not",
    path: "shop/route.yaml",
    written: ["port: 80", "port: 8081"],
    found: [{ code: "backend-port-not-on-service", word: "8081", line: /port: 8081/, fix: /Change to 80$/ }],
  },
  {
    name: "a backend in another namespace without a grant",
    path: "shop/route.yaml",
    written: ["- name: cart\n", "- name: billing\n      namespace: payments\n"],
    found: [
      { code: "backend-not-permitted", word: "payments", line: /namespace: payments/, fix: /ReferenceGrant|grant/i },
    ],
  },
  {
    name: "hostnames that no listener takes",
    path: "shop/route.yaml",
    written: ["  - shop.example.com", "  - shop.example.org"],
    found: [{ code: "parent-hostname-mismatch", word: "shop.example.org", line: /- shop\.example\.org/ }],
  },
  {
    name: "two listeners in conflict by hostname",
    path: "platform/gateway.yaml",
    written: [
      "    allowedRoutes: {namespaces: {from: All}}\n",
      "    allowedRoutes: {namespaces: {from: All}}\n  - {name: more, port: 80, protocol: HTTP, hostname: shop.example.com}\n",
    ],
    found: [{ code: "schema-rule", word: "shop.example.com", line: /name: more/ }],
  },
  {
    name: "two listeners in conflict by protocol",
    path: "platform/gateway.yaml",
    written: [
      "port: 443\n    protocol: HTTPS\n    hostname: shop.example.com",
      "port: 80\n    protocol: HTTPS\n    hostname: pay.example.com",
    ],
    found: [
      { code: "listener-protocol-conflict", word: "HTTP", line: /protocol: HTTP$/ },
      { code: "listener-protocol-conflict", word: "HTTPS", line: /protocol: HTTPS$/ },
    ],
  },
  {
    name: "a Secret that does not exist",
    path: "platform/gateway.yaml",
    written: ["- name: edge-cert", "- name: edge-crt"],
    found: [
      {
        code: "listener-certificate-missing",
        word: "edge-crt",
        line: /- name: edge-crt/,
        fix: /Change to "edge-cert"/,
      },
    ],
  },
  {
    name: "a field that is not known",
    path: "shop/route.yaml",
    written: ["backendRefs:", "backendRef:"],
    found: [{ code: "schema-unknown-field", word: "backendRef", line: /backendRef:/, fix: /Rename to "backendRefs"/ }],
  },
];

function analysisOf(mistake?: Mistake) {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => {
      const right = text.replace("CERTIFICATE", certificate ?? "");
      return [`file:///w/${path}`, mistake?.path === path ? right.replace(...mistake.written) : right];
    }),
  );
  const analysis = createAnalysis();
  analysis.apply({
    folders: ["file:///w"],
    overrides: { kuma: "2.14", complete: true, controlPlane: { supportGatewaySecretsInAllNamespaces: true } },
    files: texts,
  });
  return { analysis, texts };
}

interface Marked {
  readonly uri: string;
  readonly diagnostic: Diagnostic;
  readonly word: string;
  readonly line: string;
}

function loud({ analysis, texts }: ReturnType<typeof analysisOf>): readonly Marked[] {
  const snapshot = analysis.snapshot();
  return [...texts].flatMap(([uri, text]) =>
    snapshot
      .diagnostics(uri)
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map((diagnostic) => marked(uri, text, diagnostic)),
  );
}

function marked(uri: string, text: string, diagnostic: Diagnostic): Marked {
  const { start, end } = diagnostic.range;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", start);
  return { uri, diagnostic, word: text.slice(start, end), line: text.slice(from, to < 0 ? undefined : to) };
}

test("the workspace is good without a mistake", () => {
  assert.deepEqual(
    loud(analysisOf()).map(({ diagnostic: { code, message } }) => `${code}: ${message}`),
    [],
  );
});

for (const mistake of mistakes) {
  test(`${mistake.name}: found on the word`, () => {
    const world = analysisOf(mistake);
    const found = loud(world);
    const list = found.map(({ diagnostic, word, line }) => `${diagnostic.code} "${word}" in "${line}"`).join("\n");
    for (const { code, word, line, fix } of mistake.found) {
      const one = found.find(
        (other) =>
          other.uri === `file:///w/${mistake.path}` &&
          other.diagnostic.code === code &&
          other.word === word &&
          line.test(other.line),
      );
      assert.ok(one, `no ${code} on "${word}"; there is:\n${list}`);
      if (fix === undefined) continue;
      const offered = one.diagnostic.fixes.find(({ title }) => fix.test(title));
      assert.ok(offered, `${one.diagnostic.fixes.map(({ title }) => title).join(", ")}`);
      const texts = new Map<string, string>(world.texts);
      for (const { uri, edits } of offered.edits) texts.set(uri, applyEdits(texts.get(uri) ?? "", edits));
      world.analysis.apply({ files: texts });
      assert.deepEqual(loud({ ...world, texts }), [], `after "${offered.title}"`);
    }
    // One mistake is one finding, a conflict one for each of its sides.
    assert.ok(found.length <= Math.max(mistake.found.length, 2), list);
  });
}

const corpus = "../shared/corpus/gateway-api-1.5.1/invalid-examples";

/** What is marked in each: the code, and the marked text as far as its first line goes. */
const invalid: Readonly<Record<string, readonly (readonly [code: string, word: string])[]>> = {
  "standard/gateway/duplicate-listeners.yaml": [["schema-duplicate-item", "- name: same"]],
  "standard/gateway/hostname-tcp.yaml": [["schema-rule", "example.com"]],
  "standard/gateway/hostname-udp.yaml": [["schema-rule", "example.com"]],
  "standard/gateway/invalid-addresses.yaml": [
    ["schema-type", "1200:0000:::AB00:1234:0000:2552:7777:1313"],
    ["schema-type", '"256.255.255.255"'],
    ["schema-rule", '"foo.com:80"'],
  ],
  "standard/gateway/invalid-listener-name.yaml": [["schema-value", "bad>"]],
  "standard/gateway/invalid-listener-port.yaml": [["schema-value", "123456789"]],
  "standard/gateway/invalid-tls-mode.yaml": [["schema-rule", "mode: Passthrough"]],
  "standard/gateway/tlsconfig-tcp.yaml": [["schema-rule", "certificateRefs:"]],
  "standard/gatewayclass/invalid-controller.yaml": [["schema-value", "example"]],
  "standard/httproute/duplicate-header-match.yaml": [["schema-duplicate-item", "- name: foo"]],
  "standard/httproute/duplicate-query-match.yaml": [["schema-duplicate-item", "- name: foo"]],
  "standard/httproute/httproute-portless-backend.yaml": [["backend-port-missing", "foo"]],
  "standard/httproute/httproute-portless-service.yaml": [["backend-port-missing", "foo"]],
  "standard/httproute/invalid-backend-group.yaml": [["schema-value", '"*"']],
  "standard/httproute/invalid-backend-kind.yaml": [["schema-value", '"*"']],
  "standard/httproute/invalid-backend-port.yaml": [["schema-value", "800080"]],
  "standard/httproute/invalid-filter-duplicate-header.yaml": [["schema-duplicate-item", "- foo"]],
  "standard/httproute/invalid-filter-duplicate.yaml": [["schema-rule", "type: RequestHeaderModifier"]],
  "standard/httproute/invalid-filter-empty.yaml": [["schema-rule", "RequestHeaderModifier"]],
  "standard/httproute/invalid-filter-wrong-field.yaml": [
    ["schema-rule", "RequestHeaderModifier"],
    ["schema-rule", "port: 443"],
  ],
  "standard/httproute/invalid-header-name.yaml": [["schema-value", "magic/"]],
  "standard/httproute/invalid-hostname.yaml": [
    ["schema-value", "http://a<"],
    ["backend-port-missing", "foo"],
  ],
  "standard/httproute/invalid-httpredirect-hostname.yaml": [
    ["schema-rule", "type: RequestRedirect"],
    ["schema-value", '"*.gateway.networking.k8s.io"'],
  ],
  "standard/httproute/invalid-method.yaml": [["schema-value", "NOTREAL"]],
  "standard/httproute/invalid-path-alphanum-specialchars-mix.yaml": [["schema-rule", "/my[/]path01"]],
  "standard/httproute/invalid-path-specialchars.yaml": [["schema-rule", "/[]"]],
  "standard/httproute/invalid-request-redirect-with-backendref.yaml": [["schema-rule", "type: RequestRedirect"]],
  "standard/referencegrant/missing-from.yaml": [["schema-required", "spec"]],
  "standard/referencegrant/missing-ns.yaml": [["schema-required", "-"]],
  "standard/referencegrant/missing-to.yaml": [["schema-required", "spec"]],
  "standard/tlsroute/invalid-hostname.yaml": [
    ["schema-value", "http://a<"],
    ["backend-port-missing", "foo"],
  ],
  "standard/tlsroute/no-hostname.yaml": [
    ["schema-required", "spec"],
    ["backend-port-missing", "foo"],
  ],
  "experimental/httproute/invalid-filter-externalauth-bad-http-path.yaml": [
    ["schema-required", "externalAuth"],
    ["schema-value", "/[]"],
  ],
  "experimental/httproute/invalid-filter-externalauth-empty.yaml": [["schema-rule", "ExternalAuth"]],
  "experimental/httproute/invalid-filter-externalauth-no-protocol.yaml": [["schema-required", "externalAuth"]],
  "experimental/httproute/invalid-header-value.yaml": [["schema-value", '"this\\nis\\rinvalid\\r\\nvalue"']],
};

test("each invalid example is marked at the word that is wrong", {
  skip: existsSync(corpus) ? false : `there is no ${corpus}`,
}, () => {
  assert.equal(Object.keys(invalid).length, 36);
  for (const [path, expected] of Object.entries(invalid)) {
    const text = readFileSync(join(corpus, path), "utf8");
    const analysis = createAnalysis();
    const channel = path.startsWith("standard/") ? "standard" : "experimental";
    analysis.apply({
      folders: ["file:///w"],
      overrides: { kuma: "2.14", gatewayApi: "1.5.1", channel },
      files: new Map([["file:///w/a.yaml", text]]),
    });
    const found = analysis
      .snapshot()
      .diagnostics("file:///w/a.yaml")
      .filter(({ severity }) => severity === "error")
      .map(({ code, range }) => `${code} ${text.slice(range.start, range.end).split("\n")[0]}`);
    for (const [code, word] of expected) assert.ok(found.includes(`${code} ${word}`), `${path}: ${found.join(", ")}`);
    // Nothing else is wrong with the words around.
    const lines = new Set(expected.map(([, word]) => word));
    const elsewhere = found.filter((one) => ![...lines].some((word) => one.includes(word)));
    if (!path.endsWith("invalid-addresses.yaml"))
      assert.deepEqual(
        elsewhere.filter((one) => !/ same$/.test(one)),
        [],
        path,
      );
  }
});
