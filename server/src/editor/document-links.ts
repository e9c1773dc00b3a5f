import { settingsFile } from "../../../shared/src/settings.ts";
import type { TextRange } from "../diagnostic.ts";
import type { Json } from "../kubernetes/object.ts";
import { ruleOf } from "../rules/registry.ts";
import type { PartReading } from "../workspace/reading.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { directives, mayHaveDirectives } from "../yaml/directives.ts";
import { locate } from "../yaml/locate.ts";
import { parse } from "../yaml/parse.ts";
import { listAt, objectAt } from "./reference.ts";

/** A word that leads to a file of the workspace, or to the page of a finding. */
export interface DocumentLink {
  readonly range: TextRange;
  readonly to: { readonly uri: string } | { readonly code: string };
}

/** Codes of findings in suppressions and settings; the files that a kustomization lists. */
export function createLinks(workspace: Workspace): (uri: string) => readonly DocumentLink[] {
  const known = new WeakMap<PartReading, readonly DocumentLink[]>();
  return (uri) => {
    const file = workspace.file(uri);
    if (file === undefined || typeof file.content !== "string") return [];
    if (uri.endsWith(`/${settingsFile}`)) return settingsLinks(file.content);
    if (/\/kustomization\.ya?ml$/i.test(uri)) return kustomizationLinks(workspace, uri, file.content);
    return file.reading.parts.flatMap((part, at) => {
      if (!mayHaveDirectives(part.text)) return [];
      const links = known.get(part) ?? suppressionLinks(workspace, part);
      known.set(part, links);
      const start = file.reading.starts[at] ?? 0;
      return links.map(({ range, to }) => ({ to, range: { start: start + range.start, end: start + range.end } }));
    });
  };
}

function suppressionLinks(workspace: Workspace, part: PartReading): readonly DocumentLink[] {
  return directives(workspace.tree(part).tree).flatMap(({ codes }) =>
    codes.flatMap(({ code, range }): DocumentLink[] => (ruleOf(code) === undefined ? [] : [{ range, to: { code } }])),
  );
}

function settingsLinks(text: string): readonly DocumentLink[] {
  const { tree } = parse(text);
  const { rules } = objectAt(tree.root?.value);
  return Object.keys(objectAt(rules)).flatMap((code): DocumentLink[] => {
    if (ruleOf(code) === undefined) return [];
    const { start, end } = locate(tree, ["rules", code], "key");
    return [{ range: { start, end }, to: { code } }];
  });
}

const lists = ["resources", "bases", "components", "patchesStrategicMerge", "crds"];

function kustomizationLinks(workspace: Workspace, uri: string, text: string): readonly DocumentLink[] {
  const { tree } = parse(text);
  const root = objectAt(tree.root?.value);
  const named: readonly (readonly [readonly (string | number)[], Json])[] = [
    ...lists.flatMap((field) => listAt(root[field]).map((item, at) => [[field, at], item] as const)),
    ...listAt(root.patches).map((item, at) => [["patches", at, "path"], objectAt(item).path ?? null] as const),
  ];
  return named.flatMap(([path, item]): DocumentLink[] => {
    if (typeof item !== "string" || item.includes("://")) return [];
    const wanted = resolvePath(uri, item);
    const found = [wanted, `${wanted}/kustomization.yaml`, `${wanted}/kustomization.yml`].find(
      (candidate) => workspace.file(candidate) !== undefined,
    );
    if (found === undefined) return [];
    const { start, end } = locate(tree, path);
    return [{ range: { start, end }, to: { uri: found } }];
  });
}

/** A path relative to a file, as a uri. */
function resolvePath(uri: string, path: string): string {
  const steps = uri.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(encodeURIComponent(step));
  }
  return steps.join("/");
}
