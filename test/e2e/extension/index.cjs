// Every feature once, inside an extension host (Node's or the browser's) with VS Code's real API.
const vscode = require("vscode");
const { codes, equal, has, open, positionOf, replace, run, suite, until } = require("./harness.cjs");

const { test, run: runTests } = suite();
exports.run = runTests;

test("finds what is wrong in every file of the workspace", async () => {
  const { document } = await open("shop/catalog.yaml");
  await until("findings", () => codes("shop/catalog.yaml").includes("parent-section-missing"));
  await until("findings of a file that is not open", () =>
    codes("pay/checkout.yaml").includes("backend-not-permitted"),
  );
  const found = vscode.languages
    .getDiagnostics(document.uri)
    .find(({ code }) => code.value === "parent-section-missing");
  equal(document.getText(found.range), "htps");
  equal(codes("shop/cart.yaml"), []);
});

test("hovers with documentation and what Kuma makes of it", async () => {
  const { document } = await open("shop/cart.yaml");
  const hovers = await vscode.commands.executeCommand(
    "vscode.executeHoverProvider",
    document.uri,
    positionOf(document, "name: edge", 7),
  );
  const text = hovers.flatMap(({ contents }) => contents.map((content) => content.value)).join("\n");
  if (!text.includes("Gateway infra/edge") || !text.includes("Accepted=True")) throw new Error(text);
});

test("offers a fix that edits another file", async () => {
  const { document } = await open("pay/checkout.yaml");
  const found = vscode.languages
    .getDiagnostics(document.uri)
    .find(({ code }) => code.value === "backend-not-permitted");
  const fix = await until("a fix", async () => {
    const actions = await vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider",
      document.uri,
      found.range,
      "quickfix",
    );
    return actions.find(({ title }) => /ReferenceGrant/.test(title));
  });
  await vscode.workspace.applyEdit(fix.edit);
  await until("permitted", () => !codes("pay/checkout.yaml").includes("backend-not-permitted"));
});

test("shows what an edit causes in another file", async () => {
  const { document } = await open("shop/services.yaml");
  await replace(document, "name: cart\n", "name: basket\n");
  await until("a finding in cart.yaml", () => codes("shop/cart.yaml").includes("backend-missing"));
  await replace(document, "name: basket\n", "name: cart\n");
  await until("no finding any more", () => codes("shop/cart.yaml").length === 0);
});

test("previews what Kuma generates, and refreshes it", async () => {
  const { document, editor } = await open("shop/cart.yaml");
  editor.selection = new vscode.Selection(positionOf(document, "name: cart"), positionOf(document, "name: cart"));
  await vscode.commands.executeCommand("gatewayLens.showGenerated");
  const preview = await until("a preview", () =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "gateway-lens-preview"),
  );
  await until("its text", () => preview.getText().includes("kind: MeshHTTPRoute"));
  await replace(document, "value: /cart", "value: /basket");
  await until("the new path", () => preview.getText().includes("/basket"));
});

test("goes to the definition of a listener in another file, and finds who refers to it", async () => {
  const { document } = await open("shop/cart.yaml");
  const place = positionOf(document, "sectionName: https", 14);
  const [found] = await run("vscode.executeDefinitionProvider", document.uri, place);
  const target = await vscode.workspace.openTextDocument(found.targetUri ?? found.uri);
  has(target.uri.path, "gateway.yaml");
  equal(target.getText(found.targetSelectionRange ?? found.targetRange ?? found.range), "https");
  const references = await run("vscode.executeReferenceProvider", document.uri, place);
  if (references.length < 3) throw new Error(`${references.length} references`);
});

test("renames a Service wherever it is named", async () => {
  const { document } = await open("shop/cart.yaml");
  const edit = await run(
    "vscode.executeDocumentRenameProvider",
    document.uri,
    positionOf(document, "name: cart-canary", 8),
    "preview",
  );
  const changed = edit.entries().map(([uri]) => uri.path.split("/").at(-1));
  equal(changed.sort(), ["cart.yaml", "services.yaml"]);
});

test("completes the sections of a Gateway in another file", async () => {
  const { document } = await open("shop/cart.yaml");
  const place = positionOf(document, "sectionName: https", 13);
  const { items } = await run("vscode.executeCompletionItemProvider", document.uri, place);
  const labels = items.map(({ label }) => (typeof label === "object" ? label.label : label));
  for (const name of ["http", "https"]) if (!labels.includes(name)) throw new Error(labels.join(", "));
});

test("shows lenses, hints and tokens", async () => {
  const { document } = await open("shop/cart.yaml");
  const lenses = await until("lenses", async () => {
    const found = await run("vscode.executeCodeLensProvider", document.uri);
    return found.length > 0 && found;
  });
  has(lenses.map(({ command }) => command.title).join("; "), "MeshHTTPRoute");
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await run("vscode.executeInlayHintProvider", document.uri, whole);
  has(hints.map(({ label }) => label).join("; "), "90 %");
  const tokens = await run("vscode.provideDocumentSemanticTokens", document.uri);
  if (tokens.data.length === 0) throw new Error("no tokens");
});

test("outlines a file and finds objects of the workspace by name", async () => {
  const { document } = await open("platform/gateway.yaml");
  const symbols = await run("vscode.executeDocumentSymbolProvider", document.uri);
  has(symbols.map(({ name }) => name).join("; "), "edge");
  const found = await run("vscode.executeWorkspaceSymbolProvider", "cart");
  has(found.map(({ name }) => name).join("; "), "cart");
});

test("folds documents and lets a selection grow", async () => {
  const { document } = await open("shop/cart.yaml");
  const folds = await run("vscode.executeFoldingRangeProvider", document.uri);
  if (folds.length < 4) throw new Error(`${folds.length} folds`);
  const [selection] = await run("vscode.executeSelectionRangeProvider", document.uri, [
    positionOf(document, "weight: 90", 9),
  ]);
  equal(document.getText(selection.range), "90");
});

test("follows a request from the class to its Services", async () => {
  const { document } = await open("platform/gateway.yaml");
  const [item] = await run(
    "vscode.prepareCallHierarchy",
    document.uri,
    positionOf(document, "name: edge\n  namespace", 7),
  );
  equal(item.detail, "Gateway");
  const calls = await run("vscode.provideOutgoingCalls", item);
  has(calls.map(({ to }) => to.name).join("; "), "shop/cart");
});

test("goes on after a restart of the server, with what is typed and not saved", async () => {
  const { document } = await open("shop/services.yaml");
  await replace(document, "name: cart\n", "name: basket\n");
  await until("a finding", () => codes("shop/cart.yaml").includes("backend-missing"));
  await run("gatewayLens.restart");
  await until("the finding again", () => codes("shop/cart.yaml").includes("backend-missing"));
  await replace(document, "name: basket\n", "name: cart\n");
  await until("no finding any more", () => codes("shop/cart.yaml").length === 0);
});

test("fixes all findings of a file that have one right fix", async () => {
  const { document } = await open("shop/catalog.yaml");
  await run("gatewayLens.fixAll");
  await until(
    "right names",
    () => document.getText().includes("sectionName: https") && document.getText().includes("weight: 1"),
  );
});
