import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { createLines } from "../../server/src/lsp/positions.ts";
import { previewUri, readPreviewUri } from "../../shared/src/preview-uri.ts";
import {
  type PreviewContentResult,
  type PreviewUriResult,
  previewChangedNotification,
  previewContentRequest,
  previewUriRequest,
} from "../../shared/src/requests.ts";
import { built, type ProtoRange, startClient, type TestClient, workspace } from "./client.ts";
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

async function uriOf(client: TestClient, path: string, text: string, what: string, scope = "object") {
  const position = createLines(text, "utf-16").positionAt(text.indexOf(what));
  const textDocument = { uri: client.uri(path) };
  return (await client.request<PreviewUriResult>(previewUriRequest, { textDocument, position, scope })).uri;
}

const textOf = async (client: TestClient, uri: string) =>
  (await client.request<PreviewContentResult>(previewContentRequest, { uri })).text;

const withFlag = (uri: string, flag: "saved" | "ready" | "bare") => {
  const address = readPreviewUri(uri);
  assert.ok(address !== undefined);
  return previewUri({ ...address, [flag]: true });
};

test(
  "a preview of what is saved stays as it is while one types, and follows what is saved",
  { skip, timeout: 30_000 },
  () =>
    inShop(async (client) => {
      const changed: string[] = [];
      client.connection.onNotification(previewChangedNotification, ({ uri }: { uri: string }) => {
        changed.push(uri);
      });
      const edited = routes.replace("name: cart\n", "name: carts\n");
      client.open(file, routes);
      const now = await uriOf(client, file, routes, "name: cart\n");
      const saved = withFlag(now, "saved");
      const before = await textOf(client, saved);
      assert.match(before, /cart_shop_svc_80/);
      assert.equal(await textOf(client, now), before);

      client.change(file, [{ text: edited }]);
      while (!changed.includes(now)) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.match(await textOf(client, now), /unresolved-backend/);
      assert.equal(await textOf(client, saved), before);
      assert.ok(!changed.includes(saved));
      // Another one that is closed takes nothing away from this one.
      const other = saved.replace("scope%3Dobject", "scope%3Dfile");
      assert.notEqual(other, saved);
      await textOf(client, other);
      await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: other } });
      client.change(file, [{ text: `${edited}# a comment\n` }]);
      await client.quiet();
      assert.ok(!changed.includes(saved));

      writeFileSync(join(client.root, file), edited);
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: client.uri(file), type: 2 }],
      });
      while (!changed.includes(saved)) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal(await textOf(client, saved), await textOf(client, now));
    }),
);

test("a preview can look behind the load balancer, and leave out what Kuma reports", { skip, timeout: 30_000 }, () =>
  inShop(async (client) => {
    client.open("base.yaml", base);
    const uri = await uriOf(client, "base.yaml", base, "name: edge");
    const before = await textOf(client, uri);
    assert.match(before, /# {3}MeshGatewayInstance: Ready=False, LoadBalancerAddressNotReady/);
    assert.doesNotMatch(before, /203\.0\.113\.7/);
    const ready = await textOf(client, withFlag(uri, "ready"));
    assert.match(ready, /# {3}MeshGatewayInstance: Ready=True, Ready/);
    assert.match(ready, /# {3}address 203\.0\.113\.7/);
    const bare = await textOf(client, withFlag(uri, "bare"));
    const comments = (text: string) => text.split("\n").filter((line) => line.startsWith("#"));
    assert.equal(comments(bare).length, 1);
    const resources = (text: string) => text.split("\n").filter((line) => line.startsWith("kind: "));
    assert.deepEqual(resources(bare), resources(before));
  }),
);

test("what is generated leads to what it came from", { skip, timeout: 30_000 }, () =>
  inShop(async (client) => {
    client.open(file, routes);
    const uri = await uriOf(client, file, routes, "name: cart\n");
    const text = await textOf(client, uri);
    const position = createLines(text, "utf-16").positionAt(text.indexOf("cart_shop_svc_80"));
    const found = await client.request<{ uri: string; range: ProtoRange }[]>("textDocument/definition", {
      textDocument: { uri },
      position,
    });
    const at = found.find((location) => location.uri === client.uri(file));
    assert.ok(at !== undefined);
    const { start, end } = createLines(routes, "utf-16").offsets(at.range);
    assert.match(routes.slice(start, end), /name: cart/);
  }),
);
