import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, JsonObject } from "../../kubernetes/object.ts";
import { checkMeshGateway } from "./mesh-gateway.ts";
import { denial, reportTo, type Violation } from "./violation.ts";

const selectors = [{ match: { "kuma.io/service": "edge_infra_svc" } }];
const http = { port: 80, protocol: "HTTP" };
const certificate = { secret: "cert" };

function denied(spec: Json): string {
  const found: Violation[] = [];
  checkMeshGateway({ kind: "MeshGateway", spec }, reportTo(found).below("spec"));
  return denial(found);
}

const ofListeners = (...listeners: JsonObject[]) => denied({ selectors, conf: { listeners } });

test("what Kuma makes itself is fine", () => {
  assert.equal(ofListeners({ ...http, hostname: "*", tags: { "gateways.kuma.io/listener-name": "http" } }), "");
  const tls = { mode: "TERMINATE", certificates: [certificate, certificate] };
  assert.equal(ofListeners({ port: 443, protocol: "HTTPS", hostname: "*.example.com", tls }), "");
  assert.equal(ofListeners({ ...http, crossMesh: true }), "");
});

test("selectors", () => {
  const listeners = [http];
  assert.equal(denied({ conf: { listeners } }), "spec.selectors: must have at least one element");
  assert.equal(
    denied({ selectors: [{ match: {} }], conf: { listeners } }),
    'spec.selectors[0].match: must have at least one tag; spec.selectors[0].match: mandatory tag "kuma.io/service" is missing',
  );
  assert.equal(
    denied({ selectors: [...selectors, ...selectors], conf: { listeners: [{ ...http, crossMesh: true }] } }),
    "spec.selectors[1]: there can be at most one selector",
  );
  assert.equal(denied({ selectors: [...selectors, ...selectors], conf: { listeners } }), "");
});

test("no listeners", () => {
  assert.equal(denied({ selectors }), "spec.conf: cannot be empty");
  assert.equal(denied({ selectors, conf: {} }), "spec.conf.listeners: cannot be empty");
});

test("a listener by itself", () => {
  const at = "spec.conf.listeners[0]";
  const table: readonly [JsonObject, string][] = [
    [{ protocol: "HTTP" }, `${at}.port: port must be in the range [1, 65535]`],
    [{ port: 80 }, `${at}.protocol: cannot be empty`],
    [{ ...http, hostname: "Example.com" }, `${at}.hostname: invalid hostname`],
    [{ ...http, hostname: "*.-x" }, `${at}.hostname: invalid wildcard domain`],
    [{ ...http, hostname: "a".repeat(254) }, `${at}.hostname: must be at most 253 characters`],
    [{ ...http, tags: { "kuma.io/zone": "east" } }, `${at}.tags["kuma.io/zone"]: tag name must not be "kuma.io/zone"`],
    [{ ...http, protocol: "HTTPS" }, `${at}.tls: cannot be empty`],
    [{ ...http, protocol: "HTTPS", crossMesh: true }, `${at}.protocol: protocol is not supported with crossMesh`],
    [
      { ...http, protocol: "HTTPS", tls: { mode: "PASSTHROUGH" } },
      `${at}.tls.mode: mode is not supported on HTTPS listeners`,
    ],
    [{ ...http, protocol: "HTTPS", tls: {} }, `${at}.tls.mode: cannot be empty`],
    [
      { ...http, protocol: "HTTPS", tls: { mode: "TERMINATE" } },
      `${at}.tls.certificates: cannot be empty in TLS termination mode`,
    ],
    [
      { ...http, protocol: "HTTPS", tls: { mode: "TERMINATE", certificates: [certificate, certificate, certificate] } },
      `${at}.tls.certificates: cannot have more than 2 certificates`,
    ],
    [
      { ...http, crossMesh: true, tls: { mode: "TERMINATE", certificates: [certificate] } },
      `${at}.tls: must be empty with crossMesh`,
    ],
  ];
  for (const [listener, message] of table) assert.equal(ofListeners(listener), message);
});

test("listeners beside each other", () => {
  const tls = { mode: "TERMINATE", certificates: [certificate] };
  assert.equal(ofListeners({ ...http, hostname: "a.b" }, { ...http, hostname: "c.d" }), "");
  assert.equal(
    ofListeners({ ...http, hostname: "a.b" }, { ...http, hostname: "c.d", protocol: "HTTPS", tls }),
    "spec.conf.listeners[0]: protocol conflicts with other listeners on this port; spec.conf.listeners[1]: protocol conflicts with other listeners on this port",
  );
  assert.equal(
    ofListeners(http, { ...http, hostname: "*" }),
    "spec.conf.listeners[0]: multiple listeners for hostname on this port; spec.conf.listeners[1]: multiple listeners for hostname on this port",
  );
  const limited = (hostname: string, connectionLimit: number) => ({
    ...http,
    hostname,
    resources: { connectionLimit },
  });
  assert.match(ofListeners(limited("a", 1), limited("b", 2)), /connectionLimit: conflicting values for this port; /);
  assert.equal(ofListeners(limited("a", 1), limited("b", 1)), "");
});

test("protobuf spells values in two ways, and nonsense is not fatal", () => {
  assert.equal(ofListeners({ port: "80", protocol: 3 }), "");
  for (const spec of [null, "x", [], { selectors: "x", conf: { listeners: [null, 1, "x"] } }]) denied(spec);
});
