import type { Severity, TextRange } from "../diagnostic.ts";
import type { KubeObject } from "../kubernetes/object.ts";
import type { Place } from "../kuma/place.ts";
import type { RelatedPlace } from "../kuma/problem.ts";
import { becauseText } from "./because.ts";
import { adviceFor, ruleOf } from "./registry.ts";
import type { CodedFinding, Finding, FixPlan, Rule, RuleContext } from "./rule.ts";

/** A finding in words. Where its places lie in texts, and what its fixes change there, is asked of the texts later. */
export interface Rendered {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly because?: string;
  /** A place always says its side. */
  readonly at: (Place & { readonly side: "key" | "value" | "entry" }) | TextRange;
  readonly related: readonly RelatedPlace[];
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
  /** Computed when read: most findings are never asked. */
  readonly fixes: () => readonly FixPlan[];
}

/** `undefined`: nothing to say, since the code is unknown, or what it depends on cannot be known from files. */
export function render(finding: CodedFinding, context: RuleContext): Rendered | undefined {
  const rule = ruleOf(finding.code) as Rule<unknown, unknown> | undefined;
  if (rule === undefined || hasPlaceholder(finding.args)) return undefined;
  const severity = typeof rule.severity === "function" ? rule.severity(finding.args, context) : rule.severity;
  if (severity === undefined) return undefined;
  const { at, because } = finding;
  return {
    code: rule.code,
    severity,
    message: rule.says(finding.args, context),
    ...(because === undefined ? {} : { because: becauseText(because) }),
    at: "object" in at ? { ...at, side: at.side ?? rule.marks ?? "value" } : at,
    related: finding.related ?? [],
    ...(rule.tags === undefined ? {} : { tags: rule.tags }),
    fixes: () => rule.fixes?.(finding, context) ?? [],
  };
}

/** What the rules that look for themselves find about one admitted object. */
export function check(object: KubeObject, { cluster, controlPlane, ask, world }: RuleContext): readonly CodedFinding[] {
  const known = new Map<string, unknown>();
  const remember = <T>(what: string, compute: () => T): T => {
    if (!known.has(what)) known.set(what, compute());
    return known.get(what) as T;
  };
  const context: RuleContext = { cluster, controlPlane, ask, world, remember };
  const found: CodedFinding[] = [];
  for (const advice of adviceFor(object)) {
    for (const finding of advice.check(object as never, context) as Iterable<Finding>) {
      found.push({ code: advice.code, ...finding });
    }
  }
  return found;
}

/** Keeps a finding silent; offered for every one. */
export function suppression({ code, at }: Rendered): readonly FixPlan[] {
  // A suppression that is of no use is mended, not kept silent by another one.
  if (code.startsWith("suppression-")) return [];
  return [{ title: `Suppress ${code} for this line`, silences: true, changes: [{ suppress: code, at }] }];
}

/** Helm, Jinja, envsubst, `<TOKEN>`, `{NAME}`: what will stand there is not known, so nothing that depends on it is said. */
const placeholder =
  /\{\{|\}\}|\{%|\$\{|\$\(|<%|^\$[A-Z_]+$|^<[\w .-]+>$|^\{[A-Z][A-Z0-9_]*\}$|^PLACEHOLDER(?:_[A-Z0-9]+)*$/;

export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

function hasPlaceholder(value: unknown): boolean {
  if (typeof value === "string") return isPlaceholder(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasPlaceholder);
}
