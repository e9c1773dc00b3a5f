import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Answer, createAnalysis, type Diagnostic, type Snapshot } from "../../server/src/analysis.ts";
import type { Json, JsonObject } from "../../server/src/kubernetes/object.ts";
import { defaultRelease, releases } from "../../server/src/kuma/releases/index.ts";
import { readFile } from "../../server/src/workspace/reading.ts";
import { compactYaml } from "../support/compact-yaml.ts";

// A case is a folder: `input.yaml`, a `.gateway-lens.yaml` where it needs settings, and what every release is expected to make of
// it: `resources.yaml`, `conditions.yaml`, `diagnostics.yaml`. A file without `@` holds for the newest 2.x and for every release
// without its own file; `@2.7-2.9` is the own file of several releases; an output that is not there is empty. The input begins with
// a comment that says what it is about. Two lines of it are read:
//
//   # shows: MeshHTTPRoute spec.to, Service      only these kinds, and of them only this field (and apiVersion, kind, metadata.name)
//   # leaves out: diagnostics, conditions        which are not the point

export const outputs = ["resources", "conditions", "diagnostics"] as const;
export type Output = (typeof outputs)[number];

export interface Case {
  /** `releases/gateways` */
  readonly name: string;
  readonly folder: string;
  readonly input: string;
  readonly settings: string | undefined;
}

// The tests run from `build/…`, whose depth differs.
export const casesFolder = fileURLToPath(new URL(`${import.meta.url.split("/build/")[0]}/test/cases`));

export function allCases(): readonly Case[] {
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return folders(casesFolder).flatMap((area) =>
    folders(join(casesFolder, area)).map((name): Case => {
      const folder = join(casesFolder, area, name);
      const settings = join(folder, ".gateway-lens.yaml");
      return {
        name: `${area}/${name}`,
        folder,
        input: readFileSync(join(folder, "input.yaml"), "utf8"),
        settings: existsSync(settings) ? readFileSync(settings, "utf8") : undefined,
      };
    }),
  );
}

export function manifestsOf({ input }: Case): readonly JsonObject[] {
  return readFile(input).parts.flatMap(({ manifests }) => manifests.map(({ value }) => value));
}

/** What a release makes of it; "" where there is nothing to say. */
export function actual(one: Case, release: string): Readonly<Record<Output, string>> {
  const root = `file:///cases/${one.name}`;
  const analysis = createAnalysis();
  analysis.apply({
    folders: [root],
    settings: { complete: true },
    overrides: { kuma: release },
    files: new Map([
      [`${root}/input.yaml`, one.input],
      ...(one.settings === undefined ? [] : [[`${root}/.gateway-lens.yaml`, one.settings] as const]),
    ]),
  });
  const snapshot = analysis.snapshot();
  const clusters = snapshot.clusters();
  const perCluster = (of: (answer: Answer) => string) =>
    clusters
      .map(({ name }) => {
        const answer = snapshot.translate(name);
        const text = answer === undefined ? "" : of(answer);
        return clusters.length > 1 ? `# cluster ${name}\n${text}` : text;
      })
      .join("");
  const shown = shownIn(one.input);
  const leftOut = /^# leaves out: (.*)$/m.exec(one.input)?.[1]?.split(/, */) ?? [];
  const print: Readonly<Record<Output, () => string>> = {
    resources: () => perCluster((answer) => resourcesText(answer, shown)),
    conditions: () => perCluster(conditionsText),
    diagnostics: () =>
      snapshot
        .uris()
        .map((uri) => diagnosticsText(snapshot, uri))
        .join(""),
  };
  const text = (output: Output) => (leftOut.includes(output) ? "" : print[output]());
  return { resources: text("resources"), conditions: text("conditions"), diagnostics: text("diagnostics") };
}

type Shown = ReadonlyMap<string, readonly (readonly string[])[]>;

function shownIn(input: string): Shown | undefined {
  const line = /^# shows: (.*)$/m.exec(input)?.[1];
  if (line === undefined) return undefined;
  const shown = new Map<string, (readonly string[])[]>();
  for (const item of line.split(/, */)) {
    const [kind = "", path] = item.split(" ");
    const paths = shown.get(kind) ?? [];
    if (path !== undefined) paths.push(path.split("."));
    shown.set(kind, paths);
  }
  return shown;
}

function resourcesText({ generated }: Answer, shown: Shown | undefined): string {
  return generated
    .flatMap((object) => {
      const paths = shown?.get(String(object.kind));
      if (shown !== undefined && paths === undefined) return [];
      if (paths !== undefined && paths.length > 0) return [narrowed(object, paths)];
      return object.kind === "Deployment" ? [without(object, ["spec", "template", "spec"])] : [object];
    })
    .map((object) => `---\n${compactYaml(object)}`)
    .join("");
}

function narrowed(object: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const { name } = object.metadata as JsonObject;
  const fields = paths.map((path): [string, Json] => {
    let here: Json | undefined = object;
    for (const step of path) here = (here as JsonObject | undefined)?.[step];
    return [path.join("."), here ?? null];
  });
  return { kind: object.kind, name, ...Object.fromEntries(fields) } as JsonObject;
}

