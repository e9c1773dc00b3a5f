import { type Analysis, createAnalysis, type Diagnostic } from "../../server/src/analysis.ts";
import type { FieldPath, JsonObject } from "../../server/src/kubernetes/object.ts";
import { isPlaceholder } from "../../server/src/rules/render.ts";
import { locate } from "../../server/src/yaml/locate.ts";
import { parse } from "../../server/src/yaml/parse.ts";
import { pathAt } from "../../server/src/yaml/path-at.ts";
import type { Settings } from "../../shared/src/settings.ts";
import { type Demand, demandsOf, type ObjectName, type RecordedAnswer } from "./demands.ts";
import { type Unused, unusedFields } from "./dropped.ts";
import { controlPlaneFor, type TranslationVector, type WorldVector } from "./translation.ts";

// The two promises of the findings, held against recorded worlds:
// never silent: whatever a cluster says against a manifest, and whatever it drops of it, is told by a finding;
// silent where the cluster is content: where it says and drops nothing, there is neither error nor warning.

/** What was looked at in one world and release. */
export interface Silence {
  readonly id: string;
  readonly release: string;
  readonly covered: number;
  /** Labels of what no finding tells. */
  readonly silent: readonly Told[];
  /** Errors and warnings about a world that the cluster is content with. */
  readonly false: readonly Told[];
  /** All codes that were said. */
  readonly codes: ReadonlySet<string>;
}

export interface Told {
  readonly label: string;
  readonly detail: string;
}

/**
 * What no status tells, since only requests meet it: the control plane is content, the traffic goes nowhere or elsewhere. That it
 * does is held by the tests of these rules.
 */
const trafficCodes: ReadonlySet<string> = new Set([
  "backend-protocol-not-http",
  "backend-port-not-on-service",
  "backend-weight-all-zero",
  "parent-duplicate",
  "parent-service-port-missing",
  "parent-service-protocol",
  "match-regex-not-re2",
  // On a namespace, whose labels and annotations are no part of what is compared.
  "mesh-annotation-removed",
  "parent-service-section-ignored",
  "parent-service-without-ports",
  "parent-without-section-reaches-all",
  "route-mesh-differs",
  "rule-duplicate-match",
  "rule-merged-in-mesh",
  "rule-overlaps-other-route",
  "rule-unreachable",
]);

const uri = "file:///world/world.yaml";

/** Those with an answer. */
export function releasesOf({ answers }: TranslationVector): readonly string[] {
  return answers.flatMap(({ kuma }) => kuma).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** Checks worlds one after the other; analyses are kept, as an editor would keep them, and given the next world's text. */
export function createSilenceCheck(): (vector: TranslationVector, releases: readonly string[]) => readonly Silence[] {
  const analyses = new Map<string, Analysis>();
  return ({ world, answers }, releases) => {
    const { objects } = world;
    const parts = objects.map((object) => `${JSON.stringify(object)}\n`);
    const starts = parts.map((_, at) => parts.slice(0, at).join("---\n").length + (at === 0 ? 0 : 4));
    const text = parts.join("---\n");
    return answers.flatMap((answer) => {
      const recorded = answer as unknown as RecordedAnswer;
      return answer.kuma
        .filter((release) => releases.includes(release))
        .map((release) => {
          const settings = settingsFor(world, release);
          const key = JSON.stringify(settings);
          const analysis = analyses.get(key) ?? analysisFor(settings);
          analyses.set(key, analysis);
          analysis.apply({ files: new Map([[uri, text]]) });
          const snapshot = analysis.snapshot();
          const diagnostics = snapshot.diagnostics(uri);
          const located = locatedIn(diagnostics, starts, objects);
          const unused = unusedFields(objects, controlPlaneFor(release, world));
          return compared({ id: world.id, release }, recorded, unused, located, objects);
        });
    });
  };
}

function analysisFor(settings: Settings): Analysis {
  const analysis = createAnalysis();
  analysis.apply({ folders: ["file:///world"], overrides: settings });
  return analysis;
}

function settingsFor({ zone, federated, controlPlane }: WorldVector, kuma: string): Settings {
  return { kuma, complete: true, zone, federated, ...(controlPlane === undefined ? {} : { controlPlane }) };
}

/** A diagnostic and the field that it is about. */
interface LocatedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** Of the object. */
  readonly index: number;
  readonly path: FieldPath;
}

function locatedIn(
  diagnostics: readonly Diagnostic[],
  starts: readonly number[],
  objects: readonly JsonObject[],
): readonly LocatedDiagnostic[] {
  return diagnostics.map((diagnostic) => {
    const index = starts.findLastIndex((start) => start <= diagnostic.range.start);
    const { tree } = parse(JSON.stringify(objects[index]));
    const start = diagnostic.range.start - (starts[index] ?? 0);
    const end = diagnostic.range.end - (starts[index] ?? 0);
    let path = pathAt(tree, start)?.path ?? [];
    while (path.length > 0) {
      const entry = locate(tree, path, "entry");
      if (entry.start <= start && entry.end >= end) break;
      path = path.slice(0, -1);
    }
    return { diagnostic, index, path };
  });
}

