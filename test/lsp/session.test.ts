import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { createLines, type PositionEncoding } from "../../server/src/lsp/positions.ts";
import { previewUriRequest } from "../../shared/src/requests.ts";
import { built, type ProtoDiagnostic, startClient, type TestClient, workspace } from "./client.ts";
import { routes, services, shop } from "./shop.ts";

const skip = built ? false : "the server is not built: npm run build";
const file = "shop/routes.yaml";

/** What a diagnostic marks, in the text that the client has. */
function marked(text: string, { range }: ProtoDiagnostic, encoding: PositionEncoding): string {
  const { start, end } = createLines(text, encoding).offsets(range);
  return text.slice(start, end);
}

async function inShop(
  capabilities: object,
  run: (client: TestClient) => Promise<void>,
  options: object = {},
): Promise<void> {
  const root = workspace(shop);
  const client = await startClient(root, capabilities, options);
  try {
    await run(client);
    assert.equal(await client.stop(), 0);
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

test("a session begins once, and after its end nothing is answered but that", { skip, timeout: 30_000 }, () =>
  inShop({}, async (client) => {
    const codeOf = (method: string, params: unknown) =>
      client.request(method, params).then(
        () => undefined,
        (error: { code: number }) => error.code,
      );
    const where = { textDocument: { uri: client.uri(file) }, position: { line: 0, character: 0 } };
    const diagnostics = { previousResultIds: [] };
    assert.equal(await codeOf("initialize", { processId: null, rootUri: null, capabilities: {} }), -32600);
    assert.equal(await codeOf("textDocument/hover", where), undefined);
    client.open(file, routes);
    // In flight, and answered all the same.
    const asked = codeOf("workspace/diagnostic", diagnostics);
    await client.request("shutdown", undefined);
    assert.equal(await asked, undefined);
    assert.equal(await codeOf("textDocument/hover", where), -32600);
    assert.equal(await codeOf("workspace/diagnostic", diagnostics), -32600);
  }),
);

for (const encoding of ["utf-8", "utf-16", "utf-32"] as const) {
  test(`a session in ${encoding}: find, mend, break elsewhere`, { skip, timeout: 30_000 }, () =>
    inShop({ general: { positionEncodings: [encoding] } }, async (client) => {
      assert.equal(client.capabilities.positionEncoding, encoding);
      client.open(file, routes);
      await client.quiet();
      assert.deepEqual(client.diagnostics(file), []);

      const at = routes.indexOf("sectionName: http") + "sectionName: http".length;
      const here = createLines(routes, encoding).positionAt(at);
      client.change(file, [{ range: { start: here, end: here }, text: "x" }]);
      const wrong = routes.replace("sectionName: http", "sectionName: httpx");
      const [found] = await client.until(file, (all) => all.length > 0);
      assert.equal(found?.code, "parent-section-missing");
      assert.equal(marked(wrong, found!, encoding), "httpx");

      const actions = await client.request<
        { title: string; edit: { changes: Record<string, { range: ProtoDiagnostic["range"]; newText: string }[]> } }[]
      >("textDocument/codeAction", {
        textDocument: { uri: client.uri(file) },
        range: found!.range,
        context: { diagnostics: [found] },
      });
      const fix = actions.find(({ edit }) => edit.changes[client.uri(file)]?.some(({ newText }) => newText === "http"));
      assert.ok(fix, `a fix among ${actions.map(({ title }) => title).join(", ")}`);
      const edits = fix.edit.changes[client.uri(file)] ?? [];
      client.change(
        file,
        edits.map(({ range, newText }) => ({ range, text: newText })),
      );
      await client.until(file, (all) => all.length === 0);

      // An edit of another file, that is open, and one of a file that is not.
      client.open("services.yaml", services);
      client.change("services.yaml", [{ text: services.replace("port: 80", "port: 81") }]);
      const elsewhere = await client.until(file, (all) => all.length > 0);
      assert.ok(
        elsewhere.every(({ code }) => code.startsWith("backend-")),
        elsewhere.map(({ code }) => code).join(),
      );
      client.close("services.yaml");
      await client.until(file, (all) => all.length === 0);
      writeFileSync(join(client.root, "services.yaml"), "");
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: client.uri("services.yaml"), type: 2 }],
      });
      const [missing] = await client.until(file, (all) => all.length > 0);
      assert.equal(missing?.code, "backend-missing");
      assert.equal(marked(routes, missing!, encoding), "cart");
    }),
  );
}

test("full synchronisation works as incremental does", { skip, timeout: 30_000 }, () =>
  inShop({}, async (client) => {
    client.open(file, routes);
    client.change(file, [{ text: routes.replace("name: edge", "name: edeg") }]);
    const [found] = await client.until(file, (all) => all.length > 0);
    assert.equal(found?.code, "parent-gateway-missing");
    client.change(file, [{ text: routes }]);
    await client.until(file, (all) => all.length === 0);
  }),
);

