// kuma: pkg/core/resources/apis/mesh/validators.go (ValidateTargetRef)

import type { Behavior } from "../behavior.ts";
import { checkTags } from "./tags.ts";
import type { Report } from "./violation.ts";

export interface TargetRef {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly mesh?: string;
  readonly sectionName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly proxyTypes?: readonly string[];
}

export interface TargetRefRules {
  readonly behavior: Behavior;
  readonly supported: readonly string[];
  /** Whether a MeshGateway may be narrowed to listeners by tags. */
  readonly listenerTags?: boolean;
  /** A name that is taken although its characters are not. */
  readonly allowedName?: string;
}

type Name = Exclude<keyof TargetRef, "kind">;

const nameFormat = /^[0-9a-z.\-_]*$/;
const isSet = (value: TargetRef[Name]) =>
  value !== undefined && (typeof value === "string" ? value !== "" : Object.keys(value).length > 0);

export function checkTargetRef(ref: TargetRef, rules: TargetRefRules, report: Report): void {
  const { kind = "" } = ref;
  if (kind === "") {
    report.below("kind").add("must be defined");
    return;
  }
  if (!rules.supported.includes(kind)) {
    report.below("kind").add(rules.behavior.unsupportedKind(kind));
    return;
  }
  if (rules.behavior.targetsByLabelsOnly) checkByLabels(ref, kind, report);
  else checkByName(ref, kind, rules, report);
}

function forbid(ref: TargetRef, kind: string, names: readonly Name[], report: Report): void {
  for (const name of names) {
    if (isSet(ref[name])) report.below(name).add(`must not be set with kind ${kind}`);
  }
}

function checkByLabels(ref: TargetRef, kind: string, report: Report): void {
  switch (kind) {
    case "Mesh":
      forbid(ref, kind, ["labels", "sectionName"], report);
      return;
    case "Dataplane":
      if (isSet(ref.sectionName)) report.below("sectionName").add("can only be used with inbound policies");
      return;
    default:
      if (!isSet(ref.labels)) report.below("labels").add(`must be set when kind is ${kind}`);
  }
}

function checkByName(ref: TargetRef, kind: string, rules: TargetRefRules, report: Report): void {
  switch (kind) {
    case "Mesh":
      if (isSet(ref.name)) report.below("name").add(`using name with kind ${kind} is not yet supported`);
      forbid(ref, kind, ["mesh", "tags", "labels", "namespace", "sectionName"], report);
      return;
    case "Dataplane":
      forbid(ref, kind, ["tags", "mesh", "proxyTypes"], report);
      checkLabelsOrName(ref, "either labels or name and namespace must be specified", report);
      if (isSet(ref.sectionName)) report.below("sectionName").add("can only be used with inbound policies");
      return;
    case "MeshSubset":
      forbid(ref, kind, ["name", "mesh"], report);
      checkTags(ref.tags ?? {}, { values: "of-proxy" }, report.below("tags"));
      forbid(ref, kind, ["labels", "namespace", "sectionName"], report);
      return;
    case "MeshServiceSubset":
    case "MeshGateway":
      if (!isSet(ref.name)) report.below("name").add(`must be set when kind is ${kind}`);
      checkName(ref, rules, report);
      forbid(ref, kind, ["mesh", "proxyTypes"], report);
      checkTags(ref.tags ?? {}, { values: "of-selector" }, report.below("tags"));
      if (kind === "MeshGateway" && rules.listenerTags !== true) forbid(ref, kind, ["tags"], report);
      forbid(ref, kind, ["labels", "namespace", "sectionName"], report);
      return;
    case "MeshExternalService":
      checkName(ref, rules, report);
      forbid(ref, kind, ["mesh", "tags", "proxyTypes"], report);
      checkNamed(ref, kind, report);
      checkLabelsOrName(ref, "either labels or name must be specified", report);
      forbid(ref, kind, ["sectionName"], report);
      return;
    default:
      checkName(ref, rules, report);
      forbid(ref, kind, ["mesh", "tags", "proxyTypes"], report);
      checkNamed(ref, kind, report);
      checkLabelsOrName(ref, "either labels or name and namespace must be specified", report);
  }
}

function checkName({ name = "" }: TargetRef, { allowedName }: TargetRefRules, report: Report): void {
  if (name === allowedName || nameFormat.test(name)) return;
  report.below("name").add("invalid characters: must consist of lower case alphanumeric characters, '-', '.' and '_'.");
}

function checkNamed(ref: TargetRef, kind: string, report: Report): void {
  if (!isSet(ref.labels) && !isSet(ref.name))
    report.below("name").add(`name or labels must be set when kind is ${kind}`);
}

function checkLabelsOrName(ref: TargetRef, message: string, report: Report): void {
  if (isSet(ref.labels) && (isSet(ref.name) || isSet(ref.namespace))) report.below("labels").add(message);
}
