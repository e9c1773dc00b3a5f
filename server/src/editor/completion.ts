import type { Edition } from "../kubernetes/availability.ts";
import type { FieldPath, Json } from "../kubernetes/object.ts";
import type { Schema } from "../kubernetes/schema.ts";
import type { ClusterState } from "../workspace/cluster-state.ts";
import { isSettingsFile } from "../workspace/source-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { parse } from "../yaml/parse.ts";
import { resolved } from "../yaml/tree.ts";
import { fieldItems, hasColon, isScalar, isUnread, listItem } from "./completion-field.ts";
import { accepted, type Completion, type CompletionItem } from "./completion-item.ts";
import { keyCandidates, nameCandidates } from "./completion-names.ts";
import { objectItems } from "./completion-object.ts";
import { settingsItems } from "./completion-settings.ts";
import {
  columnAt,
  documentAt,
  nodeAt,
  type ObjectSite,
  objectSite,
  type Site,
  siteAt,
  siteBelow,
} from "./completion-site.ts";
import { type Candidate, valueItems } from "./completion-value.ts";
import { valueAt } from "./cursor.ts";
import { apiVersionsOf, choicesOf, fieldAt, fieldsAt, type KnownKind, kindsOf } from "./field.ts";
import type { Mentions } from "./mentions.ts";
import { objectAt } from "./reference.ts";

const nothing: Completion = { items: [], partial: false };

/** What may be written at the cursor. Every item, once accepted, leaves a document that reads at least as well as before. */
export function completionAt(workspace: Workspace, mentions: Mentions, uri: string, offset: number): Completion {
  const file = workspace.file(uri);
  if (file === undefined || typeof file.content !== "string") return nothing;
  const settings = isSettingsFile(uri);
  const found = settings ? { start: 0, parsed: parse(file.content) } : documentAt(workspace, uri, offset);
  const site = found === undefined ? undefined : siteAt(found.parsed, offset - found.start);
  if (found === undefined || site === undefined) return nothing;
  const [cluster] = file.clusters;
  const offered = settings
    ? { items: settingsItems(site), partial: false }
    : cluster === undefined
      ? nothing
      : itemsAt(workspace, mentions, uri, site, cluster);
  const { start } = found;
  return {
    partial: offered.partial,
    items: sound(site, offered.items).map((item) => ({
      ...item,
      range: { start: item.range.start + start, end: item.range.end + start },
    })),
  };
}

function itemsAt(workspace: Workspace, mentions: Mentions, uri: string, site: Site, cluster: ClusterState): Completion {
  const { root } = site.tree;
  const blank = root === undefined || (root.kind === "scalar" && root.style === "plain");
  if (blank) return { items: objectItems(workspace, uri, site, cluster), partial: false };
  if (site.side === "value" && site.path.length === 1) {
    const values = envelopeValues(site, cluster);
    if (values !== undefined) return valueItems(site, values);
  }
  const within = objectSite(site, cluster);
  if (within === undefined) return { items: beginnings(site), partial: false };
  return site.side === "value" ? valuesAt(within, mentions) : entriesAt(within, mentions);
}

/** What a document lacks to be an object. */
function beginnings(site: Site): readonly CompletionItem[] {
  if (site.path.length > (site.side === "key" ? 1 : 0) || site.flow !== undefined || site.side === "value") return [];
  const written = objectAt(nodeAt(site.tree, site.base)?.value);
  const keyOnly = site.side === "key" && hasColon(site);
  return ["apiVersion", "kind", "metadata"].flatMap((label, rank): CompletionItem[] =>
    written[label] !== undefined
      ? []
      : [
          {
            label,
            what: "field",
            from: "schema",
            range: site.range,
            text: keyOnly ? label : `${label}: `,
            snippet: false,
            rank,
            again: true,
          },
        ],
  );
}

