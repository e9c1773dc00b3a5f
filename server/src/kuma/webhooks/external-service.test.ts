import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../kubernetes/object.ts";
import { checkExternalService } from "./external-service.ts";
import { denial, reportTo, type Violation } from "./violation.ts";

function denied(spec: Json): string {
  const found: Violation[] = [];
  checkExternalService({ kind: "ExternalService", spec }, reportTo(found).below("spec"));
  return denial(found);
}

const networking = { address: "payments.example.com:443" };
const tags = { "kuma.io/service": "payments", "kuma.io/protocol": "http" };

test("tags", () => {
  assert.equal(denied({ networking, tags }), "");
  assert.equal(
    denied({ networking, tags: { ...tags, "kuma.io/service": "a/b" } }),
    'spec.tags["kuma.io/service"]: tag value must consist of alphanumeric characters, dots, dashes and underscores',
  );
  assert.equal(denied({ networking, tags: {} }), 'spec.tags: mandatory tag "kuma.io/service" is missing');
  assert.match(
    denied({ networking, tags: { ...tags, "kuma.io/protocol": "x" } }),
    /^spec.tags\["kuma.io\/protocol"\]: tag .* has an invalid value "x"/,
  );
  assert.equal(
    denied({ networking, tags: { ...tags, "kuma.io/service": "payments.example.com" } }),
    'spec.tags["kuma.io/service"]: cannot be the same as networking.address',
  );
});

test("addresses", () => {
  assert.equal(denied({ tags }), "spec.networking: should have networking");
  assert.equal(denied({ networking: {}, tags }), "spec.networking.address: address can't be empty");
  assert.match(
    denied({ networking: { address: "host" }, tags }),
    /^spec.networking.address: unable to parse address; /,
  );
  assert.equal(denied({ networking: { address: "[::1]:80" }, tags }), "");
  assert.equal(
    denied({ networking: { address: "a b:80" }, tags }),
    "spec.networking.address: address has to be a valid IP address or a domain name",
  );
  assert.equal(
    denied({ networking: { address: "host:70000" }, tags }),
    "spec.networking.address: port must be in the range [1, 65535]",
  );
});
