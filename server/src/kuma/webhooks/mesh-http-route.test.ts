import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, JsonObject } from "../../kubernetes/object.ts";
import { releaseNamed } from "../releases/index.ts";
import { checkMeshHttpRoute } from "./mesh-http-route.ts";
import { denial, reportTo, type Violation } from "./violation.ts";

function denied(spec: JsonObject, release = "2.14", isSystem = true): string {
  const found: Violation[] = [];
  checkMeshHttpRoute({ kind: "MeshHTTPRoute", spec }, releaseNamed(release)!, isSystem, reportTo(found));
  return denial(found);
}

const gateway = { kind: "MeshGateway", name: "edge.infra" };
const service = { kind: "MeshService", name: "echo_demo_svc_80" };
const labelled = { kind: "MeshService", labels: { "kuma.io/display-name": "echo" } };
const matches = [{ path: { type: "PathPrefix", value: "/" } }];
const names = "invalid characters: must consist of lower case alphanumeric characters, '-', '.' and '_'.";

/** One rule of a route of a service. */
const ofRule = (rule: JsonObject, release?: string) =>
  denied(
    { to: [{ targetRef: release === "3.0" ? labelled : service, rules: [{ matches, default: {}, ...rule }] }] },
    release,
  );
const ofFilter = (filter: JsonObject, release?: string) => ofRule({ default: { filters: [filter] } }, release);
const ofBackend = (backendRef: JsonObject, release?: string) =>
  ofRule({ default: { backendRefs: [backendRef] } }, release);
const ofMatch = (match: JsonObject) => ofRule({ matches: [match] });

test("kinds on top", () => {
  const to = [{ targetRef: service, rules: [] }];
  assert.equal(denied({ targetRef: { kind: "Dataplane" }, to }, "2.9"), "spec.targetRef.kind: value is not supported");
  assert.equal(denied({ targetRef: { kind: "Dataplane" }, to }, "2.10"), "");
  assert.equal(
    denied({ targetRef: { kind: "MeshHTTPRoute" }, to }, "2.12"),
    "spec.targetRef.kind: value is not supported",
  );
  assert.equal(
    denied({ targetRef: { kind: "MeshHTTPRoute" }, to }, "2.13"),
    "spec.targetRef.kind: value 'MeshHTTPRoute' is not supported",
  );
  assert.equal(
    denied({ targetRef: gateway, to: [] }, "2.14", false),
    "spec.targetRef.kind: value 'MeshGateway' is not supported",
  );
  assert.equal(denied({ targetRef: { kind: "" } }), "spec.targetRef.kind: must be defined");
});

test("a MeshGateway on top", () => {
  assert.equal(
    denied({ targetRef: { kind: "MeshGateway" } }),
    "spec.targetRef.name: must be set when kind is MeshGateway",
  );
  assert.equal(denied({ targetRef: { kind: "MeshGateway", name: "Edge" } }), `spec.targetRef.name: ${names}`);
  assert.equal(
    denied({ targetRef: { ...gateway, tags: { "a b": "" } } }),
    'spec.targetRef.tags["a b"]: tag name must consist of alphanumeric characters, dots, dashes, slashes and underscores; spec.targetRef.tags["a b"]: tag value must be non-empty',
  );
  assert.equal(
    denied({ targetRef: gateway, to: [{ targetRef: service, rules: [] }] }),
    "spec.to[0].targetRef.kind: value 'MeshService' is not supported",
  );
});

test("destinations", () => {
  const ofTarget = (targetRef: JsonObject, release?: string) => denied({ to: [{ targetRef, rules: [] }] }, release);
  assert.equal(ofTarget(service), "");
  assert.equal(
    ofTarget({ kind: "MeshService" }),
    "spec.to[0].targetRef.name: name or labels must be set when kind is MeshService",
  );
  assert.equal(
    ofTarget({ ...service, labels: { a: "b" } }),
    "spec.to[0].targetRef.labels: either labels or name and namespace must be specified",
  );
  assert.equal(ofTarget({ ...service, mesh: "m" }), "spec.to[0].targetRef.mesh: must not be set with kind MeshService");
  assert.equal(
    ofTarget({ kind: "MeshExternalService", name: "x" }, "2.7"),
    "spec.to[0].targetRef.kind: value is not supported",
  );
  assert.equal(ofTarget({ kind: "MeshExternalService", name: "x" }, "2.8"), "");
  assert.equal(ofTarget(service, "3.0"), "spec.to[0].targetRef.labels: must be set when kind is MeshService");
  assert.equal(ofTarget(labelled, "3.0"), "");
  const hostnames: Json = ["a.b"];
  assert.equal(
    denied({ to: [{ targetRef: service, rules: [], hostnames }] }),
    "spec.to[0].hostnames: must not be defined",
  );
  assert.equal(denied({ targetRef: gateway, to: [{ targetRef: { kind: "Mesh" }, rules: [], hostnames }] }), "");
});

