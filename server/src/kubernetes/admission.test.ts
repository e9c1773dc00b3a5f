import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { test } from "node:test";
import fc from "fast-check";
import { bundleMinors, gatewayApiKinds } from "../gateway-api/bundle.ts";
import { kumaKindDeclarations } from "../kuma/kinds/index.ts";
import { admit, type Checked } from "./admission.ts";
import { type Catalog, catalogOf } from "./catalog.ts";
import type { JsonObject } from "./object.ts";
import { displayPath } from "./violation.ts";

const kuma = { declarations: kumaKindDeclarations, edition: { version: "2.14" } };
const standard = catalogOf(gatewayApiKinds({ minor: "1.5", channel: "standard" }), kuma);
const experimental = catalogOf(gatewayApiKinds({ minor: "1.5", channel: "experimental" }), kuma);

function route(spec: object, metadata: object = { name: "cart", namespace: "shop" }): JsonObject {
  return { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata, spec } as JsonObject;
}

function gateway(spec: object): JsonObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: { name: "edge" },
    spec,
  } as JsonObject;
}

function checked(object: JsonObject, catalog: Catalog = standard): Checked {
  const answer = admit(object, catalog);
  assert.ok(answer.state === "checked");
  return answer;
}

const typicalRule = {
  matches: [
    { path: { value: "/cart" }, headers: [{ name: "x-user", value: "beta" }] },
    { path: { type: "Exact", value: "/checkout" }, method: "POST" },
  ],
  filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "x-env", value: "prod" }] } }],
  backendRefs: [
    { name: "cart", port: 80, weight: 90 },
    { name: "cart-canary", port: 80, weight: 10 },
  ],
};
const typicalRoute = route({
  parentRefs: [{ name: "edge", sectionName: "https" }],
  hostnames: ["shop.example.com"],
  rules: [typicalRule, { backendRefs: [{ name: "web", port: 8080 }] }],
});

test("fills in defaults, drops nulls and status, and puts the object into a namespace", () => {
  const object = { ...route({ rules: [{ backendRefs: [{ name: "a", port: 1, weight: null }] }] }, { name: "r" }) };
  const { admitted, violations } = checked({ ...object, status: { parents: null } });
  assert.deepEqual(violations, []);
  assert.deepEqual(admitted, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "r", namespace: "default" },
    spec: {
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
          backendRefs: [{ group: "", kind: "Service", name: "a", port: 1, weight: 1 }],
        },
      ],
    },
  });
});

test("names what was probably meant by an unknown field, and where a field exists that is unknown here", () => {
  const { unknownFields } = checked(
    route({
      hostname: ["a"],
      rules: [
        { backendRef: [], retry: {} },
        { filtres: [], totallyOther: 1 },
      ],
    }),
  );
  assert.deepEqual(
    unknownFields.map(({ path, suggestion, elsewhere }) => [displayPath(path), suggestion ?? elsewhere]),
    [
      ["spec.hostname", "hostnames"],
      ["spec.rules[0].backendRef", "backendRefs"],
      ["spec.rules[0].retry", "since 1.2 in the experimental channel"],
      ["spec.rules[1].filtres", "filters"],
      ["spec.rules[1].totallyOther", undefined],
    ],
  );
});

test("marks what fails, to the word, where the server reports its list", () => {
  const listener = { name: "a", port: 80, protocol: "HTTP" };
  const { violations } = checked(gateway({ gatewayClassName: "kuma", listeners: [listener, { ...listener }] }));
  assert.deepEqual(
    violations.map(({ type, field, path, related }) => [type, field, displayPath(path), displayPath(related ?? [])]),
    [
      ["Duplicate", "spec.listeners[1]", "spec.listeners[1]", "spec.listeners[0]"],
      ["Invalid", "spec.listeners", "spec.listeners[1].name", "spec.listeners[0].name"],
      ["Invalid", "spec.listeners", "spec.listeners[1].port", "spec.listeners[0]"],
    ],
  );
});

