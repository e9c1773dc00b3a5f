import { settingsJsonSchema } from "../../../shared/src/settings.ts";
import type { FieldPath, Json, JsonObject } from "../kubernetes/object.ts";
import { releases } from "../kuma/releases/index.ts";
import { rules } from "../rules/registry.ts";
import { parse } from "../yaml/parse.ts";
import { plainOrQuoted } from "../yaml/render.ts";
import { resolved } from "../yaml/tree.ts";
import { hasColon, slotOf } from "./completion-field.ts";
import type { CompletionItem } from "./completion-item.ts";
import { nodeAt, type Site, siteAt } from "./completion-site.ts";
import { valueItems } from "./completion-value.ts";
import type { Hover } from "./feature.ts";
import { listAt, objectAt } from "./reference.ts";

/** What `.gateway-lens.yaml` may say at the cursor, from the schema that it is checked with. */
export function settingsItems(site: Site): readonly CompletionItem[] {
  const { path, side, node } = site;
  const blank = site.tree.root === undefined || site.tree.root.kind === "scalar";
  const holder = blank ? [] : side === "key" ? path.slice(0, -1) : path;
  const schema = schemaAt(holder);
  if (schema === undefined) return [];
  const isItemStart = side === "value" && typeof path.at(-1) === "number" && isRecord(schema);
  if (side === "value" && !blank && !isItemStart) {
    if (node !== undefined && node.kind !== "scalar") return [];
    return valueItems(
      site,
      choices(schema, path).map((value) => ({ value })),
    ).items;
  }
  if (schema.type === "array") {
    const slot = slotOf(site);
    if (side === "key" || site.flow !== undefined) return [];
    const text = slot.around("- ");
    return [{ label: "- ", what: "field", range: slot.range, text, snippet: false, rank: 0, again: true }];
  }
  return keys(site, holder, schema);
}

function keys(site: Site, holder: FieldPath, schema: JsonObject): readonly CompletionItem[] {
  const slot = slotOf(site);
  const node = nodeAt(site.tree, holder);
  const map = node === undefined ? undefined : resolved(node);
  const own = site.side === "key" ? String(site.path.at(-1)) : undefined;
  const taken = new Set(map?.kind === "map" ? map.entries.map(({ name }) => name) : []);
  const keyOnly = site.side === "key" && hasColon(site);
  const { eol, step } = site.style;
  const names: readonly (readonly [string, JsonObject])[] = isCodes(holder)
    ? rules.map(({ code }) => [code, objectAt(schema.additionalProperties)])
    : Object.entries(objectAt(schema.properties)).map(([name, property]) => [name, objectAt(property)]);
  return names.flatMap(([name, property], rank): CompletionItem[] => {
    if (taken.has(name) && name !== own) return [];
    const isBlock = site.flow === undefined && (property.type === "object" || property.type === "array");
    const below = `${eol}${" ".repeat(slot.column + step)}${property.type === "array" ? "- " : ""}`;
    const key = site.flow === "json" ? JSON.stringify(name) : plainOrQuoted(name, "key");
    const text = keyOnly ? key : slot.around(`${key}:${isBlock ? below : " "}`);
    const documentation = property.description;
    return [
      {
        label: name,
        what: "field",
        detail: String(property.type ?? "text"),
        ...(typeof documentation === "string" ? { documentation } : {}),
        range: slot.range,
        text,
        snippet: false,
        rank,
        again: !keyOnly,
      },
    ];
  });
}

/** Documentation of the setting under the cursor. */
export function settingsHover(text: string, offset: number): Hover | undefined {
  const site = siteAt(parse(text), offset);
  if (site === undefined || site.side === "entry" || site.range.start === site.range.end) return undefined;
  const schema = schemaAt(site.path);
  const name = site.path.findLast((step) => typeof step === "string");
  if (schema === undefined || name === undefined || typeof schema.description !== "string") return undefined;
  const words = choices(schema, site.path);
  const known = words.length === 0 ? "" : `\n\nOne of ${words.map((word) => `\`${word}\``).join(", ")}.`;
  return { range: site.range, markdown: `**${name}**\n\n${schema.description}${known}` };
}

function schemaAt(path: FieldPath): JsonObject | undefined {
  let here = objectAt(settingsJsonSchema() as Json);
  for (const step of path) {
    const next: JsonObject =
      typeof step === "number"
        ? objectAt(here.items)
        : { ...objectAt(objectAt(here.properties)[step] ?? here.additionalProperties) };
    if (Object.keys(next).length === 0) return undefined;
    here = next;
  }
  return here;
}

function isCodes(path: FieldPath): boolean {
  return path.length === 1 && path[0] === "rules";
}

function isRecord(schema: JsonObject): boolean {
  return schema.type === "object";
}

function choices(schema: JsonObject, path: FieldPath): readonly (string | boolean)[] {
  const name = path.at(-1);
  if (name === "kuma" || name === "upgradeTo") return releases.map(({ release }) => release);
  if (schema.type === "boolean") return [true, false];
  return listAt(schema.enum).filter((word) => typeof word === "string");
}
