// What tests inside an extension host share. They are bundled, since the browser's host loads one file; one console line a test.
const vscode = require("vscode");

/** Tests, and the `run` that an extension host calls. */
exports.suite = () => {
  const tests = [];
  return { test: (name, body) => tests.push({ name, body }), run: () => runAll(tests) };
};

exports.equal = (actual, expected) => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

exports.has = (text, part) => {
  if (!text.includes(part)) throw new Error(`no ${part} in ${text}`);
};

const until = async (what, holds) => {
  for (let n = 0; n < 200; n += 1) {
    const result = await holds();
    if (result) return result;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain: ${what}`);
};
exports.until = until;

const at = (path) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, path);
exports.at = at;

exports.codes = (path) =>
  vscode.languages
    .getDiagnostics(at(path))
    .filter(({ source }) => source === "gateway-lens")
    .map(({ code }) => (typeof code === "object" ? code.value : code));

exports.positionOf = (document, text, delta = 0) => document.positionAt(document.getText().indexOf(text) + delta);

exports.open = async (path) => {
  const document = await vscode.workspace.openTextDocument(at(path));
  return { document, editor: await vscode.window.showTextDocument(document, vscode.ViewColumn.One) };
};

exports.replace = async (document, text, by) => {
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

exports.run = (command, ...args) => vscode.commands.executeCommand(command, ...args);

async function runAll(tests) {
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
}