function without(object: JsonObject, [step = "", ...rest]: readonly string[]): JsonObject {
  const child = object[step];
  if (child === undefined) return object;
  if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
  return { ...object, [step]: without(child as JsonObject, rest) };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

function conditionsText({ refused, status, generatedRefused, reconcileErrors }: Answer): string {
  const text = ({ type, status: value, reason, message }: Condition) =>
    `${type}=${value}, ${reason}${message === "" ? "" : `: ${message}`}`;
  const texts = (conditions: unknown) => ((conditions ?? []) as readonly Condition[]).map(text);
  const entries: [string, Json][] = [];
  for (const object of status) {
    const name = nameOf(object);
    const { conditions, listeners, parents } = object.status as Record<string, unknown>;
    if (Array.isArray(conditions) && conditions.length > 0) entries.push([name, texts(conditions)]);
    for (const listener of (listeners ?? []) as readonly JsonObject[]) {
      entries.push([
        `${name}, listener ${listener.name}, attached ${listener.attachedRoutes}`,
        texts(listener.conditions),
      ]);
    }
    for (const parent of (parents ?? []) as readonly JsonObject[]) {
      const ref = parent.parentRef as JsonObject;
      const section = ref.sectionName ?? ref.port;
      entries.push([
        `${name}, parent ${ref.kind ?? "Gateway"} ${ref.name}${section === undefined ? "" : `/${section}`}`,
        texts(parent.conditions),
      ]);
    }
  }
  const refusals = (title: string, list: readonly JsonObject[]) =>
    entries.push(...list.map((one): [string, Json] => [`${nameOf(one)}, ${title} by ${one.by}`, said(one)]));
  refusals(
    "refused",
    (refused ?? []).filter(({ by }) => by !== "not-watched"),
  );
  refusals("not made, refused", generatedRefused ?? []);
  for (const one of reconcileErrors ?? [])
    entries.push([`${nameOf(one as JsonObject)}, reconcile error`, one.error ?? null]);
  return entries.map(([name, value]) => compactYaml({ [name]: value })).join("");
}

function said({ message, errors }: JsonObject): Json {
  return message ?? errors ?? null;
}

function nameOf({ kind, namespace, name }: JsonObject): string {
  return `${kind} ${namespace === undefined || namespace === "" ? "" : `${namespace}/`}${name}`;
}

function diagnosticsText(snapshot: Snapshot, uri: string): string {
  const text = snapshot.text(uri) ?? "";
  const written = snapshot.diagnostics(uri).map((one) => diagnosticOf(text, one));
  return written.length === 0 ? "" : compactYaml(written);
}

function diagnosticOf(text: string, { range, severity, code, message, because, clusters }: Diagnostic): Json {
  const before = text.slice(0, range.start).split("\n");
  const [word = ""] = text.slice(range.start, range.end).split("\n");
  return {
    [`${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${severity} ${code}`]: word,
    says: message,
    ...(because === undefined ? {} : { because }),
    ...(clusters === undefined ? {} : { clusters: [...clusters] }),
  };
}

/** The name of an output's file for each release, as the folder has them now. */
function filesOf(folder: string, output: Output): ReadonlyMap<string, string> {
  const order = releases.map(({ release }) => release);
  const files = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const match = new RegExp(`^${output}(?:@([\\d.]+)(?:-([\\d.]+))?)?\\.yaml$`).exec(file);
    if (match === null) continue;
    const [, first, last = first] = match;
    if (first === undefined || last === undefined) files.set("", file);
    else for (const release of order.slice(order.indexOf(first), order.indexOf(last) + 1)) files.set(release, file);
  }
  return files;
}

const nothing = "# nothing\n";

export function expected({ folder }: Case, output: Output, release: string): string {
  const files = filesOf(folder, output);
  const file = files.get(release) ?? files.get("");
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8");
  return text === nothing ? "" : text;
}

/** Writes what is the case; returns the files that became others. */
export function update(one: Case): readonly string[] {
  const changed: string[] = [];
  const all = releases.map(({ release }) => ({ release, is: actual(one, release) }));
  for (const output of outputs) {
    const wanted = new Map<string, string>();
    const base = all.find(({ release }) => release === defaultRelease.release)?.is[output] ?? "";
    if (base !== "") wanted.set(`${output}.yaml`, base);
    for (let at = 0; at < all.length; at += 1) {
      const here = all[at];
      if (here === undefined || here.is[output] === base) continue;
      let last = at;
      while (all[last + 1]?.is[output] === here.is[output]) last += 1;
      const span = last === at ? here.release : `${here.release}-${all[last]?.release}`;
      wanted.set(`${output}@${span}.yaml`, here.is[output] || nothing);
      at = last;
    }
    for (const file of readdirSync(one.folder)) {
      if (file === `${output}.yaml` || file.startsWith(`${output}@`)) {
        if (wanted.get(file) === readFileSync(join(one.folder, file), "utf8")) wanted.delete(file);
        else {
          if (!wanted.has(file)) rmSync(join(one.folder, file));
          changed.push(`${one.name}/${file}`);
        }
      }
    }
    for (const [file, text] of wanted) {
      writeFileSync(join(one.folder, file), text);
      if (!changed.includes(`${one.name}/${file}`)) changed.push(`${one.name}/${file}`);
    }
  }
  return changed;
}
