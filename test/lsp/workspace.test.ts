import assert from "node:assert/strict";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { listFilesRequest, readFileRequest, type StatusParams, statusNotification } from "../../shared/src/requests.ts";
import { built, type ProtoDiagnostic, startClient, type TestClient, workspace } from "./client.ts";
import { base, routes, services, shop } from "./shop.ts";

// Where the server's files come from, and what it does when they are not as they should be.

const skip = built ? false : "the server is not built: npm run build";
const options = { skip, timeout: 30_000 };
const wrong = routes.replace("name: edge,", "name: edeg,");
const codes = (diagnostics: readonly ProtoDiagnostic[]) => diagnostics.map(({ code }) => code);

async function inside(
  files: Readonly<Record<string, string>>,
  run: (client: TestClient) => Promise<void>,
  capabilities: object = {},
  initialization: object = {},
): Promise<void> {
  const root = workspace(files);
  const client = await startClient(root, capabilities, initialization);
  try {
    await run(client);
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

test("findings of files that nobody opened are published, and cleared when the file is gone", options, () =>
  inside({ ...shop, "shop/routes.yaml": wrong }, async (client) => {
    await client.until("shop/routes.yaml", (all) => codes(all).includes("parent-gateway-missing"));
    rmSync(join(client.root, "shop/routes.yaml"));
    const changes = [{ uri: client.uri("shop/routes.yaml"), type: 3 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await client.until("shop/routes.yaml", (all) => all.length === 0);
  }),
);

test("what cannot be read is told at its place, and everything else goes on", options, async () => {
  const root = workspace({ ...shop, "shop/routes.yaml": wrong });
  writeFileSync(join(root, "binary.yaml"), Buffer.from([0x61, 0x3a, 0x00, 0x01, 0xff]));
  writeFileSync(join(root, "large.yaml"), "# x\n".repeat(6_000_000));
  mkdirSync(join(root, "loop"));
  symlinkSync(root, join(root, "loop", "again"));
  symlinkSync(join(root, "nowhere.yaml"), join(root, "dangling.yaml"));
  writeFileSync(join(root, "secret.yaml"), "a: b\n");
  chmodSync(join(root, "secret.yaml"), 0o000);
  const client = await startClient(root);
  try {
    await client.until("shop/routes.yaml", (all) => codes(all).includes("parent-gateway-missing"));
    for (const path of ["binary.yaml", "large.yaml"]) {
      assert.deepEqual(codes(await client.until(path, (all) => all.length > 0)), ["limit-reached"], path);
    }
    await client.quiet();
    assert.deepEqual(client.diagnostics("loop/again/shop/routes.yaml"), []);
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
});

test("a workspace that only the client can read is read through the client", options, async () => {
  const folder = "memfs:/shop";
  const files = new Map(
    Object.entries({ ...shop, "shop/routes.yaml": wrong }).map(([path, text]) => [`${folder}/${path}`, text]),
  );
  const root = workspace({});
  const client = await startClient(root, { workspace: { workspaceFolders: true } }, { providesFiles: true });
  const published = new Map<string, ProtoDiagnostic[]>();
  try {
    client.connection.onRequest(listFilesRequest, () => ({ uris: [...files.keys()] }));
    client.connection.onRequest(readFileRequest, ({ uri }: { uri: string }) => ({ text: files.get(uri) }));
    client.connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: { uri: string; diagnostics: ProtoDiagnostic[] }) => void published.set(params.uri, params.diagnostics),
    );
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: folder, name: "shop" }], removed: [] },
    });
    while (!published.has(`${folder}/shop/routes.yaml`)) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(codes(published.get(`${folder}/shop/routes.yaml`) ?? []), ["parent-gateway-missing"]);
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [{ uri: folder, name: "shop" }] },
    });
    while (published.get(`${folder}/shop/routes.yaml`)?.length !== 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
});