function envelopeValues(site: Site, cluster: ClusterState): readonly Candidate[] | undefined {
  const value = objectAt(nodeAt(site.tree, site.base)?.value);
  const [field] = site.path;
  const kinds = kindsOf(cluster.spec);
  if (field === "apiVersion") {
    const fitting = kinds.filter(({ declaration }) => value.kind === declaration.kind);
    const versions = (fitting.length > 0 ? fitting : kinds).flatMap((known) =>
      apiVersionsOf(known).map((version, at) => ({ version, at })),
    );
    const ranks = new Map<string, number>();
    for (const { version, at } of versions) ranks.set(version, Math.min(at, ranks.get(version) ?? at));
    const builtIn = new Set(kinds.filter(isBuiltIn).flatMap(apiVersionsOf));
    return [...ranks].map(
      ([version, rank]): Candidate => ({
        value: version,
        rank,
        ...(builtIn.has(version) ? fromSchema : {}),
      }),
    );
  }
  if (field !== "kind") return undefined;
  const group = typeof value.apiVersion === "string" ? value.apiVersion : undefined;
  return kinds.flatMap((known): readonly Candidate[] => {
    const [newest, ...others] = apiVersionsOf(known);
    const { kind, doc } = known.declaration;
    if (newest === undefined) return [];
    const fits = group === undefined || group === newest || others.includes(group);
    const beside: readonly (readonly [string, Json])[] = value.apiVersion === undefined ? [["apiVersion", newest]] : [];
    if (!fits && group !== "" && group !== undefined && value.apiVersion !== null) return [];
    const ignored = isUnread(doc);
    return [
      {
        value: kind,
        detail: newest,
        beside,
        ...(isBuiltIn(known) ? fromSchema : {}),
        rank: ignored ? 1 : 0,
        ignored,
        ...(doc === undefined ? {} : { documentation: doc }),
      },
    ];
  });
}

const fromSchema = { from: "schema" } as const;

/** Schemas know the group, version and kind of what Kubernetes itself has; those of CustomResourceDefinitions leave them open. */
function isBuiltIn({ declaration }: KnownKind): boolean {
  return declaration.group === "";
}

function valuesAt(site: ObjectSite, mentions: Mentions): Completion {
  const { path, node, known } = site;
  const at = fieldAt(known, path);
  if (at === undefined) return nothing;
  const { form } = at.schema;
  const isItem = typeof path.at(-1) === "number";
  if (form.type === "object" && isItem) {
    // `- ` or `- na`: the item's first field.
    // Its fields stand below already.
    const written = nodeAt(site.tree, [...site.base, ...path]);
    if (written !== undefined && written.kind !== "scalar") return nothing;
    return { items: fieldItems({ ...site, side: "entry" }, fieldsAt(known, path)), partial: false };
  }
  if (node !== undefined && node.kind !== "scalar") return nothing;
  if (node?.kind === "scalar" && (node.style === "literal" || node.style === "folded")) return nothing;
  const names = nameCandidates(site, mentions, path);
  if (names !== undefined) return valueItems(site, names);
  if (form.type === "object" || form.type === "array" || form.type === "map") {
    const below = siteBelow(site, form.type === "array");
    return below === undefined ? nothing : entriesAt(below, mentions);
  }
  if (!isScalar(at.schema)) return nothing;
  return valueItems(site, choices(at.schema, known.edition));
}

function choices(schema: Schema, edition: Edition): readonly Candidate[] {
  return choicesOf(schema, edition).map((value) => ({ value, ...fromSchema }));
}

const filterTypes: Readonly<Record<string, string>> = { CORS: "cors", URLRewrite: "urlRewrite" };

/** Of a filter that says its type only the field of that type, as the others would be refused. */
function fieldsOf({ known, value }: ObjectSite, holder: FieldPath): ReturnType<typeof fieldsAt> {
  const fields = fieldsAt(known, holder);
  const { type } = objectAt(valueAt(value, holder));
  if (holder.at(-2) !== "filters" || typeof type !== "string" || type === "") return fields;
  const own = filterTypes[type] ?? type.slice(0, 1).toLowerCase() + type.slice(1);
  return fields.some(([name]) => name === own) ? fields.filter(([name]) => name === own || name === "type") : fields;
}

function entriesAt(site: ObjectSite, mentions: Mentions): Completion {
  const { path, known, side } = site;
  const holder = side === "key" ? path.slice(0, -1) : path;
  // On an item's dash.
  if (side === "key" && typeof path.at(-1) === "number") return nothing;
  const at = fieldAt(known, holder);
  if (at === undefined) return nothing;
  const { form } = at.schema;
  switch (form.type) {
    case "object":
      return { items: fieldItems(site, fieldsOf(site, holder)), partial: false };
    case "map":
      return keysAt(site, keyCandidates(site, mentions, holder) ?? [], holder);
    case "array": {
      if (side === "key") return nothing;
      // Inside of brackets a scalar item is a value.
      if (site.flow !== undefined && isScalar(form.items)) {
        const below = [...path, Number.MAX_SAFE_INTEGER];
        const names = nameCandidates(site, mentions, below);
        return valueItems(site, names ?? choices(form.items, known.edition));
      }
      const items = [listItem(site, form.items, at.name)];
      return { items: [...items, ...parentFields(site, holder)], partial: false };
    }
    default:
      return nothing;
  }
}

