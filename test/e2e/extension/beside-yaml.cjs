// Inside an extension host with another extension that looks after YAML: nothing twice, and nothing lost.
const vscode = require("vscode");
const { at, codes, equal, open, positionOf, replace, run, suite, until } = require("./harness.cjs");

const { test, run: runTests } = suite();
exports.run = runTests;

const file = "shop/cart.yaml";
const set = (name, value) => vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
const besideSetting = "gatewayLens.editor.besideYamlExtension";
const repeated = "yaml-duplicate-key";
const theirs = () => vscode.languages.getDiagnostics(at(file)).filter(({ source }) => source === "YAML").length;
const there = () => vscode.extensions.getExtension("redhat.vscode-yaml") !== undefined;

/** How often each of the labels is offered behind a text. */
async function offered(document, behind, ...labels) {
  const place = positionOf(document, behind, behind.length);
  const { items } = await run("vscode.executeCompletionItemProvider", document.uri, place);
  const all = items.map(({ label }) => (typeof label === "object" ? label.label : label));
  return labels.map((label) => all.filter((other) => other === label).length).join(" ");
}

const become = async (document, expected, behind, ...labels) => {
  let last = "";
  await until(`${expected} of ${labels}`, async () => {
    last = await offered(document, behind, ...labels);
    return last === expected;
  }).catch((error) => {
    throw new Error(`${error.message}, but ${last}`);
  });
};

test("finds repeated keys itself as long as nobody else does, also once another extension is installed", async () => {
  const { document } = await open(file);
  await replace(document, "kind: HTTPRoute\n", "kind: HTTPRoute\nkind: HTTPRoute\n");
  if (!there()) {
    await until("our finding", () => codes(file).includes(repeated));
    const own = vscode.extensions.getExtension("gateway-lens.gateway-lens").extensionUri;
    const vsix = vscode.Uri.joinPath(own, ".vscode-e2e", "yaml-extension.vsix");
    await run("workbench.extensions.installExtension", vscode.Uri.file(vsix.path));
    await until("the extension", there);
  }
  await until("their finding", () => theirs() === 1);
  await until("none of ours", () => !codes(file).includes(repeated));
});

test("finds them beside the other extension where a setting says so, or where that does not look", async () => {
  await set(besideSetting, "always");
  await until("both", () => codes(file).includes(repeated) && theirs() === 1);
  await set(besideSetting, undefined);
  await until("only theirs", () => !codes(file).includes(repeated) && theirs() === 1);
  await set("yaml.validate", false);
  await until("only ours", () => codes(file).includes(repeated) && theirs() === 0);
  await set("yaml.validate", undefined);
  await until("only theirs again", () => !codes(file).includes(repeated) && theirs() === 1);
});

test("finds what is wrong in files that are not open, where the other extension does not look", async () => {
  await vscode.workspace.fs.writeFile(
    at("shop/closed.yaml"),
    new TextEncoder().encode("apiVersion: v1\nkind: Namespace\nkind: Namespace\nmetadata: { name: closed }\n"),
  );
  await until("our finding", () => codes("shop/closed.yaml").includes(repeated));
  await open("shop/closed.yaml");
  await until("theirs instead", () => codes("shop/closed.yaml").length === 0);
  await vscode.workspace.fs.delete(at("shop/closed.yaml"));
});

test("leaves the outline to it", async () => {
  const { document } = await open(file);
  await until("one outline", async () => {
    const symbols = await run("vscode.executeDocumentSymbolProvider", document.uri);
    return symbols?.length === 1 && symbols[0].name === "document";
  });
});

const blank = "weight: 10\n      ";

test("offers fields and choices where the other extension has no schema", async () => {
  const { document } = await open(file);
  await replace(document, "kind: HTTPRoute\nkind: HTTPRoute\n", "kind: HTTPRoute\n");
  await replace(document, "weight: 10\n", `${blank}\n`);
  await become(document, "1 0", blank, "timeouts", "backendRefs");
  await become(document, "1 1", "type: ", "Exact", "PathPrefix");
});

test("leaves fields and choices to a schema that the other extension has for the file, and nothing else", async () => {
  const { document } = await open(file);
  await set("yaml.schemas", { "https://example.com/httproute.json": ["shop/cart.yaml"] });
  await become(document, "1 1", blank, "timeouts", "backendRefs");
  await become(document, "1 1", "type: ", "Exact", "PathPrefix");
  equal(await offered(document, "sectionName: ", "http", "https"), "1 1");
  const other = (await open("platform/gateway.yaml")).document;
  await become(other, "1", "protocol: ", "HTTPS");
});

test("offers them where the other extension's completion is off", async () => {
  const { document } = await open(file);
  await set("yaml.completion", false);
  await become(document, "1 0", blank, "timeouts", "backendRefs");
  await set("yaml.completion", undefined);
  await become(document, "1 1", blank, "timeouts", "backendRefs");
});

test("offers them twice where a setting says so", async () => {
  const { document } = await open(file);
  await set(besideSetting, "always");
  await become(document, "2 1", blank, "timeouts", "backendRefs");
  await become(document, "2 2", "type: ", "Exact", "PathPrefix");
  await set(besideSetting, undefined);
  await become(document, "1 1", blank, "timeouts", "backendRefs");
});
