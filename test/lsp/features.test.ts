import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import test from "node:test";
import type {
  CodeAction,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  Location,
  SymbolInformation,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { createLines } from "../../server/src/lsp/positions.ts";
import { built, startClient, type TestClient, workspace } from "./client.ts";
import { routes, services, shop } from "./shop.ts";

const skip = built ? false : "the server is not built: npm run build";
const file = "shop/routes.yaml";

async function inShop(
  capabilities: object,
  run: (client: TestClient) => Promise<void>,
  initialization: object = {},
): Promise<void> {
  const root = workspace(shop);
  const client = await startClient(root, capabilities, initialization);
  try {
    client.open(file, routes);
    client.open("services.yaml", services);
    await client.quiet();
    await run(client);
    assert.equal(await client.stop(), 0);
  } finally {
    client.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

function at(client: TestClient, word: string, text = routes, path = file, by = 1) {
  const position = createLines(text, "utf-16").positionAt(text.indexOf(word) + by);
  return { textDocument: { uri: client.uri(path) }, position };
}

const named = ({ uri, range }: Location) => `${uri.split("/").at(-1)}:${range.start.line + 1}`;

test("names lead to definitions and references, and can be renamed", { skip, timeout: 30_000 }, () =>
  inShop({}, async (client) => {
    const definition = await client.request<Location[]>("textDocument/definition", at(client, "edge,"));
    assert.deepEqual(definition.map(named), ["base.yaml:21"]);
    const references = await client.request<Location[]>("textDocument/references", {
      ...at(client, "cart,", services, "services.yaml"),
      context: { includeDeclaration: true },
    });
    assert.deepEqual(references.map(named), ["services.yaml:3", "routes.yaml:9"]);
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
      ...at(client, "edge,"),
      newName: "front",
    });
    assert.deepEqual(
      Object.keys(edit.changes ?? {})
        .map((uri) => uri.split("/").at(-1))
        .sort(),
      ["base.yaml", "routes.yaml"],
    );
    await assert.rejects(
      client.request("textDocument/rename", { ...at(client, "edge,"), newName: "No Name" }),
      /cannot be a name/,
    );
  }),
);

test("completion is a snippet for those who can, and plain text for others", { skip, timeout: 30_000 }, async () => {
  const typed = routes.replace("        - name: cart\n          port: 80\n", "        - name: \n      tim\n");
  const snippets = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  for (const capabilities of [{}, snippets]) {
    await inShop(capabilities, async (client) => {
      client.change(file, [{ text: typed }]);
      const names = await client.request<CompletionList>(
        "textDocument/completion",
        at(client, "- name: \n", typed, file, "- name: ".length),
      );
      assert.deepEqual(
        names.items.map(({ label, textEdit }) => [label, textEdit?.newText]),
        [["cart", "cart\n          port: 80"]],
      );
      const fields = await client.request<CompletionList>(
        "textDocument/completion",
        at(client, "      tim\n", typed, file, "      tim".length),
      );
      const matches = fields.items.find(({ label }) => label === "filters");
      assert.equal(matches?.insertTextFormat, capabilities === snippets ? 2 : undefined);
      assert.equal(matches?.textEdit?.newText.includes("$"), capabilities === snippets);
      const timeouts = fields.items.find(({ label }) => label === "timeouts");
      assert.deepEqual(timeouts?.tags, [1]);
    });
  }
});

test("what a schema offers is marked, and left to a YAML server that has one", { skip, timeout: 30_000 }, async () => {
  const typed = routes
    .replace("        - name: cart\n          port: 80\n", "        - name: \n      tim\n")
    .replace("  rules:", "  rules:\n    - matches: [{ path: { type: P } }]");
  const labels = async (client: TestClient, word: string) => {
    const place = at(client, word, typed, file, word.trimStart().length);
    const { items } = await client.request<CompletionList>("textDocument/completion", place);
    return items.map(({ label, data }) => (data === undefined ? label : `${label} of ${data.from}`));
  };
  for (const besideYamlServer of [true, { schemas: true }]) {
    await inShop(
      {},
      async (client) => {
        client.change(file, [{ text: typed }]);
        const left = besideYamlServer !== true;
        assert.deepEqual(await labels(client, "- name: "), ["cart"]);
        const fields = await labels(client, "tim");
        assert.deepEqual([fields.includes("timeouts of schema"), fields.length === 0], [!left, left]);
        const choices = await labels(client, "type: P");
        assert.deepEqual([choices.includes("PathPrefix of schema"), choices.length === 0], [!left, left]);
      },
      { besideYamlServer },
    );
  }
});

test("each of several actions has its own edits", { skip, timeout: 30_000 }, () =>
  inShop({}, async (client) => {
    const misspelled = routes.replace("sectionName: http", "sectionName: htp").replace("name: cart\n", "name: crt\n");
    client.change(file, [{ text: misspelled }]);
    await client.quiet();
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: client.uri(file) },
      range: createLines(misspelled, "utf-16").range({ start: 0, end: misspelled.length }),
      context: { diagnostics: [] },
    });
    const quick = actions.filter(({ kind }) => kind === "quickfix");
    assert.ok(quick.length > 3, `${quick.length} fixes`);
    assert.equal(new Set(quick.map(({ edit }) => JSON.stringify(edit))).size, quick.length);
  }),
);

test("outlines, objects by name, links and refactorings", { skip, timeout: 30_000 }, () =>
  inShop({ textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } }, async (client) => {
    const textDocument = { uri: client.uri(file) };
    const outline = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument });
    assert.deepEqual(
      outline.map(({ name, children }) => [name, children?.map((child) => child.name)]),
      [["HTTPRoute cart", ["rule 1"]]],
    );
    const found = await client.request<SymbolInformation[]>("workspace/symbol", { query: "edge" });
    assert.deepEqual(
      found.map(({ name, location }) => `${name} ${named(location)}`),
      ["Gateway edge base.yaml:21"],
    );
    const links = await client.request<DocumentLink[]>("textDocument/documentLink", { textDocument });
    assert.deepEqual(links, []);
    const { position } = at(client, "sectionName");
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: client.uri("services.yaml") },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ["refactor"] },
    });
    assert.ok(actions.every(({ kind }) => kind?.startsWith("refactor.") === true));
  }),
);
