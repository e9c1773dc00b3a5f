import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Cluster } from "../../server/src/kubernetes/cluster.ts";
import { type Json, type KubeObject, keyOf, keyText } from "../../server/src/kubernetes/object.ts";
import { answerOf, outcomeOf } from "../../server/src/kuma/answer.ts";
import { controlPlaneOf } from "../../server/src/kuma/control-plane.ts";
import { memoryCluster, memoryView, viewOf } from "../../server/src/kuma/memory-view.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";
import { originOf } from "../../server/src/kuma/trace.ts";

// Names of one length and distinct from all other words, so that they can be renamed in printed answers.
const names = ["qxa", "qxb", "qxc", "qxd"];
const renamed = ["qza", "qzb", "qzc", "qzd"];
const gatewayApi = "gateway.networking.k8s.io";

const name = fc.constantFrom(...names);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const port = fc.constantFrom(80, 8080, 9999);
const hostname = fc.constantFrom("a.example.com", "*.example.com", "b.example.org");
const section = fc.constantFrom("http", "admin");

const weighted = fc.record({
  group: fc.constantFrom("", "", "", "kuma.io"),
  kind: fc.constantFrom("Service", "Service", "Service", "MeshService", "ConfigMap"),
  name,
  namespace: maybe(name),
  port,
  weight: fc.integer({ min: 0, max: 9 }),
});
const filter = fc.oneof(
  fc.record({
    type: fc.constant("RequestHeaderModifier"),
    requestHeaderModifier: fc.record(
      {
        set: fc.constant([{ name: "X-A", value: "1" }]),
        remove: fc.constantFrom<string[]>([], ["x-a"], ["x-b"]),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant("RequestRedirect"),
    requestRedirect: fc.record({
      scheme: fc.constantFrom("http", "https"),
      hostname: fc.constantFrom("x.example.com", "10.0.0.1"),
      statusCode: fc.constant(302),
    }),
  }),
  fc.record({
    type: fc.constant("RequestMirror"),
    requestMirror: weighted.map(({ weight: _, ...backendRef }) => ({ backendRef })),
  }),
  fc.constant({ type: "ExtensionRef", extensionRef: { group: "x.io", kind: "X", name: "x" } }),
);
const rule = fc.record({
  matches: fc.constantFrom<object[]>(
    [{ path: { type: "PathPrefix", value: "/" } }],
    [{ path: { type: "PathPrefix", value: "/a/" }, headers: [{ type: "Exact", name: "X-A", value: "1" }] }],
    [],
  ),
  filters: maybe(fc.array(filter, { maxLength: 2 })),
  backendRefs: maybe(fc.array(weighted, { maxLength: 3 })),
});
const parentRef = fc.oneof(
  fc.record({
    group: fc.constant(gatewayApi),
    kind: fc.constant("Gateway"),
    name,
    namespace: maybe(name),
    sectionName: maybe(section),
    port: maybe(port),
  }),
  fc.record({
    group: fc.constantFrom("", gatewayApi, "kuma.io"),
    kind: fc.constantFrom("Service", "Service", "MeshService"),
    name,
    namespace: maybe(name),
    port: maybe(port),
  }),
);

const object = (apiVersion: string, kind: string, rest: object): KubeObject => {
  // As JSON: without what is undefined.
  return JSON.parse(JSON.stringify({ apiVersion, kind, ...rest })) as KubeObject;
};
const metadata = fc.record({ namespace: name, name });
const route = fc
  .record({
    metadata,
    spec: fc.record({
      parentRefs: fc.array(parentRef, { maxLength: 3 }),
      hostnames: maybe(fc.array(hostname, { maxLength: 2 })),
      rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    }),
  })
  .map((rest) => object(`${gatewayApi}/v1`, "HTTPRoute", rest));
const listener = fc.record({
  port,
  protocol: fc.constant("HTTP"),
  hostname: maybe(hostname),
  allowedRoutes: fc.record({
    namespaces: fc.oneof(
      fc.record({ from: fc.constantFrom("All", "Same") }),
      fc.record({
        from: fc.constant("Selector"),
        selector: fc.record({ matchLabels: fc.record({ team: fc.constantFrom("one", "two") }) }),
      }),
    ),
  }),
});
const gateway = fc
  .record({
    metadata,
    spec: fc.record({
      gatewayClassName: fc.constantFrom("kuma", "kuma", "other"),
      listeners: fc
        .array(listener, { minLength: 1, maxLength: 2 })
        .map((list) => list.map((one, i) => ({ name: ["http", "admin"][i], ...one }))),
    }),
  })
  .map((rest) => object(`${gatewayApi}/v1`, "Gateway", rest));
const service = fc
  .record({ metadata, ports: fc.uniqueArray(port, { maxLength: 2 }) })
  .map(({ metadata: meta, ports }) =>
    object("v1", "Service", { metadata: meta, spec: { ports: ports.map((p) => ({ name: `p-${p}`, port: p })) } }),
  );
const grant = fc.record({ metadata, from: name }).map(({ metadata: meta, from }) =>
  object(`${gatewayApi}/v1beta1`, "ReferenceGrant", {
    metadata: meta,
    spec: {
      from: [{ group: gatewayApi, kind: "HTTPRoute", namespace: from }],
      to: [{ group: "", kind: "Service" }],
    },
  }),
);
const namespaces = fc
  .array(fc.constantFrom(undefined, "one", "two"), { minLength: names.length, maxLength: names.length })
  .map((teams) =>
    names.map((n, i) =>
      object("v1", "Namespace", { metadata: { name: n, labels: teams[i] === undefined ? {} : { team: teams[i] } } }),
    ),
  );
const fixed = [
  object("kuma.io/v1alpha1", "Mesh", { metadata: { name: "default" } }),
  object("v1", "Namespace", { metadata: { name: "kuma-system" } }),
  object(`${gatewayApi}/v1`, "GatewayClass", {
    metadata: { name: "kuma" },
    spec: { controllerName: "gateways.kuma.io/controller" },
  }),
];
/** Stored objects, each key once. */
const world = fc
  .tuple(
    namespaces,
    fc.array(route, { minLength: 1, maxLength: 4 }),
    fc.array(gateway, { maxLength: 3 }),
    fc.array(service, { maxLength: 5 }),
    fc.array(grant, { maxLength: 3 }),
  )
  .map((lists) => [...new Map([...fixed, ...lists.flat()].map((one) => [keyText(keyOf(one)), one] as const)).values()]);
const release = fc.constantFrom(...releases).map((behavior) => controlPlaneOf(behavior));

test("the order of objects does not matter", () => {
  fc.assert(
    fc.property(world, release, fc.infiniteStream(fc.nat()), (objects, controlPlane, random) => {
      const shuffled = objects
        .map((one) => ({ one, at: random.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      assert.deepEqual(answerOf(memoryView(shuffled, controlPlane)), answerOf(memoryView(objects, controlPlane)));
    }),
  );
});

test("consistent renaming renames the answer, but for the hashes in it", () => {
  const rename = (text: string) =>
    names
      .reduce((result, from, i) => result.replaceAll(from, renamed[i] ?? from), text)
      .replaceAll(/-[0-9a-f]{8}\b/g, "-HASH");
  fc.assert(
    fc.property(world, release, (objects, controlPlane) => {
      const others = JSON.parse(
        names.reduce((text, from, i) => text.replaceAll(from, renamed[i] ?? from), JSON.stringify(objects)),
      ) as KubeObject[];
      const before = rename(JSON.stringify(answerOf(memoryView(objects, controlPlane))));
      const after = JSON.stringify(answerOf(memoryView(others, controlPlane))).replaceAll(/-[0-9a-f]{8}\b/g, "-HASH");
      assert.equal(after, before);
    }),
  );
});

test("taking away what no one looked up changes nothing", () => {
  fc.assert(
    fc.property(world, release, (objects, controlPlane) => {
      const { cluster, seen } = recorded(memoryCluster(objects));
      const before = answerOf(viewOf(cluster, controlPlane));
      const rest = objects.filter((one) => seen.has(keyText(keyOf(one))));
      assert.deepEqual(answerOf(memoryView(rest, controlPlane)), before);
    }),
  );
});

test("every generated field has an origin", () => {
  fc.assert(
    fc.property(world, release, (objects, controlPlane) => {
      for (const { object: made, origins } of outcomeOf(memoryView(objects, controlPlane)).generated) {
        for (const path of leaves(made as Json)) {
          assert.ok(originOf(origins, path)?.length, `${JSON.stringify(path)} of ${JSON.stringify(made)}`);
        }
      }
    }),
  );
});

function recorded(inner: Cluster): { readonly cluster: Cluster; readonly seen: ReadonlySet<string> } {
  const seen = new Set<string>();
  const note = <T extends KubeObject>(found: readonly T[]) => {
    for (const one of found) seen.add(keyText(keyOf(one)));
    return found;
  };
  return {
    seen,
    cluster: {
      get(kind, namespace, objectName) {
        const found = inner.get(kind, namespace, objectName);
        if (found !== undefined) note([found]);
        return found;
      },
      list: (kind, namespace) => note(inner.list(kind, namespace)),
      listBy: (index, key) => note(inner.listBy(index, key)),
      lookup: (kind, namespace, objectName) => inner.lookup(kind, namespace, objectName),
    },
  };
}

function* leaves(value: Json, path: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (value === null || typeof value !== "object") {
    yield path;
    return;
  }
  const entries: readonly (readonly [string | number, Json | undefined])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  if (entries.length === 0) yield path;
  for (const [key, child] of entries) if (child !== undefined) yield* leaves(child, [...path, key]);
}
