import type { CompletionItem, CompletionItemKind, CompletionList } from "vscode-languageserver-protocol";
import type { CompletionData } from "../../../shared/src/requests.ts";
import type * as core from "../analysis.ts";
import { withoutStops } from "../analysis.ts";
import type { Lines } from "./positions.ts";
import { type ProtoContext, plainText } from "./to-proto.ts";

const kinds: Record<core.CompletionItem["what"], CompletionItemKind> = { field: 10, value: 12, name: 18, object: 15 };

const snippetFormat = 2;
const asIs = 1;
const deprecated = 1;

/** The lines of an item are indented already, so an editor must not do it again. */
export function toCompletion(context: ProtoContext, lines: Lines, { items, partial }: core.Completion): CompletionList {
  const ours = context.client.beside.schemas === true ? items.filter(({ from }) => from !== "schema") : items;
  return { isIncomplete: partial, items: ours.map((item) => toCompletionItem(context, lines, item)) };
}

const ofSchema: CompletionData = { from: "schema" };

function toCompletionItem({ client }: ProtoContext, lines: Lines, item: core.CompletionItem): CompletionItem {
  const { label, what, from, detail, documentation, range, text, snippet, filter, rank, ignored, again } = item;
  const newText = snippet && !client.snippets ? withoutStops(text) : text;
  const proto: CompletionItem = {
    label,
    kind: kinds[what],
    sortText: String(rank).padStart(7, "0"),
    textEdit: { range: lines.range(range), newText },
    insertTextMode: asIs,
  };
  if (snippet && client.snippets) proto.insertTextFormat = snippetFormat;
  if (detail !== undefined && detail !== "") proto.detail = detail;
  if (from === "schema") proto.data = ofSchema;
  if (filter !== undefined) proto.filterText = filter;
  if (ignored === true) proto.tags = [deprecated];
  if (documentation !== undefined && documentation !== "") {
    proto.documentation = client.markdown
      ? { kind: "markdown", value: documentation }
      : { kind: "plaintext", value: plainText(documentation) };
  }
  if (again === true && client.suggestAgain) {
    proto.command = { title: "Suggest", command: "editor.action.triggerSuggest" };
  }
  return proto;
}
