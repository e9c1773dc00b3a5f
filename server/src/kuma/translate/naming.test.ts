import assert from "node:assert/strict";
import { test } from "node:test";
import { fnv1, ownerLabelValue, routeNameForGateway, routeNameForService } from "./naming.ts";

const echo = { namespace: "demo", name: "echo" };

test("FNV-1, 32 bit", () => {
  assert.equal(fnv1(""), "811c9dc5");
  assert.equal(fnv1("a"), "050c5d7e");
});

test("the name for a Gateway hashes the parentRef alone", () => {
  assert.equal(
    routeNameForGateway(echo, { name: "edge", namespace: "infra", sectionName: "http" }),
    "echo-demo-37643a8e",
  );
  assert.equal(routeNameForGateway(echo, { name: "edge" }), "echo-demo-e36f72e9");
  assert.equal(routeNameForGateway(echo, { name: "edge", namespace: "demo" }), "echo-demo-e36f72e9");
  assert.equal(routeNameForGateway(echo, { name: "edge", namespace: "infra", port: 8080 }), "echo-demo-de87092c");
});

test("a long name is cut at 244 and loses one hyphen", () => {
  const long = { namespace: "n", name: `${"a".repeat(242)}--b` };
  const name = routeNameForGateway(long, { name: "edge" });
  assert.equal(name.slice(0, 244), `${"a".repeat(242)}--`);
  assert.equal(name.length, 243 + 9);
});

test("owner label, Service name", () => {
  assert.equal(ownerLabelValue(echo), "demo_echo-d3ade497");
  assert.equal(ownerLabelValue({ namespace: "infra", name: "edge" }), "infra_edge-ab6c7e16");
  assert.equal(routeNameForService(echo, { name: "echo" }), "echo-demo-echo.demo");
});