function compared(
  of: { readonly id: string; readonly release: string },
  recorded: RecordedAnswer,
  unused: readonly Unused[],
  located: readonly LocatedDiagnostic[],
  objects: readonly JsonObject[],
): Silence {
  const demands = demandsOf(recorded);
  const refused = (recorded.refused ?? []).filter(({ by }) => by !== "not-watched");
  /** One mistake, one finding: what needs a manifest that is refused is explained by that. */
  const needsRefused = (object: JsonObject | undefined): boolean => {
    const className = (object?.spec as { readonly gatewayClassName?: string } | undefined)?.gatewayClassName;
    const gatewayClass = objects.find((one) =>
      isNamed(one, { kind: "GatewayClass", namespace: "", name: className ?? "" }),
    );
    const text = JSON.stringify([object?.spec, gatewayClass?.spec]);
    return refused.some(
      ({ name }) => text.includes(`Name":${JSON.stringify(name)}`) || text.includes(`"name":${JSON.stringify(name)}`),
    );
  };
  const objectOf = (name: ObjectName) => objects.find((object) => isNamed(object, name));
  const silent = [
    ...demands
      .filter((demand) => !isAboutPlaceholder(demand, objects))
      .filter((demand) => !located.some((one) => meets(one, demand, objects)))
      .filter(({ of: whose }) => whose === undefined || !needsRefused(objectOf(whose)))
      .map(({ label, words }) => ({ label, detail: words.join(" … ") })),
    ...unused
      .filter((field) => !located.some((one) => explains(one, field, objects)) && !needsRefused(objects[field.index]))
      .filter(({ isDropped }) => isDropped())
      .map(({ index, path }) => ({
        label: `dropped ${objects[index]?.kind} ${path.map((step) => (typeof step === "number" ? "*" : step)).join(".")}`,
        detail: `${displayName(objects[index])} ${path.join(".")}`,
      })),
  ];
  const alarms = located.filter(
    ({ diagnostic: { severity, code } }) => (severity === "error" || severity === "warning") && !trafficCodes.has(code),
  );
  const isContent = alarms.length > 0 && demands.length === 0 && !unused.some(({ isDropped }) => isDropped());
  return {
    ...of,
    covered:
      demands.length +
      unused.filter((field) => located.some((one) => explains(one, field, objects))).length -
      silent.filter(({ label }) => !label.startsWith("dropped")).length,
    silent,
    false: (isContent ? alarms : []).map(({ diagnostic, path }) => ({
      label: `${diagnostic.severity} ${diagnostic.code}`,
      detail: `${path.join(".")}: ${diagnostic.message}`,
    })),
    codes: new Set(located.map(({ diagnostic }) => diagnostic.code)),
  };
}

function meets(
  { diagnostic, index }: LocatedDiagnostic,
  { on, words }: Demand,
  objects: readonly JsonObject[],
): boolean {
  if (on !== undefined && !isNamed(objects[index], on)) return false;
  if (on !== undefined && words.length === 0)
    return diagnostic.severity === "error" || diagnostic.severity === "warning";
  const because = diagnostic.because ?? "";
  return words.every((word) => because.includes(word));
}

/** What a template will write there is not known. */
function isAboutPlaceholder({ on, words: [field] }: Demand, objects: readonly JsonObject[]): boolean {
  if (on === undefined || field === undefined) return false;
  const object = objects.find((one) => isNamed(one, on));
  const steps = field.split(/[.[\]]+/).filter((step) => step !== "");
  const value = steps.reduce<unknown>((at, step) => (at as JsonObject | undefined)?.[step], object);
  return typeof value === "string" && isPlaceholder(value);
}

/** Whether somebody who reads the finding knows that the field is without effect. */
function explains(
  { diagnostic: { code, because }, index, path }: LocatedDiagnostic,
  field: Unused,
  objects: readonly JsonObject[],
): boolean {
  if (index !== field.index) {
    // The mistake may be elsewhere, but tells what happens to this object.
    if (field.path.length === 0 && because?.includes(displayName(objects[field.index]))) return true;
    // Whose class is not Kuma's, is not Kuma's either.
    const [finding, gateway] = [objects[index], objects[field.index]];
    return (
      /^(gateway-)?class-/.test(code) &&
      (gateway?.spec as JsonObject | undefined)?.gatewayClassName ===
        (finding?.metadata as JsonObject | undefined)?.name
    );
  }
  if (field.path.length === 0) return true;
  // What does not reach the only parent, is without effect as a whole.
  if (code.startsWith("parent-")) return true;
  if (path[0] !== "spec" || path.length <= 2) return !code.endsWith("-ignored") || startsWith(field.path, path);
  if (startsWith(field.path, path) || startsWith(path, field.path)) return true;
  // What is wrong with a word of a list's item is about the item, unless it only says that this one word has no effect. A listener
  // is taken or left as a whole.
  const isIndex = (step: string | number) => typeof step === "number";
  const end = objects[index]?.kind === "Gateway" ? path.findIndex(isIndex) : path.findLastIndex(isIndex);
  const item = path.slice(0, end + 1);
  return !code.endsWith("-ignored") && item.length > 0 && startsWith(field.path, item);
}

function startsWith(path: FieldPath, prefix: FieldPath): boolean {
  return prefix.length <= path.length && prefix.every((step, at) => step === path[at]);
}

/** kubectl fills in its own namespace; an object that is refused right away has none yet. */
function isNamed(object: JsonObject | undefined, { kind, namespace, name }: ObjectName): boolean {
  const metadata = (object?.metadata ?? {}) as { readonly namespace?: string; readonly name?: string };
  if (object?.kind !== kind || metadata.name !== name) return false;
  return (metadata.namespace ?? "") === namespace || (metadata.namespace === undefined && namespace === "default");
}

/** `HTTPRoute shop/cart` */
function displayName(object: JsonObject | undefined): string {
  const { namespace = "default", name } = (object?.metadata ?? {}) as {
    readonly namespace?: string;
    readonly name?: string;
  };
  return `${object?.kind} ${namespace}/${name}`;
}
