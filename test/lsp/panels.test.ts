import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import test from "node:test";
import {
  answersChangedNotification,
  requestAtRequest,
  type TopologyResult,
  type TraceParams,
  type TraceResult,
  topologyRequest,
  traceRequest,
} from "../../shared/src/requests.ts";
import { built, startClient, type TestClient, workspace } from "./client.ts";
import { base, routes, shop } from "./shop.ts";

const skip = built ? false : "the server is not built: npm run build";
const file = "shop/routes.yaml";

async function inShop(run: (client: TestClient) => Promise<void>): Promise<void> {
  const root = workspace(shop);
  const client = await startClient(root);
  try {
    await run(client);
    assert.equal(await client.stop(), 0);
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

test("a topology says where its nodes are written, and when there is another", { skip, timeout: 30_000 }, () =>
  inShop(async (client) => {
    let told = 0;
    client.connection.onNotification(answersChangedNotification, () => {
      told += 1;
    });
    const ask = (cluster?: string) => client.request<TopologyResult>(topologyRequest, { cluster });
    await ask();
    await client.quiet();
    told = 0;
    const before = await ask();
    assert.deepEqual(before.clusters, [before.cluster]);
    assert.deepEqual(before.nodes.map(({ kind }) => kind).toSorted(), [
      "Gateway",
      "GatewayClass",
      "HTTPRoute",
      "Listener",
      "Service",
    ]);
    const route = before.nodes.find(({ kind }) => kind === "HTTPRoute");
    assert.equal(route?.source?.uri, client.uri(file));
    assert.deepEqual(route?.source?.range.start, { line: 0, character: 0 });
    const gateway = before.nodes.find(({ kind }) => kind === "Gateway");
    assert.equal(base.split("\n")[gateway?.source?.range.start.line ?? -1], "apiVersion: gateway.networking.k8s.io/v1");
    await client.quiet();
    assert.equal(told, 0);

    client.open(file, routes);
    client.change(file, [{ text: routes.replace("name: cart\n", "name: basket\n") }]);
    while (told === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const after = await ask();
    const broken = after.edges.find(({ state }) => state === "broken");
    assert.equal(broken?.why, "BackendNotFound");
    assert.equal(after.nodes.find(({ id }) => id === broken?.to)?.state, "missing");
    const filtered = await client.request<TopologyResult>(topologyRequest, { namespace: "infra", most: 10 });
    assert.deepEqual(filtered.nodes.map(({ kind }) => kind).toSorted(), ["Gateway", "GatewayClass", "Listener"]);
    assert.deepEqual([filtered.left, filtered.total], [3, after.nodes.length]);
    assert.deepEqual(filtered.choices.gateway, ["infra/edge"]);
    const none = await client.request<TopologyResult>(topologyRequest, { most: 2 });
    assert.deepEqual([none.nodes, none.edges, none.left], [[], [], after.nodes.length]);
    // A cluster that is no more: the first one answers.
    assert.equal((await ask("gone")).cluster, before.cluster);
  }),
);

test("nobody is told of answers that nobody asked for", { skip, timeout: 30_000 }, () =>
  inShop(async (client) => {
    let told = 0;
    client.connection.onNotification(answersChangedNotification, () => {
      told += 1;
    });
    client.open(file, routes);
    client.change(file, [{ text: routes.replace("name: cart\n", "name: basket\n") }]);
    await client.until(file, (all) => all.length > 0);
    await client.quiet();
    assert.equal(told, 0);
  }),
);

test("a trace names the rule, its place, and who lost", { skip, timeout: 30_000 }, () =>
  inShop(async (client) => {
    const ask = (params: object) => client.request<TraceResult>(traceRequest, params);
    const twice = `${routes}    - matches: [{ path: { type: PathPrefix, value: /old } }]
      filters:
        - { type: RequestRedirect, requestRedirect: { path: { type: ReplaceFullPath, replaceFullPath: /new } } }
`;
    client.open(file, twice);
    const position = { line: twice.split("\n").findIndex((line) => line.includes("/old")), character: 20 };
    const example = await client.request<TraceParams>(requestAtRequest, {
      textDocument: { uri: client.uri(file) },
      position,
    });
    assert.equal(example.url, "http://example.com/old");
    assert.deepEqual([example.method, example.gateway], ["GET", "infra/edge"]);
    const served = await ask(example);
    assert.ok("traces" in served && served.traces[0]?.verb === "redirect");

    const plain = await ask({ method: "GET", url: "http://shop.example.com/cart" });
    assert.ok("traces" in plain);
    const [trace] = plain.traces;
    assert.equal(trace?.target, "Gateway infra/edge");
    assert.equal(trace?.verb, "forward");
    assert.match(trace?.outcome ?? "", /cart_shop_svc_80 100 %/);
    assert.match(trace?.winner?.rule ?? "", /^HTTPRoute shop\/cart rules\[0\]/);
    assert.equal(trace?.winner?.source?.uri, client.uri(file));
    assert.match(trace?.losers[0]?.why ?? "", /path/i);

    const redirected = await ask({ method: "GET", url: "http://shop.example.com/old", gateway: "infra/edge" });
    assert.ok("traces" in redirected);
    assert.equal(redirected.traces[0]?.verb, "redirect");
    assert.deepEqual(redirected.traces[0]?.winner?.filters, ["RequestRedirect"]);

    assert.deepEqual(await ask({ method: "GET", url: "http://shop.example.com:81/" }), {
      error: "No Gateway listens on port 81.",
    });
    assert.deepEqual(await ask({ method: "GET", url: "http://x/", service: "shop/none" }), {
      error: "Service shop/none is not in these files.",
    });
    assert.ok("error" in (await ask({ method: "GET", url: "http://" })));
    assert.ok("error" in (await ask({ method: "GET", url: "http://x/", gateway: "edge" })));
  }),
);