test("goes on with the rules of what no error blocks, and says that the server would not", () => {
  const { violations, rulesSkipped } = checked(
    route({ rules: [{ matches: [{ method: "get" }] }, { backendRefs: [{ name: "a" }] }] }),
  );
  assert.equal(rulesSkipped, true);
  assert.deepEqual(
    violations.map(({ type, path, beyondServer, suggestion }) => [type, displayPath(path), beyondServer, suggestion]),
    [
      ["NotSupported", "spec.rules[0].matches[0].method", undefined, "GET"],
      ["Invalid", "spec.rules[1].backendRefs[0]", true, undefined],
    ],
  );
});

test("says that a rule broke down, as the server does", () => {
  const { violations } = checked(
    gateway({ gatewayClassName: "kuma", listeners: [{ name: "a", port: 443, protocol: "HTTPS", tls: {} }] }),
  );
  assert.deepEqual(
    violations.map(({ detail, rule }) => [rule, detail.split(" evaluating")[0]]),
    [["listener-certificates", "no such key: certificateRefs"]],
  );
});

test("knows where a kind or version is served that is not served here", () => {
  const tcp = { apiVersion: "gateway.networking.k8s.io/v1alpha2", kind: "TCPRoute", metadata: { name: "a" } };
  const answer = admit(tcp, standard);
  assert.ok(answer.state === "not-served");
  assert.equal(answer.elsewhere, "in the experimental channel");
  const old = admit({ ...typicalRoute, apiVersion: "gateway.networking.k8s.io/v1alpha2" }, standard);
  assert.ok(old.state === "not-served");
  assert.deepEqual(old.servedAs, ["gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1"]);
  assert.equal(admit({ apiVersion: "apps/v1", kind: "Deployment" }, standard).state, "foreign");
});

test("says nothing but the decoding error of broken metadata", () => {
  const answer = admit(route({}, { name: "a", labels: { "kuma.io/mesh": 1 } }), standard);
  assert.ok(answer.state === "undecodable");
  assert.deepEqual(answer.path, ["metadata", "labels", "kuma.io/mesh"]);
});

test("checks names, labels and annotations", () => {
  const metadata = { name: "A", namespace: "b.c", labels: { "a/b/c": "x", ok: "-" }, annotations: { é: "x" } };
  const { violations } = checked(route({}, metadata));
  assert.deepEqual(
    violations.map(({ field }) => field),
    ["metadata.name", "metadata.namespace", "metadata.labels", "metadata.labels", "metadata.annotations"],
  );
});

test("never takes a user's key for anything else", () => {
  const tags = JSON.parse('{"__proto__": "x", "constructor": "y"}') as JsonObject;
  const object = {
    apiVersion: "kuma.io/v1alpha1",
    kind: "MeshGatewayInstance",
    metadata: { name: "a", namespace: "b" },
    spec: { tags, toString: 1 },
  };
  const { admitted, unknownFields } = checked(object as unknown as JsonObject);
  assert.deepEqual(
    unknownFields.map(({ path }) => path),
    [["spec", "toString"]],
  );
  assert.deepEqual(Object.keys((admitted as unknown as { spec: { tags: object } }).spec.tags), [
    "__proto__",
    "constructor",
  ]);
});

// Objects that look like ours: the words of the kinds at random places, and nonsense in between.
const words = fc.constantFrom(
  ..."spec rules matches path type value headers name filters backendRefs port weight listeners tls mode protocol hostname certificateRefs addresses parentRefs sectionName from to group kind namespace allowedRoutes namespaces selector requestRedirect urlRewrite cors timeouts request labels".split(
    " ",
  ),
);
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    80,
    -1,
    1.5,
    2 ** 40,
    "",
    "a",
    "*.a.b",
    "HTTP",
    "Exact",
    "10s",
    "Service",
    "/",
  ),
  fc.string(),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 8 },
    scalar,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.string() }), tie("tree"), {
      maxKeys: 6,
    }),
  ),
}));
const kinds = fc.constantFrom(
  ...standard.kinds.flatMap(({ group, kind, versions }) => versions.map(({ name }) => [`${group}/${name}`, kind])),
);
const catalogs = bundleMinors.flatMap((minor) =>
  (["standard", "experimental"] as const).map((channel) => catalogOf(gatewayApiKinds({ minor, channel }), kuma)),
);
const nonsense = fc
  .tuple(kinds, fc.oneof(fc.constant({ name: "a", namespace: "b" }), tree), tree, fc.constantFrom(...catalogs))
  .map(([[apiVersion, kind], metadata, spec, catalog]) => ({
    catalog,
    object: { apiVersion, kind, metadata, spec } as JsonObject,
  }));

