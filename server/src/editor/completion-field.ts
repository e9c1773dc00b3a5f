import { type Edition, exists } from "../kubernetes/availability.ts";
import type { Field, Schema } from "../kubernetes/schema.ts";
import { lineStart } from "../yaml/lines.ts";
import { plainOrQuoted } from "../yaml/render.ts";
import { resolved } from "../yaml/tree.ts";
import { type CompletionItem, literally } from "./completion-item.ts";
import { beginsLine, columnAt, nodeAt, type ObjectSite, type Site } from "./completion-site.ts";
import { choicesOf, describeField, describeSchema } from "./field.ts";

/** Fields that nobody can do without, though the schema lets them be absent. */
const companions: Readonly<Record<string, readonly string[]>> = {
  backendRefs: ["name", "port"],
  backendRef: ["name", "port"],
  matches: ["path"],
  path: ["type", "value"],
  spec: [],
};

/** The fields of a map (or of a new item of a list) that are not there yet, as the kind declares them. */
export function fieldItems(site: ObjectSite, fields: readonly (readonly [string, Field])[]): readonly CompletionItem[] {
  const { edition } = site.known;
  const holder = nodeAt(site.tree, [...site.base, ...site.path]);
  const map = holder === undefined ? undefined : resolved(holder);
  const own = site.side === "key" ? String(site.path.at(-1)) : undefined;
  const taken = new Set<string>(
    site.side === "key" ? siblings(site) : map?.kind === "map" ? map.entries.map(({ name }) => name) : [],
  );
  const slot = slotOf(site);
  return fields.flatMap(([name, field], at): CompletionItem[] => {
    if ((taken.has(name) && name !== own) || !exists(field.when, edition)) return [];
    const required = isRequired(field, edition);
    const ignored = isIgnored(field);
    const keyOnly = site.side === "key" && hasColon(site);
    const key = site.flow === "json" ? JSON.stringify(name) : plainOrQuoted(name, "key");
    const text = keyOnly ? key : slot.around(fieldText(name, field.schema, slot.column, site));
    return [
      {
        label: name,
        what: "field",
        from: "schema",
        detail: `${describeSchema(field.schema, edition)}${required ? ", required" : ""}`,
        documentation: describeField({ field, schema: field.schema, name }, edition),
        range: slot.range,
        text,
        snippet: !keyOnly,
        rank: (ignored ? 20_000 : required ? 0 : 10_000) + at,
        ...filterOf(site, name, key),
        ...(ignored ? { ignored: true } : {}),
        ...(keyOnly || !isScalar(field.schema) ? {} : { again: true }),
      },
    ];
  });
}

/** A new item of a list whose items stand on lines of their own. */
export function listItem(site: ObjectSite, items: Schema, name: string): CompletionItem {
  const slot = slotOf(site);
  const value = site.flow === undefined ? blockItem(items, slot.column, site, name) : flowValue(items, site, name);
  return {
    label: site.flow === undefined ? "- " : "{}",
    what: "field",
    from: "schema",
    detail: `a new item of ${name}`,
    range: slot.range,
    text: slot.around(value(stops())),
    snippet: true,
    rank: 0,
    again: true,
    ...filterOf(site, "- ", "- "),
  };
}

/** What is replaced begins with the space behind a colon, where there is one. */
function filterOf(site: Site, label: string, key: string): { readonly filter?: string } {
  const space =
    site.below === undefined ? "" : (site.text.slice(site.range.start, site.range.end).match(/^\s*/)?.[0] ?? "");
  return space + key === label ? {} : { filter: space + key };
}

/** Where an entry goes: what is replaced, at which column it stands, and what must stand around it. */
export interface Slot {
  readonly range: { readonly start: number; readonly end: number };
  readonly column: number;
  around(text: string): string;
}

export function slotOf(site: Site): Slot {
  const { text, range, flow, offset, below } = site;
  if (below !== undefined) {
    const head = `${site.style.eol}${" ".repeat(below)}`;
    return { range, column: below, around: (entry) => head + entry };
  }
  if (flow !== undefined) {
    const before = text.slice(0, range.start).trimEnd().at(-1);
    const after = text.slice(range.end).trimStart().at(0);
    const comma = before !== undefined && !"{[,:".includes(before) ? ", " : "";
    const spaced = before === "," && !/\s$/.test(text.slice(0, range.start)) ? " " : "";
    const more = after !== undefined && !"}],".includes(after) ? ", " : "";
    return { range, column: 0, around: (entry) => `${comma}${spaced}${entry}${site.side === "entry" ? more : ""}` };
  }
  const written = site.side === "entry" ? columnOfSiblings(site) : undefined;
  const column = columnAt(site, range.start);
  if (written === undefined || written === column || !beginsLine(site, range.start)) {
    const dash = text.charAt(range.start - 1) === "-" && offset === range.start ? " " : "";
    return { range, column: column + dash.length, around: (entry) => dash + entry };
  }
  // The cursor stands elsewhere on a blank line: the entry goes where its siblings are.
  const start = lineStart(text, range.start);
  return { range: { start, end: range.end }, column: written, around: (entry) => " ".repeat(written) + entry };
}

function columnOfSiblings(site: Site): number | undefined {
  const node = nodeAt(site.tree, [...site.base, ...site.path]);
  const holder = node === undefined || node.kind === "alias" ? undefined : node;
  const first = holder?.kind === "map" ? holder.entries[0] : holder?.kind === "list" ? holder.items[0] : undefined;
  // A half-typed word may be the first entry itself.
  return first === undefined || first.start >= site.range.start ? undefined : columnAt(site, first.start);
}

