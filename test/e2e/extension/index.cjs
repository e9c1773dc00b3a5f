// Runs inside an extension host (Node's or the browser's): no modules but `vscode`, one console line a test.
const vscode = require("vscode");

const tests = [];
const test = (name, body) => tests.push({ name, body });
const equal = (actual, expected) => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};
const until = async (what, holds) => {
  for (let n = 0; n < 200; n += 1) {
    const result = await holds();
    if (result) return result;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain: ${what}`);
};
const at = (path) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, path);
const codes = (path) =>
  vscode.languages
    .getDiagnostics(at(path))
    .filter(({ source }) => source === "gateway-lens")
    .map(({ code }) => (typeof code === "object" ? code.value : code));
const positionOf = (document, text, delta = 0) => document.positionAt(document.getText().indexOf(text) + delta);
const open = async (path) => {
  const document = await vscode.workspace.openTextDocument(at(path));
  return { document, editor: await vscode.window.showTextDocument(document, vscode.ViewColumn.One) };
};
const replace = async (document, text, by) => {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${text} is not in the document`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + text.length)),
    by,
  );
  await vscode.workspace.applyEdit(edit);
};

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
  const actions = await vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    document.uri,
    found.range,
    "quickfix",
  );
  const fix = actions.find(({ title }) => /ReferenceGrant/.test(title));
  if (fix === undefined) throw new Error(actions.map(({ title }) => title).join(", "));
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

exports.run = async () => {
  let failures = 0;
  await until("the extension", async () => {
    const extension = vscode.extensions.getExtension("gateway-lens.gateway-lens");
    if (extension === undefined) return false;
    await extension.activate();
    return true;
  });
  for (const { name, body } of tests) {
    let error;
    try {
      await body();
    } catch (thrown) {
      failures += 1;
      error = String(thrown?.stack ?? thrown);
    }
    console.log(`GATEWAY-LENS-TEST ${JSON.stringify({ name, error })}`);
  }
  if (failures > 0) throw new Error(`${failures} failed`);
};
