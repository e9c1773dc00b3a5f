import type { ClusterState } from "../workspace/cluster-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { fieldText, isUnread, slotOf } from "./completion-field.ts";
import { type CompletionItem, literally, tabStop } from "./completion-item.ts";
import { recipes } from "./completion-recipes.ts";
import type { Site } from "./completion-site.ts";
import { apiVersionsOf, type KnownKind, kindsOf } from "./field.ts";

/** Whole objects for a document that says nothing yet: recipes that hold in this cluster, then every kind. */
export function objectItems(
  workspace: Workspace,
  uri: string,
  site: Site,
  cluster: ClusterState,
): readonly CompletionItem[] {
  if (site.flow !== undefined || uri.endsWith(".json")) return [];
  const slot = slotOf(site);
  if (slot.column !== 0) return [];
  const { eol } = site.style;
  const item = (label: string, text: string, rank: number, detail: string, documentation: string): CompletionItem => ({
    label,
    what: "object",
    detail,
    documentation,
    range: slot.range,
    text: text.replaceAll("\n", eol),
    snippet: true,
    rank,
  });
  const found = recipes(workspace, uri, cluster).map(({ label, doc, text }, at) =>
    item(label, text, at, "whole object", doc),
  );
  const kinds = kindsOf(cluster.spec).flatMap((known, at): CompletionItem[] => {
    const [apiVersion] = apiVersionsOf(known);
    if (apiVersion === undefined) return [];
    const { kind, doc = "" } = known.declaration;
    const ignored = isUnread(doc);
    const whole = item(kind, skeleton(site, cluster, known, apiVersion), (ignored ? 2000 : 1000) + at, apiVersion, doc);
    return [ignored ? { ...whole, ignored } : whole];
  });
  const field: CompletionItem = {
    label: "apiVersion",
    what: "field",
    range: slot.range,
    text: "apiVersion: ",
    snippet: false,
    rank: 500,
    again: true,
  };
  return [...found, field, ...kinds];
}

function skeleton(site: Site, cluster: ClusterState, known: KnownKind, apiVersion: string): string {
  const { kind, namespaced, group, schema } = known.declaration;
  const key = { group, kind, namespace: "", name: "" };
  const within = { ...site, cluster, value: {}, key, known, style: { ...site.style, eol: "\n" as const } };
  const fields = schema.form.type === "object" ? Object.entries(schema.form.fields) : [];
  const body = fields.flatMap(([name, field]) =>
    field.presence === "required" || name === "spec" ? [fieldText(name, field.schema, 0, within)] : [],
  );
  const head = [
    `apiVersion: ${literally(apiVersion)}`,
    `kind: ${kind}`,
    "metadata:",
    `  name: ${tabStop(101, "name")}`,
    ...(namespaced ? [`  namespace: ${tabStop(102, "default")}`] : []),
  ];
  return [...head, ...body].join("\n");
}
