import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { createAnalysis, type Fix, type Snapshot } from "../../server/src/analysis.ts";
import type { JsonObject } from "../../server/src/kubernetes/object.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";
import { renderYaml } from "../../server/src/yaml/edit.ts";
import { parse } from "../../server/src/yaml/parse.ts";
import type { Settings } from "../../shared/src/settings.ts";
import { uriOf } from "../support/fixture.ts";

// Moving a hostname that routes repeat to their listeners: whatever the world, no request may notice.

const gatewayApi = "gateway.networking.k8s.io/v1";
/** Nearly always the first one: worlds in which something is repeated are what this is about. */
const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 8 * others.length }, ...others.map((one) => fc.constant(one)));
const shop = "shop.example.com";
const hostname = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 9 },
  fc.constantFrom(shop, "*.example.com", "*.com", "a.example.org"),
);
const namespace = mostly("infra", "other");

const listener = fc.record({
  port: fc.constantFrom(80, 443, 8080),
  protocol: mostly("HTTP", "TCP"),
  hostname,
  from: mostly("All", "Same"),
});
const gateway = fc.record({ namespace, listeners: fc.array(listener, { minLength: 1, maxLength: 3 }) });
const parentRef = fc.record({
  name: mostly("edge-0", "edge-1"),
  namespace,
  kind: mostly("Gateway", "Service"),
  sectionName: fc.oneof(mostly<string | undefined>(undefined, "absent"), mostly("l-0", "l-1")),
  port: mostly<number | undefined>(undefined, 80, 443),
});
const route = fc.record({
  namespace,
  hostnames: mostly<readonly string[] | undefined>(
    [shop],
    undefined,
    [],
    ["*.example.com"],
    [shop, "a.example.org"],
    ["badexample.com"],
  ),
  parentRefs: fc.oneof(
    { arbitrary: fc.array(parentRef, { minLength: 1, maxLength: 1 }), weight: 4 },
    fc.array(parentRef, { minLength: 2, maxLength: 2 }),
  ),
  paths: fc.uniqueArray(fc.constantFrom("/", "/a", "/b"), { minLength: 1, maxLength: 2 }),
  annotated: fc.boolean(),
});
const world = fc.record({
  gateways: fc.array(gateway, { minLength: 1, maxLength: 2 }),
  /** HTTPS on port 443, else HTTP everywhere. */
  secure: fc.boolean(),
  routes: fc.array(route, { minLength: 2, maxLength: 4 }),
  release: fc.constantFrom(...releases.map(({ release }) => release)),
  flow: fc.boolean(),
  carriage: fc.boolean(),
  oneFile: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const certificate = readFileSync("examples/shop/platform/certificate.yaml", "utf8");
const hosts = [shop, "a.example.com", "example.com", "badexample.com", "x.shop.example.com", "a.example.org", "x.net"];

test("a hostname that moves to its listeners moves no request", () => {
  const offered = new Map<string, number>();
  fc.assert(
    fc.property(world, (one) => {
      const files = filesOf(one);
      const settings = { kuma: one.release, controlPlane: { supportGatewaySecretsInAllNamespaces: true } };
      const before = opened(files, settings);
      const fixes = new Map([...files].flatMap(([path, text]) => [...offersIn(before, path, text)]));
      for (const fix of fixes.values()) {
        offered.set(one.release, (offered.get(one.release) ?? 0) + 1);
        const changed = applied(files, fix);
        for (const text of changed.values()) {
          for (const document of text.split(/^---\r?$/m)) assert.deepEqual(parse(document).problems, []);
          if (one.carriage) assert.doesNotMatch(text, /[^\r]\n/);
        }
        const after = opened(changed, settings);
        assert.deepEqual(findingsOf(after), findingsOf(before));
        assert.deepEqual(tracesOf(after, one), tracesOf(before, one));
        assert.deepEqual(after.translate()?.status, before.translate()?.status);
        assert.deepEqual(withoutHostnames(after), withoutHostnames(before));
        assert.ok(
          ![...changed].some(([path, text]) => [...offersIn(after, path, text)].some(([t]) => t === fix.title)),
        );
      }
    }),
    { numRuns: Number(process.env.GATEWAY_LENS_RUNS ?? 400) },
  );
  assert.ok([...offered.values()].reduce((sum, count) => sum + count, 0) > 10, JSON.stringify([...offered]));
});

function filesOf({ gateways, secure, routes, flow, carriage, oneFile }: World): Map<string, string> {
  const objects: JsonObject[] = [
    {
      apiVersion: gatewayApi,
      kind: "GatewayClass",
      metadata: { name: "kuma" },
      spec: { controllerName: "gateways.kuma.io/controller" },
    },
    ...gateways.map((made, i) => ({
      apiVersion: gatewayApi,
      kind: "Gateway",
      metadata: { name: `edge-${i}`, namespace: made.namespace },
      spec: {
        gatewayClassName: "kuma",
        listeners: made.listeners.map(({ from, hostname: own, port, protocol }, at) => ({
          name: `l-${at}`,
          ...(own === undefined ? {} : { hostname: own }),
          port,
          protocol: secure && port === 443 ? "HTTPS" : protocol,
          allowedRoutes: { namespaces: { from } },
          ...(secure && port === 443 ? { tls: { certificateRefs: [{ name: "example-com" }] } } : {}),
        })),
      },
    })),
    ...routes.map((made, i) => ({
      apiVersion: gatewayApi,
      kind: "HTTPRoute",
      metadata: {
        name: `route-${i}`,
        namespace: made.namespace,
        ...(made.annotated ? { annotations: { note: "said" } } : {}),
      },
      spec: {
        parentRefs: made.parentRefs.map(({ kind, sectionName, port, ...ref }) => ({
          ...ref,
          ...(kind === "Service" ? { group: "", kind } : {}),
          ...(sectionName === undefined ? {} : { sectionName }),
          ...(port === undefined ? {} : { port }),
        })),
        ...(made.hostnames === undefined ? {} : { hostnames: made.hostnames }),
        rules: made.paths.map((value) => ({
          matches: [{ path: { type: "PathPrefix", value } }],
          backendRefs: [{ name: `backend-${i}`, port: 80 }],
        })),
      },
    })),
  ];
  const files = new Map<string, string>();
  const secrets = ["infra", "other"].map((name) => certificate.replace("namespace: infra", `namespace: ${name}`));
  files.set("secrets.yaml", secrets.join("---\n"));
  for (const [i, object] of objects.entries()) {
    const path = oneFile ? "all.yaml" : `${i}.yaml`;
    const text = flow ? `${JSON.stringify(object)}\n` : renderYaml(object);
    const known = files.get(path);
    files.set(path, known === undefined ? text : `${known}---\n${text}`);
  }
  if (carriage) for (const [path, text] of files) files.set(path, text.replaceAll("\n", "\r\n"));
  return files;
}

function opened(files: ReadonlyMap<string, string>, settings: Settings): Snapshot {
  const analysis = createAnalysis();
  analysis.apply({ files: new Map([...files].map(([path, text]) => [uriOf(path), text])), settings });
  return analysis.snapshot();
}

/** By title, what is offered at hostnames and listeners. */
function* offersIn(snapshot: Snapshot, path: string, text: string): Iterable<[string, Fix]> {
  for (const { index } of text.matchAll(/hostnames|l-\d/g)) {
    for (const { fix } of snapshot.refactorings(uriOf(path), { start: index, end: index })) {
      if (/ routes to listener/.test(fix.title)) yield [fix.title, fix];
    }
  }
}

function applied(files: ReadonlyMap<string, string>, fix: Fix): Map<string, string> {
  const changed = new Map(files);
  for (const [path] of files) {
    const edits = fix.edits.find(({ uri }) => uri === uriOf(path))?.edits ?? [];
    let text = files.get(path) ?? "";
    for (const { range, newText } of edits.toReversed())
      text = text.slice(0, range.start) + newText + text.slice(range.end);
    changed.set(path, text);
  }
  return changed;
}

function findingsOf(snapshot: Snapshot): readonly string[] {
  return snapshot
    .uris()
    .flatMap((uri) =>
      snapshot.diagnostics(uri).map(({ code, message, because }) => `${uri} ${code} ${message} ${because}`),
    )
    .sort();
}

function tracesOf(snapshot: Snapshot, { gateways }: World) {
  const ports = new Set(gateways.flatMap(({ listeners }) => listeners.map(({ port }) => port)));
  return [...ports].flatMap((port) =>
    (["http", "https"] as const).flatMap((scheme) =>
      hosts.flatMap((host) =>
        ["/", "/a/b"].map((path) =>
          snapshot
            .trace({ method: "GET", scheme, host, port, path, query: [], headers: [] })
            .map(({ target, trace }) => ({ scheme, host, port, path, target, trace })),
        ),
      ),
    ),
  );
}

function withoutHostnames(snapshot: Snapshot): unknown {
  return JSON.parse(
    JSON.stringify(snapshot.translate()?.generated, (name, value: unknown) =>
      name === "hostnames" || name === "hostname" ? undefined : value,
    ),
  );
}