/** Where a list is not indented, its parent's next field stands at the dashes' column. */
function parentFields(site: ObjectSite, holder: readonly (string | number)[]): readonly CompletionItem[] {
  const list = nodeAt(site.tree, [...site.base, ...holder]);
  const above = nodeAt(site.tree, [...site.base, ...holder.slice(0, -1)]);
  const map = above === undefined ? undefined : resolved(above);
  if (list?.kind !== "list" || list.flow || map?.kind !== "map" || typeof holder.at(-1) !== "string") return [];
  const column = (offset: number) => offset - (site.text.lastIndexOf("\n", offset - 1) + 1);
  const [item] = list.items;
  const [entry] = map.entries;
  if (item === undefined || entry === undefined || column(item.start) !== column(entry.start)) return [];
  const parent = holder.slice(0, -1);
  return fieldItems({ ...site, path: parent }, fieldsAt(site.known, parent)).map((field) => ({
    ...field,
    rank: field.rank + 1,
  }));
}

function keysAt(site: ObjectSite, candidates: readonly Candidate[], holder: readonly (string | number)[]): Completion {
  const written = objectAt(nodeAt(site.tree, [...site.base, ...holder])?.value);
  const own = site.side === "key" ? String(site.path.at(-1)) : undefined;
  const keyOnly = site.side === "key" && hasColon(site);
  const fields = candidates.flatMap((candidate, at): CompletionItem[] => {
    const name = String(candidate.value);
    if (written[name] !== undefined && name !== own) return [];
    const schema = { form: { type: "string" } } as const;
    const [field] = fieldItems(site, [[name, { schema, presence: "optional" }]]);
    if (field === undefined) return [];
    const { from: _notSchema, ...item } = field;
    return [
      {
        ...item,
        detail: candidate.detail ?? "",
        rank: (candidate.rank ?? 0) * 1000 + at,
        again: !keyOnly,
      },
    ];
  });
  return { items: fields, partial: false };
}

const longest = 50_000;

/** Items that would break the document are left out. Of items of one shape one is tried. */
function sound(site: Site, items: readonly CompletionItem[]): readonly CompletionItem[] {
  if (site.text.length > longest) return items;
  const before = refusals(site.parsed.problems);
  const verdicts = new Map<string, boolean>();
  // What stands deeper below would become part of the item: then each is tried.
  const next = /\n([ \t]*)(?=[^\s#])/.exec(site.text.slice(site.offset));
  const below = next?.[1]?.length ?? 0;
  const alike = below <= columnAt(site, site.range.start);
  const kept = fieldsBeside(site, site.parsed.tree, site.range);
  const holds = (item: CompletionItem) => {
    const after = parse(accepted(site.text, item));
    if (refusals(after.problems) > before) return false;
    const now = new Set(fieldsBeside(site, after.tree, undefined));
    return kept.every((name) => now.has(name));
  };
  return items.filter((item) => {
    const shape = `${item.what} ${item.text.includes("\n")} ${item.range.start} ${/^["'\s,]/.test(item.text)} ${item.snippet}`;
    const known = alike ? verdicts.get(shape) : undefined;
    if (known === true) return true;
    if (known === false && verdicts.size > 20) return false;
    const verdict = holds(item);
    if (known === undefined) verdicts.set(shape, verdict);
    return verdict;
  });
}

function refusals(problems: readonly { readonly refused: boolean }[]): number {
  return problems.filter(({ refused }) => refused).length;
}

/** The fields of the map that gets a new entry: none may be lost. */
function fieldsBeside(site: Site, tree: Site["tree"], without: Site["range"] | undefined): readonly string[] {
  if (site.side === "value") return [];
  const path = site.side === "key" ? site.path.slice(0, -1) : site.path;
  const node = nodeAt(tree, [...site.base, ...path]);
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, name, merge }) =>
    merge || (without !== undefined && key.start <= without.end && key.end >= without.start) ? [] : [name],
  );
}
