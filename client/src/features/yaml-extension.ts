// Beside Red Hat's YAML extension nothing is shown twice: what it does for an open YAML file is left to it, unless a setting says otherwise.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  commands,
  type Disposable,
  extensions,
  workspace,
} from "vscode";
import type { CompletionMiddleware } from "vscode-languageclient";
import type { BesideYamlServer, CompletionData } from "../../../shared/src/requests.ts";

const yamlExtension = "redhat.vscode-yaml";

/** What is left to the extension all the time; `undefined` where it is not there, or nothing shall be left to it. */
export function besideYamlExtension(): BesideYamlServer | undefined {
  if (!givesWay()) return undefined;
  const yaml = workspace.getConfiguration("yaml", { languageId: "yaml" });
  return { syntax: yaml.get("validate") !== false, structure: true };
}

function givesWay(): boolean {
  const setting = workspace.getConfiguration("gatewayLens").get<string>("editor.besideYamlExtension", "giveWay");
  return setting === "giveWay" && isThere();
}

/** In another extension host (the browser's beside a remote machine's) an extension is only known by its settings. */
function isThere(): boolean {
  const ofItsSettings = workspace.getConfiguration("yaml").inspect("completion");
  return extensions.getExtension(yamlExtension) !== undefined || ofItsSettings?.defaultValue !== undefined;
}

/** Tells when `besideYamlExtension` has another answer: the extension came or went, or somebody changed a setting. */
export function onBesideYamlExtensionChanged(changed: () => void): Disposable[] {
  let before = JSON.stringify(besideYamlExtension());
  const compare = () => {
    const now = JSON.stringify(besideYamlExtension());
    if (now === before) return;
    before = now;
    changed();
  };
  return [
    extensions.onDidChange(compare),
    workspace.onDidChangeConfiguration((change) => {
      if (["gatewayLens.editor", "yaml"].some((section) => change.affectsConfiguration(section))) compare();
    }),
  ];
}

/** No key that anybody types: says that it is us who ask what the others offer. */
const weAsk = "gateway-lens";

/**
 * Which schema the YAML extension has for a document depends on its settings, on comments, on other extensions and on what it
 * could download. So it is asked: of a field or choice that our schema and its schema have, only its item is left.
 */
export const completionBesideYamlExtension: CompletionMiddleware = {
  async provideCompletionItem(document, position, context, token, next) {
    if (context.triggerCharacter === weAsk) return undefined;
    const ours = await next(document, position, context, token);
    if (ours === undefined || ours === null || token.isCancellationRequested) return ours;
    const items = "items" in ours ? ours.items : ours;
    if (document.languageId.startsWith("json") || !items.some(isOfSchema) || !givesWay()) return ours;
    const offers = offersOf(
      await commands.executeCommand<CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
        weAsk,
      ),
    );
    const left = items.filter((item) => !isOfSchema(item) || !offers(labelOf(item)));
    if (!("items" in ours)) return left;
    ours.items = left;
    return ours;
  },
};

/** Words of the text and snippets are no schema's. */
function offersOf(list: CompletionList): (label: string) => boolean {
  const labels = list.items
    .filter(({ kind }) => kind !== CompletionItemKind.Text && kind !== CompletionItemKind.Snippet)
    .map((item) => unquoted(labelOf(item)));
  const known = new Set(labels);
  const newItem = labels.some((label) => label.startsWith("- "));
  return (label) => (label === "- " ? newItem : known.has(unquoted(label)));
}

function unquoted(label: string): string {
  return label.replace(/^(["'])(.*)\1$/, "$2");
}

function labelOf({ label }: CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

function isOfSchema(item: CompletionItem & { readonly data?: Partial<CompletionData> }): boolean {
  return item.data?.from === "schema";
}
