import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReferenceGrant } from "./kinds/reference-grant.ts";
import { grantPermits } from "./reference-grant.ts";

const grant = (name?: string) =>
  ({
    apiVersion: "gateway.networking.k8s.io/v1beta1",
    kind: "ReferenceGrant",
    metadata: { name: "grant", namespace: "certs" },
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "Gateway", namespace: "infra" }],
      to: [{ group: "", kind: "Secret", ...(name === undefined ? {} : { name }) }],
    },
  }) as ReferenceGrant;
const gateway = { group: "gateway.networking.k8s.io", kind: "Gateway", namespace: "infra" };
const secret = { group: "", kind: "Secret", namespace: "certs", name: "cert" };
const lenient = { emptyNameMeansAll: true };
const strict = { emptyNameMeansAll: false };

test("a grant without a name permits all, and one with a name that one", () => {
  assert.equal(grantPermits(grant(), gateway, secret, strict), true);
  assert.equal(grantPermits(grant("cert"), gateway, secret, strict), true);
  assert.equal(grantPermits(grant("other"), gateway, secret, strict), false);
});

test("an empty name is all names up to 2.14, and a name from 3.0", () => {
  assert.equal(grantPermits(grant(""), gateway, secret, lenient), true);
  assert.equal(grantPermits(grant(""), gateway, secret, strict), false);
});

test("kind, group and namespace of both ends must fit", () => {
  assert.equal(grantPermits(grant(), { ...gateway, kind: "HTTPRoute" }, secret, strict), false);
  assert.equal(grantPermits(grant(), { ...gateway, group: "" }, secret, strict), false);
  assert.equal(grantPermits(grant(), { ...gateway, namespace: "demo" }, secret, strict), false);
  assert.equal(grantPermits(grant(), gateway, { ...secret, kind: "ConfigMap" }, strict), false);
});