test("a client that pulls gets the same, and is told when other files change", { skip, timeout: 30_000 }, () =>
  inShop({ textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } }, async (client) => {
    let refreshed = 0;
    client.connection.onRequest("workspace/diagnostic/refresh", () => {
      refreshed += 1;
      return null;
    });
    client.open(file, routes);
    type Report = { kind: string; resultId: string; items: ProtoDiagnostic[] };
    const pull = (previousResultId?: string) =>
      client.request<Report>("textDocument/diagnostic", { textDocument: { uri: client.uri(file) }, previousResultId });
    const first = await pull();
    assert.deepEqual([first.kind, first.items], ["full", []]);
    client.open("services.yaml", services);
    client.change("services.yaml", [{ text: services.replace("name: cart", "name: carts") }]);
    for (let n = 0; refreshed === 0 && n < 1000; n += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    const second = await pull(first.resultId);
    assert.deepEqual(
      second.items.map(({ code }) => code),
      ["backend-missing"],
    );
    assert.equal((await pull(second.resultId)).kind, "unchanged");
    const all = await client.request<{ items: (Report & { uri: string })[] }>("workspace/diagnostic", {
      previousResultIds: [],
    });
    assert.deepEqual(
      all.items.map(({ uri }) => uri),
      [client.uri(file)],
    );
  }),
);

test("hover and preview answer; the preview says when it is another", { skip, timeout: 30_000 }, () =>
  inShop(
    { workspace: { textDocumentContent: {} }, textDocument: { hover: { contentFormat: ["markdown"] } } },
    async (client) => {
      const refreshed: string[] = [];
      client.connection.onRequest("workspace/textDocumentContent/refresh", ({ uri }: { uri: string }) => {
        refreshed.push(uri);
        return null;
      });
      client.open(file, routes);
      await client.quiet();
      const lines = createLines(routes, "utf-16");
      const position = lines.positionAt(routes.indexOf("name: cart\n") + 7);
      const textDocument = { uri: client.uri(file) };
      const hover = await client.request<{ contents: { value: string } }>("textDocument/hover", {
        textDocument,
        position,
      });
      assert.match(hover.contents.value, /Service shop\/cart/);
      const { uri } = await client.request<{ uri: string }>(previewUriRequest, {
        textDocument,
        position,
        scope: "object",
      });
      const { text } = await client.request<{ text: string }>("workspace/textDocumentContent", { uri });
      assert.match(text, /kind: MeshHTTPRoute/);
      const { mappings } = await client.request<{ mappings: unknown[] }>("gatewayLens/previewMappings", { uri });
      assert.ok(mappings.length > 3);
      client.change(file, [{ text: routes.replace("name: cart\n", "name: carts\n") }]);
      while (!refreshed.includes(uri)) await new Promise((resolve) => setTimeout(resolve, 10));
      const after = await client.request<{ text: string }>("workspace/textDocumentContent", { uri });
      assert.match(after.text, /unresolved-backend/);
    },
  ),
);

test(
  "a cancelled request is not answered, one about an old text is told so, and errors do not end the server",
  { skip, timeout: 30_000 },
  () =>
    inShop({}, async (client) => {
      client.open(file, routes);
      await client.quiet();
      const params = { textDocument: { uri: client.uri(file) }, position: { line: 1, character: 7 } };
      const { CancellationTokenSource } = await import("vscode-jsonrpc/node");
      const source = new CancellationTokenSource();
      const cancelled = client.connection.sendRequest("textDocument/hover", params, source.token);
      source.cancel();
      await assert.rejects(cancelled, { code: -32800 });
      // Whether the two arrive together is up to the pipe, so it is tried until they do.
      const codes = new Set<number | undefined>();
      for (let n = 0; n < 50 && !codes.has(-32801); n += 1) {
        const stale = client.connection.sendRequest("textDocument/hover", params);
        client.change(file, [{ text: `${routes}# ${n}\n` }]);
        codes.add(
          await stale.then(
            () => undefined,
            ({ code }: { code: number }) => code,
          ),
        );
      }
      assert.ok(codes.has(-32801));
      assert.equal(
        await client.request("textDocument/hover", {
          textDocument: { uri: "file:///none.yaml" },
          position: { line: 9e9, character: -1 },
        }),
        null,
      );
      await assert.rejects(client.request("textDocument/unheardOf", {}), { code: -32601 });
      await client.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: "file:///none.yaml", version: 3 },
        contentChanges: [{ text: "" }],
      });
      assert.notEqual(await client.request("textDocument/hover", params), null);
    }),
);
