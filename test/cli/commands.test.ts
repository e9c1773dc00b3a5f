import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gatewayLens, withFolder } from "./gateway-lens.ts";

const shop = "examples/shop";

test("route: the rule that serves a request, where it stands, and what lost", () => {
  const { status, stdout } = gatewayLens(["route", "https://shop.example.com/cart/1", shop]);
  assert.equal(status, 0);
  assert.match(stdout, /rule {6}HTTPRoute shop\/cart rules\[0\] \(examples\/shop\/shop\/cart\.yaml:\d+:\d+\)/);
  assert.match(stdout, /cart_shop_svc_8080 90 %, .*cart-canary_shop_svc_8080 10 %/);
  assert.match(stdout, /HTTPRoute shop\/search .*\n.*path \/cart\/1 is not PathPrefix \/search/);
});

test("route: nobody serves it is 1, in JSON too", () => {
  const { status, stdout } = gatewayLens(["route", "https://shop.example.com/none", shop, "--format", "json"]);
  assert.equal(status, 1);
  const [trace] = JSON.parse(stdout);
  assert.equal(trace.outcome.kind, "respond");
  assert.equal(trace.winner, undefined);
  assert.ok(trace.losers.length > 0);
});

test("route: mistakes in the call", () => {
  for (const args of [
    ["route"],
    ["route", "not a url", shop],
    ["route", "http://x:1234/", shop],
    ["route", "http://x/", shop, "--gateway", "edge"],
    ["route", "http://x/", shop, "--header", "nocolon"],
    ["route", "http://x/", shop, "--gateway", "a/b", "--service", "c/d"],
    ["route", "http://x/", shop, "--service", "no/such"],
  ]) {
    const { status, stderr } = gatewayLens(args);
    assert.equal(status, 2, args.join(" "));
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test("graph: every format names the Service that nobody defines", () => {
  for (const format of ["mermaid", "dot", "svg", "json"]) {
    const { status, stdout } = gatewayLens(["graph", shop, "--format", format]);
    assert.equal(status, 0);
    assert.match(stdout, /catalogue/);
  }
  const { stdout } = gatewayLens(["graph", shop, "--format", "json", "--namespace", "pay"]);
  const { nodes } = JSON.parse(stdout) as { nodes: { kind: string; name: string; path?: string; line?: number }[] };
  const route = nodes.find(({ kind, name }) => kind === "HTTPRoute" && name === "checkout");
  assert.equal(route?.path, "examples/shop/pay/checkout.yaml");
  assert.ok((route?.line ?? 0) > 0);
  assert.ok(!nodes.some(({ name }) => name === "catalogue"));
});

test("upgrade: what stops working, at its place, and what is no longer made", () => {
  const { status, stdout } = gatewayLens(["upgrade", "--from", "2.14", "--to", "3.0", shop]);
  assert.equal(status, 1);
  assert.match(stdout, /gateway\.yaml:\d+:\d+ warning upgrade-3-0-gateway /);
  assert.match(stdout, /- MeshGateway edge\.infra/);
  const json = JSON.parse(gatewayLens(["upgrade", "--to", "3.0", shop, "--format", "json"]).stdout);
  assert.ok(json.findings.length > 0 && json.clusters[0].changes.length > 0);
  assert.equal(gatewayLens(["upgrade", shop]).status, 2);
  assert.equal(gatewayLens(["upgrade", "--to", "9.9", shop]).status, 2);
});

test("translate: the difference between releases, and a table of all", () => {
  const difference = gatewayLens(["translate", "--kuma", "2.8,2.9", shop]);
  assert.match(difference.stdout, /Kuma 2\.8 → 2\.9/);
  assert.match(difference.stdout, /~ MeshGateway edge\.infra\n(.*\n)*?.*listener-port/);
  const json = JSON.parse(gatewayLens(["translate", "--kuma", "2.8,2.9,2.10", shop, "--output", "json"]).stdout);
  assert.equal(json.version, 1);
  const [{ name, differences }] = json.clusters;
  assert.deepEqual(
    [name, differences.map(({ from, to }: { from: string; to: string }) => `${from} ${to}`)],
    ["east", ["2.8 2.9", "2.9 2.10"]],
  );
  const gateway = differences[0].changes.find(
    ({ display }: { display: string }) => display === "MeshGateway edge.infra",
  );
  assert.deepEqual([gateway.part, gateway.change], ["generated", "changed"]);
  assert.deepEqual(gateway.fields[0], { path: ["metadata", "labels", "kuma.io/env"], after: "kubernetes" });
  const every = JSON.parse(gatewayLens(["translate", "--kuma", "all", shop, "--output", "json"]).stdout);
  assert.ok(every.clusters[0].differences.length > 5);
  const table = gatewayLens(["translate", "--kuma", "all", shop]);
  assert.match(table.stdout, /^object +2\.7 +2\.8 /);
  assert.match(table.stdout, /MeshGateway edge\.infra +a +a +b .* -\n/);
  assert.equal(gatewayLens(["translate", "--kuma", "2.8,9.9", shop]).status, 2);
});

const misspelled = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web # kept
  namespace: shop
spec:
  parentRefs:
    - name: edge
      sectionNam: http
`;

test("check --fix: writes the corrections, shows them first with --dry-run, and never what changed meanwhile", () => {
  withFolder({ "route.yaml": misspelled }, (folder) => {
    const dry = gatewayLens(["check", ".", "--fix", "--dry-run"], { cwd: folder });
    assert.match(dry.stdout, /^- {6}sectionNam: http\n\+ {6}sectionName: http$/m);
    assert.equal(readFileSync(join(folder, "route.yaml"), "utf8"), misspelled);
    const fixed = gatewayLens(["check", ".", "--fix"], { cwd: folder });
    assert.match(fixed.stderr, /fixed 1 file/);
    assert.equal(readFileSync(join(folder, "route.yaml"), "utf8"), misspelled.replace("sectionNam:", "sectionName:"));
  });
  assert.equal(gatewayLens(["check", shop, "--dry-run"]).status, 2);
});

test("check --changed-since: everything is read, only the listed files are reported", () => {
  withFolder({ "a.yaml": misspelled, "b.yaml": misspelled.replace("name: web", "name: app") }, (folder) => {
    const { stdout } = gatewayLens(["check", ".", "--changed-since", "-"], { cwd: folder, input: "./b.yaml\n" });
    assert.match(stdout, /^b\.yaml:/m);
    assert.doesNotMatch(stdout, /^a\.yaml:/m);
    assert.equal(gatewayLens(["check", ".", "--changed-since", "none.txt"], { cwd: folder }).status, 2);
  });
});

test("check --baseline: what is known does not count, also after lines have moved", () => {
  withFolder({ "a.yaml": misspelled }, (folder) => {
    assert.equal(gatewayLens(["check", ".", "--write-baseline", "known.json"], { cwd: folder }).status, 0);
    assert.equal(gatewayLens(["check", ".", "--baseline", "known.json"], { cwd: folder }).status, 0);
    assert.equal(gatewayLens(["check", "."], { cwd: folder }).status, 1);
  });
});

test("an earlier patch of the Gateway API is taken for the last one of its minor, which is said once", () => {
  const { stderr } = gatewayLens(["check", shop, "--gateway-api", "1.5.0"]);
  assert.equal(stderr, "gateway-lens: Gateway API 1.5.0 is taken for 1.5.1, the last patch of its minor\n");
  for (const version of ["1.5", "1.5.1"])
    assert.equal(gatewayLens(["check", shop, "--gateway-api", version]).stderr, "");
  assert.equal(gatewayLens(["check", shop, "--kuma", "2.9"]).stderr, "");
});