function siblings(site: Site): readonly string[] {
  const node = nodeAt(site.tree, [...site.base, ...site.path.slice(0, -1)]);
  const map = node === undefined ? undefined : resolved(node);
  return map?.kind === "map"
    ? map.entries.filter(({ key }) => key.start !== site.range.start).map(({ name }) => name)
    : [];
}

/** Whether the key under the cursor has its colon already. */
export function hasColon({ text, range }: Site): boolean {
  return /^["']?\s*:/.test(text.slice(range.end));
}

export function isScalar({ form }: Schema): boolean {
  return form.type !== "object" && form.type !== "array" && form.type !== "map" && form.type !== "any";
}

function isRequired(field: Field, edition: Edition): boolean {
  return field.presence === "required" || (field.requiredWhen !== undefined && exists(field.requiredWhen, edition));
}

/** Declarations say it in their sentence, for the reader of a hover too. */
function isIgnored({ doc }: Field): boolean {
  return (
    doc !== undefined && /\bKuma (?:ignores|drops)\b|\bno Kuma release\b/i.test(doc) && !/ignored? .* before/.test(doc)
  );
}

/** Of a kind: no release of Kuma looks at it. */
export function isUnread(doc: string | undefined): boolean {
  return doc !== undefined && /\bno Kuma release\b|\bKuma (?:ignores|does not read)\b/i.test(doc);
}

/** Numbers the tab stops of one snippet. */
type Stops = (what?: string) => string;

function stops(): Stops {
  let last = 0;
  return (what) => {
    last++;
    return what === undefined ? `$${last}` : `\${${last}${what}}`;
  };
}

/** `name: `, with what a new value cannot do without. */
export function fieldText(name: string, schema: Schema, column: number, site: ObjectSite): string {
  const next = stops();
  if (site.flow !== undefined) return flowField(name, schema, site)(next);
  return blockField(name, schema, column, site, 0)(next);
}

type Template = (next: Stops) => string;

const deepest = 4;

function blockField(name: string, schema: Schema, column: number, site: ObjectSite, depth: number): Template {
  const { form } = schema;
  const key = `${literally(plainOrQuoted(name, "key"))}:`;
  const { eol, step, listIndent } = site.style;
  const below = (indent: number) => `${eol}${" ".repeat(indent)}`;
  switch (form.type) {
    case "object": {
      const indent = column + step;
      const inner = depth >= deepest ? [] : neededFields(schema, site.known.edition, name);
      return (next) =>
        inner.length === 0
          ? `${key}${below(indent)}${next()}`
          : key +
            inner
              .map(([field, { schema: own }]) => below(indent) + blockField(field, own, indent, site, depth + 1)(next))
              .join("");
    }
    case "map":
      return (next) => `${key}${below(column + step)}${next()}`;
    case "array": {
      const indent = column + listIndent;
      return (next) => `${key}${below(indent)}${blockItem(form.items, indent, site, name, depth + 1)(next)}`;
    }
    case "any":
      return (next) => `${key} ${next()}`;
    default:
      return (next) => `${key} ${next(placeholder(schema, site))}`;
  }
}

function blockItem(items: Schema, column: number, site: ObjectSite, name: string, depth = 0): Template {
  if (items.form.type !== "object") return (next) => `- ${next(placeholder(items, site))}`;
  const inner = depth >= deepest ? [] : neededFields(items, site.known.edition, name);
  const indent = `${site.style.eol}${" ".repeat(column + 2)}`;
  return (next) =>
    inner.length === 0
      ? `- ${next()}`
      : `- ${inner.map(([field, { schema }]) => blockField(field, schema, column + 2, site, depth + 1)(next)).join(indent)}`;
}

function flowField(name: string, schema: Schema, site: ObjectSite): Template {
  const key = literally(site.flow === "json" ? JSON.stringify(name) : plainOrQuoted(name, "flow"));
  const value = flowValue(schema, site, name);
  return (next) => `${key}: ${value(next)}`;
}

function flowValue(schema: Schema, site: ObjectSite, name: string): Template {
  const { form } = schema;
  switch (form.type) {
    case "object": {
      const inner = neededFields(schema, site.known.edition, name);
      return (next) =>
        `{${inner.length === 0 ? next() : inner.map(([field, { schema: own }]) => flowField(field, own, site)(next)).join(", ")}\\}`;
    }
    case "map":
      return (next) => `{${next()}\\}`;
    case "array": {
      const item = flowValue(form.items, site, name);
      return (next) => `[${item(next)}]`;
    }
    default:
      if (site.flow !== "json") return (next) => next(placeholder(schema, site));
      return form.type === "string" ? (next) => `"${next()}"` : (next) => next(placeholder(schema, site) ?? ":null");
  }
}

function neededFields(schema: Schema, edition: Edition, name: string): readonly (readonly [string, Field])[] {
  if (schema.form.type !== "object") return [];
  const wanted = companions[name];
  return Object.entries(schema.form.fields).filter(
    ([field, declared]) =>
      exists(declared.when, edition) && (isRequired(declared, edition) || wanted?.includes(field) === true),
  );
}

/** The choices of a field, the usual one first. */
function placeholder(schema: Schema, site: ObjectSite): string | undefined {
  const choices = choicesOf(schema, site.known.edition);
  if (choices.length === 0 || choices.length > 12) return undefined;
  return `|${choices.map((choice) => literally(plainOrQuoted(choice, "flow")).replaceAll(/[,|]/g, "\\$&")).join(",")}|`;
}
