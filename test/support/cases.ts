import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAnalysis } from "../../server/src/analysis.ts";
import { positionsIn } from "../../server/src/cli/positions.ts";
import type { JsonObject } from "../../server/src/kubernetes/object.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";
import { renderYaml } from "../../server/src/yaml/render.ts";

// A case is a folder with an `input.yaml` and what becomes of it: `resources.yaml`, `conditions.yaml`, `diagnostics.yaml`, each for
// the newest release. `resources@2.13.yaml` holds for 2.13 and those before it, down to the next such file. A missing file means:
// nothing. `npm run cases -- --update` writes them anew. A `.gateway-lens.yaml` in the folder counts; the input is all there is.

export const aspects = ["resources", "conditions", "diagnostics"] as const;
type Aspect = (typeof aspects)[number];
type Outputs = Readonly<Record<Aspect, string>>;

export const casesFolder = "test/cases";
const nothing = "# nothing\n";

export function caseFolders(): readonly string[] {
  return readdirSync(casesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "input.yaml")
    .map((entry) => entry.parentPath ?? entry.path)
    .sort();
}

/** By file name, what the files of a case should hold. */
export function expectedFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const inForce: Record<Aspect, string> = { resources: "", conditions: "", diagnostics: "" };
  for (const [at, { release }] of releases.toReversed().entries()) {
    const outputs = outputsOf(folder, release);
    for (const aspect of aspects) {
      const text = outputs[aspect];
      if (text === inForce[aspect]) continue;
      inForce[aspect] = text;
      files.set(at === 0 ? `${aspect}.yaml` : `${aspect}@${release}.yaml`, text === "" ? nothing : text);
    }
  }
  return files;
}

export function writtenFiles(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) =>
    /^(?:resources|conditions|diagnostics)(?:@[\d.]+)?\.yaml$/.test(name),
  );
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

export function updateCase(folder: string): boolean {
  const before = writtenFiles(folder);
  const after = expectedFiles(folder);
  for (const name of before.keys()) if (!after.has(name)) rmSync(join(folder, name));
  for (const [name, text] of after) if (before.get(name) !== text) writeFileSync(join(folder, name), text);
  return before.size !== after.size || [...after].some(([name, text]) => before.get(name) !== text);
}

function outputsOf(folder: string, kuma: string): Outputs {
  const analysis = createAnalysis();
  const input = readFileSync(join(folder, "input.yaml"), "utf8");
  const settings = join(folder, ".gateway-lens.yaml");
  const files = new Map([["file:///case/input.yaml", input]]);
  if (existsSync(settings)) files.set("file:///case/.gateway-lens.yaml", readFileSync(settings, "utf8"));
  analysis.apply({ folders: ["file:///case"], overrides: { kuma, complete: true }, files });
  const snapshot = analysis.snapshot();
  const answer = snapshot.translate();
  const rangeOf = positionsIn(input);
  const diagnostics = snapshot
    .diagnostics("file:///case/input.yaml")
    .map(({ range, severity, code, message, because }): JsonObject => {
      const { start, end } = rangeOf(range);
      const where =
        start.line === end.line
          ? `${start.line}:${start.column}-${end.column}`
          : `${start.line}:${start.column}-${end.line}:${end.column}`;
      return { at: where, severity, code, message, ...(because === undefined ? {} : { because }) };
    });
  return {
    resources: documents(answer?.generated ?? []),
    conditions: documents(answer?.status ?? []),
    diagnostics: diagnostics.length === 0 ? "" : renderYaml(diagnostics),
  };
}

function documents(objects: readonly JsonObject[]): string {
  return objects.map((object) => renderYaml(object)).join("---\n");
}
