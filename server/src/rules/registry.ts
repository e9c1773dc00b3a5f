import type { KubeObject } from "../kubernetes/object.ts";
import { groupOf } from "../kubernetes/object.ts";
import type { ProblemArgs, ProblemCode } from "../kuma/problem.ts";
import { backendMissing } from "./backend-missing.ts";
import type { AnyAdvice, AnyRule, Rule } from "./rule.ts";

/** What the translation says as data. A code without a rule does not compile. */
const problemRules: { readonly [Code in ProblemCode]?: Rule<ProblemArgs[Code]> } = {
  "backend-missing": backendMissing,
};

/** What reading and admission say. */
const otherRules: readonly AnyRule[] = [];

/** What is looked for. */
const advice: readonly AnyAdvice[] = [];

export const rules: readonly AnyRule[] = [
  ...Object.values(problemRules as Record<string, AnyRule>),
  ...otherRules,
  ...advice,
].sort((a, b) => (a.code < b.code ? -1 : 1));

const byCode: Readonly<Record<string, AnyRule>> = Object.fromEntries(rules.map((rule) => [rule.code, rule]));

const byKind: ReadonlyMap<string, readonly AnyAdvice[]> = indexByKind();

function indexByKind(): ReadonlyMap<string, readonly AnyAdvice[]> {
  const index = new Map<string, AnyAdvice[]>();
  for (const rule of advice) {
    for (const { group, kind } of rule.kinds) {
      const key = `${group}/${kind}`;
      index.set(key, [...(index.get(key) ?? []), rule]);
    }
  }
  return index;
}

/** Codes that once were. They never come back with another meaning. */
export const retiredCodes: readonly string[] = [];

export function ruleOf(code: string): AnyRule | undefined {
  return Object.hasOwn(byCode, code) ? byCode[code] : undefined;
}

export function adviceFor(object: KubeObject): readonly AnyAdvice[] {
  return byKind.get(`${groupOf(object.apiVersion)}/${object.kind}`) ?? [];
}

/** The page about a code, relative to the root of the project. */
export function pageOf(code: string): string {
  return `docs/rules/${code}.md`;
}