test("settings come from the client, and a settings file wins over them", options, () =>
  inside({ "base.yaml": base, "services.yaml": services, "shop/routes.yaml": wrong }, async (client) => {
    const push = (gatewayLens: unknown) =>
      client.connection.sendNotification("workspace/didChangeConfiguration", { settings: { gatewayLens } });
    const [open] = await client.until("shop/routes.yaml", (all) => all.length > 0);
    await push({ complete: true, kuma: null, controlPlane: {}, editor: { codeLens: false } });
    await client.until("shop/routes.yaml", ([one]) => one?.severity === 1 && open !== undefined);
    await push({ rules: { "parent-gateway-missing": "off" } });
    await client.until("shop/routes.yaml", (all) => all.length === 0);
    writeFileSync(join(client.root, ".gateway-lens.yaml"), "rules: { parent-gateway-missing: hint }\n");
    const changes = [{ uri: client.uri(".gateway-lens.yaml"), type: 1 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await client.until("shop/routes.yaml", ([one]) => one?.severity === 4);
  }),
);

test("what another YAML server says of open files is left to it", options, () =>
  inside(
    shop,
    async (client) => {
      assert.ok(!client.capabilities.foldingRangeProvider && !client.capabilities.documentSymbolProvider);
      const broken = `${routes}\n  broken: [\n`;
      writeFileSync(join(client.root, "shop/routes.yaml"), broken);
      const changes = [{ uri: client.uri("shop/routes.yaml"), type: 2 }];
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      const isBroken = (found: readonly { readonly code: string }[]) =>
        found.some(({ code }) => code === "yaml-syntax");
      await client.until("shop/routes.yaml", isBroken);
      client.open("shop/routes.yaml", broken);
      await client.until("shop/routes.yaml", (found) => !isBroken(found));
      client.close("shop/routes.yaml");
      await client.until("shop/routes.yaml", isBroken);
    },
    {},
    { besideYamlServer: true },
  ),
);

test("a client that asks for findings is not told what another YAML server says either", options, () =>
  inside(
    shop,
    async (client) => {
      assert.equal(client.capabilities.documentSymbolProvider, true);
      client.open("shop/routes.yaml", `${routes}\n  broken: [\n`);
      const textDocument = { uri: client.uri("shop/routes.yaml") };
      const report = await client.request<{ items: { code: string }[] }>("textDocument/diagnostic", { textDocument });
      assert.ok(!report.items.some(({ code }) => code === "yaml-syntax"));
    },
    { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    { besideYamlServer: { syntax: true } },
  ),
);

test("the status is told when it changes: clusters, releases, how many findings", options, async () => {
  const root = workspace({ ...shop, "shop/routes.yaml": wrong });
  const client = await startClient(root, {}, { showsStatus: true });
  const told: StatusParams[] = [];
  client.connection.onNotification(statusNotification, (status: StatusParams) => void told.push(status));
  try {
    client.open("shop/routes.yaml", wrong);
    await client.until("shop/routes.yaml", (all) => all.length > 0);
    client.change("shop/routes.yaml", [{ text: routes }]);
    await client.until("shop/routes.yaml", (all) => all.length === 0);
    while (told.at(-1)?.findings.error !== 0 || told.at(-1)?.indexing)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(
      told.at(-1)?.clusters.map(({ name, kuma }) => [name, kuma]),
      [["default", "2.14"]],
    );
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
});

test("progress of the first reading is shown to those who can", options, async () => {
  const root = workspace(shop);
  const seen: string[] = [];
  const client = await startClient(root, { window: { workDoneProgress: true } });
  client.connection.onRequest("window/workDoneProgress/create", () => null);
  client.connection.onNotification(
    "$/progress",
    ({ value }: { value: { kind: string } }) => void seen.push(value.kind),
  );
  try {
    while (seen.at(-1) !== "end") await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(seen[0], "begin");
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
});

test("one file under two spellings is one file", options, () =>
  inside({ ...shop, "a b/röute.yaml": wrong }, async (client) => {
    const plain = pathToFileURL(join(client.root, "a b/röute.yaml")).href;
    await client.until("a b/röute.yaml", (all) => codes(all).includes("parent-gateway-missing")).catch(() => undefined);
    await client.connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri: plain,
        languageId: "yaml",
        version: 1,
        text: routes.replaceAll("name: cart", "name: other"),
      },
    });
    await client.until("a b/röute.yaml", (all) => codes(all).every((code) => code !== "resource-duplicate"));
  }),
);

test("a folder that is left takes no files of the folder within it along", options, () =>
  inside(shop, async (client) => {
    const folder = (path: string) => ({ uri: client.uri(path), name: path });
    const paths = async () =>
      (await client.request<{ location: { uri: string } }[]>("workspace/symbol", { query: "cart" })).map(
        ({ location }) => location.uri,
      );
    const change = (added: object[], removed: object[]) =>
      client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
    await client.quiet();
    assert.deepEqual((await paths()).sort(), [client.uri("services.yaml"), client.uri("shop/routes.yaml")].sort());
    await change([folder("shop")], []);
    await client.quiet();
    await change(
      [],
      [folder("")].map(({ uri, name }) => ({ uri: uri.replace(/\/$/, ""), name })),
    );
    await client.quiet();
    assert.deepEqual(await paths(), [client.uri("shop/routes.yaml")]);
  }),
);