test("never throws, and every error lies at a path of the object or one step beyond", () => {
  fc.assert(
    fc.property(nonsense, ({ object, catalog }) => {
      const answer = admit(object, catalog);
      if (answer.state !== "checked") return;
      for (const { path } of [...answer.violations, ...answer.unknownFields]) assert.ok(path.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test("admitting what was admitted changes nothing", () => {
  const sparse = fc
    .record({
      parentRefs: fc.array(fc.record({ name: fc.constantFrom("a", "b", "c") }), { maxLength: 2 }),
      hostnames: fc.option(fc.array(fc.constantFrom("a.b", "*.c"))),
      rules: fc.option(
        fc.array(
          fc.record(
            {
              matches: fc.array(fc.record({ path: fc.option(fc.record({ value: fc.constantFrom("/", "/a") })) })),
              backendRefs: fc.array(fc.record({ name: fc.constant("a"), port: fc.integer({ min: 1, max: 65535 }) })),
              unknown: fc.constant(1),
            },
            { requiredKeys: [] },
          ),
          { minLength: 1, maxLength: 4 },
        ),
      ),
    })
    .map((spec) => ({ object: route(spec), catalog: experimental }));
  let stored = 0;
  fc.assert(
    fc.property(fc.oneof(nonsense, sparse), ({ object, catalog }) => {
      const answer = admit(object, catalog);
      if (answer.state !== "checked" || answer.admitted === undefined) return;
      stored++;
      const again = admit(answer.admitted as unknown as JsonObject, catalog);
      assert.ok(again.state === "checked");
      assert.deepEqual([again.admitted, again.unknownFields], [answer.admitted, []]);
    }),
    { numRuns: 2000 },
  );
  assert.ok(stored > 100, `only ${stored} objects were admitted`);
});

test("never changes its input", () => {
  const text = JSON.stringify(typicalRoute);
  checked(typicalRoute);
  assert.equal(JSON.stringify(typicalRoute), text);
});

/** The fastest of several runs, in milliseconds: what is left is ours, not the machine's. */
function fastest(runs: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let index = 0; index < runs; index++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

test("takes no longer than 0.15 ms for a typical HTTPRoute", () => {
  for (let index = 0; index < 500; index++) checked(typicalRoute);
  const time = fastest(200, () => checked(typicalRoute));
  assert.ok(time < 0.15, `${time} ms`);
});

test("takes no longer than 5 ms for 64 KB of nonsense", () => {
  const many = <T>(length: number, item: (index: number) => T) => Array.from({ length }, (_, index) => item(index));
  const long = "a".repeat(60_000);
  const objects = [
    route({ rules: many(1000, (index) => ({ unknown: index, matches: [{ path: { value: `//${index}` } }] })) }),
    route({ rules: [{ matches: [{ headers: many(2500, () => ({ name: "a", value: "b " })) }] }] }),
    route({ hostnames: many(4000, (index) => `${index}.`), parentRefs: many(1000, () => ({ name: "a" })) }),
    route({ hostnames: [`${long}.`, "a.".repeat(30_000)], [long]: 1 }),
    route({ rules: [{ timeouts: { request: "1h".repeat(30_000), backendRequest: "9".repeat(60_000) } }] }),
    gateway({ listeners: many(1000, (index) => ({ name: "a", port: index, protocol: "HTTP", tls: {} })) }),
    gateway({ infrastructure: { labels: Object.fromEntries(many(5, (index) => [`${index}${long}`, long])) } }),
    route({ rules: many(3000, (index) => [index]) }),
    route({}, { name: long, labels: { [long]: long }, annotations: { [`${long}/${long}`]: "" } }),
    { ...route({}), kind: long },
  ];
  for (const [index, object] of objects.entries()) {
    for (const catalog of [standard, experimental]) {
      const time = fastest(25, () => admit(object, catalog));
      assert.ok(time < 5, `object ${index}: ${time} ms`);
    }
  }
});
