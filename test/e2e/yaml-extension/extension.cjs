// Stands in for Red Hat's YAML extension: fields and choices of a schema where `yaml.schemas` has one for the file, repeated
// keys of open documents, symbols. Its settings, labels and kinds are those of the real one.
const vscode = require("vscode");

const fields = ["name", "matches", "filters", "backendRefs", "timeouts", "retry", "sessionPersistence"];
const choices = ["Exact", "PathPrefix", "RegularExpression"];
const setting = (name) => vscode.workspace.getConfiguration("yaml").get(name);

function hasSchema(document) {
  const globs = Object.values(setting("schemas")).flat();
  return globs.some((glob) => vscode.languages.match({ pattern: `**/${glob}` }, document) > 0);
}

function provideCompletionItems(document, position) {
  if (!setting("completion") || !hasSchema(document)) return [];
  const before = document.lineAt(position).text.slice(0, position.character);
  const { Property, Value } = vscode.CompletionItemKind;
  const isType = /^\s+type: /.test(before);
  if (!isType && !/^\s*\w*$/.test(before)) return [];
  const [labels, kind] = isType ? [choices, Value] : [fields, Property];
  return labels.map((label) => {
    const item = new vscode.CompletionItem(label, kind);
    item.detail = "of the stand-in";
    return item;
  });
}

function repeatedKeys(document) {
  const found = [];
  let keys = new Map();
  for (let line = 0; line < document.lineCount; line += 1) {
    const { text } = document.lineAt(line);
    if (text.startsWith("---")) keys = new Map();
    const [, outside, dash = "", key] = /^( *)(- )?([\w-]+):/.exec(text) ?? [];
    if (key === undefined) continue;
    const indent = outside + dash.replace("-", " ");
    for (const known of keys.keys())
      if (known.length > outside.length) if (dash || known !== indent) keys.delete(known);
    const here = keys.get(indent) ?? new Set();
    keys.set(indent, here);
    if (here.has(key)) {
      const range = new vscode.Range(line, indent.length, line, indent.length + key.length);
      found.push(Object.assign(new vscode.Diagnostic(range, "Map keys must be unique"), { source: "YAML" }));
    }
    here.add(key);
  }
  return found;
}

exports.activate = (context) => {
  const diagnostics = vscode.languages.createDiagnosticCollection("yaml");
  const check = (document) => {
    if (document.languageId === "yaml")
      diagnostics.set(document.uri, setting("validate") ? repeatedKeys(document) : []);
  };
  const checkAll = () => vscode.workspace.textDocuments.forEach(check);
  const yaml = { language: "yaml" };
  const symbolOf = (document) => [
    new vscode.DocumentSymbol(
      "document",
      "",
      vscode.SymbolKind.Module,
      ...[0, 0].map((at) => document.lineAt(at).range),
    ),
  ];
  context.subscriptions.push(
    diagnostics,
    vscode.languages.registerCompletionItemProvider(yaml, { provideCompletionItems }),
    vscode.languages.registerDocumentSymbolProvider(yaml, { provideDocumentSymbols: symbolOf }),
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => diagnostics.delete(uri)),
    vscode.workspace.onDidChangeConfiguration(checkAll),
  );
  checkAll();
};