test("matches", () => {
  const at = "spec.to[0].rules[0].matches[0]";
  const path = (type: string, value: string) => ofMatch({ path: { type, value } });
  assert.equal(
    path("PathPrefix", "/a/"),
    `${at}.path.value: does not need a trailing slash because only a \`/\`-separated prefix or an entire path is matched`,
  );
  assert.equal(path("PathPrefix", "a"), `${at}.path.value: must be an absolute path`);
  assert.equal(path("Exact", "a"), `${at}.path.value: must be an absolute path`);
  assert.equal(path("Exact", "/a/"), "");
  assert.equal(path("RegularExpression", "a("), "");
  assert.equal(
    ofMatch({ headers: [{ name: "a", type: "Present", value: "x" }] }),
    `${at}.headers[0].value: must not be defined`,
  );
  const query = { name: "q", type: "Exact", value: "1" };
  assert.equal(ofMatch({ queryParams: [query, query] }), `${at}.queryParams[1].name: multiple entries for name q`);
});

test("filters", () => {
  const at = "spec.to[0].rules[0].default.filters[0]";
  for (const [type, body] of [
    ["RequestHeaderModifier", "requestHeaderModifier"],
    ["ResponseHeaderModifier", "responseHeaderModifier"],
    ["RequestRedirect", "requestRedirect"],
    ["URLRewrite", "urlRewrite"],
    ["RequestMirror", "requestMirror"],
  ] as const) {
    assert.equal(ofFilter({ type }), `${at}.${body}: must be defined`);
  }
  const headers = (requestHeaderModifier: JsonObject) =>
    ofFilter({ type: "RequestHeaderModifier", requestHeaderModifier });
  assert.equal(headers({}), `${at}.requestHeaderModifier: must have at least one defined: set, add, remove`);
  assert.equal(headers({ remove: [] }), "");
  const x = { name: "x", value: "1" };
  assert.equal(headers({ set: [x], add: [x] }), `${at}.requestHeaderModifier.add[0].name: duplicate header name`);
  assert.equal(
    headers({ set: [x], remove: ["x"] }),
    `${at}.requestHeaderModifier.remove[0].name: duplicate header name`,
  );
  assert.equal(headers({ set: [x], remove: ["X"] }), "");
});

test("redirects and rewrites", () => {
  const at = "spec.to[0].rules[0].default.filters[0]";
  const rewrite = (urlRewrite: JsonObject, release?: string) => ofFilter({ type: "URLRewrite", urlRewrite }, release);
  const redirect = (hostname: string) => ofFilter({ type: "RequestRedirect", requestRedirect: { hostname } });
  assert.equal(redirect("10.0.0.1"), `${at}.requestRedirect.hostname: cannot be an IP address`);
  assert.equal(redirect("010.000.0.1"), `${at}.requestRedirect.hostname: cannot be an IP address`);
  assert.equal(redirect("10.0.0.256"), "");
  assert.equal(rewrite({ hostname: "10.0.0.1" }), `${at}.urlRewrite.hostname: cannot be an IP address`);
  assert.equal(
    rewrite({ hostToBackendHostname: true, hostname: "a.b" }),
    `${at}.urlRewrite.hostToBackendHostname: can only be set with MeshGateway; ${at}.urlRewrite.hostToBackendHostname: cannot be set together with hostname`,
  );
  assert.equal(
    rewrite({ hostToBackendHostname: true }, "3.0"),
    `${at}.urlRewrite.hostToBackendHostname: must not be set`,
  );
  const path = { type: "ReplacePrefixMatch", replacePrefixMatch: "/" };
  assert.equal(rewrite({ path }), "");
  assert.equal(
    ofRule({ matches: [{}], default: { filters: [{ type: "URLRewrite", urlRewrite: { path } }] } }),
    `${at}.urlRewrite.path.replacePrefixMatch: can only appear if all matches match a path prefix`,
  );
});

test("backends and mirrors", () => {
  const rule = "spec.to[0].rules[0]";
  const unresolved = { kind: "MeshService", name: "kuma.io/unresolved-backend" };
  assert.equal(ofBackend(unresolved), "");
  assert.equal(ofBackend({ kind: "MeshService", name: "a:b" }), `${rule}.default.backendRefs[0].name: ${names}`);
  assert.equal(
    ofBackend({ kind: "MeshGateway", name: "a" }),
    `${rule}.default.backendRefs[0].kind: value 'MeshGateway' is not supported`,
  );
  assert.equal(
    ofBackend({ kind: "MeshMultiZoneService", name: "a" }),
    `${rule}.default.backendRefs[0].port: must be defined with kind MeshMultiZoneService`,
  );
  const mirror = (backendRef: JsonObject) => ofFilter({ type: "RequestMirror", requestMirror: { backendRef } });
  assert.equal(mirror(unresolved), `${rule}.default.filters[0].requestMirror.backendRef.name: ${names}`);
  assert.equal(
    mirror({ kind: "MeshExternalService", name: "a" }),
    `${rule}.default.filters[0].requestMirror.backendRef.kind: value 'MeshExternalService' is not supported`,
  );
  const ofGateway = (settings: JsonObject) =>
    denied({ targetRef: gateway, to: [{ targetRef: { kind: "Mesh" }, rules: [{ matches, default: settings }] }] });
  assert.equal(ofGateway({}), `${rule}.default.backendRefs: must not be empty`);
  assert.equal(ofGateway({ filters: [{ type: "RequestRedirect", requestRedirect: {} }] }), "");
  assert.equal(ofRule({}), "");
});
