import { type Analysis, createAnalysis } from "../../server/src/analysis.ts";
import { rules } from "../../server/src/rules/registry.ts";
import type { AnyAdvice } from "../../server/src/rules/rule.ts";
import { generateWorkspace } from "./generate.ts";
import { timed } from "./measure.ts";

// Whole workspaces, in this process.

function indexed(analysis: Analysis): number {
  return timed(() => {
    const snapshot = analysis.snapshot();
    for (const uri of analysis.affected()) snapshot.diagnostics(uri);
  });
}

function opened(files: ReadonlyMap<string, string>): Analysis {
  const analysis = createAnalysis();
  analysis.apply({ folders: ["file:///bench"], files });
  return analysis;
}

/** Milliseconds for all findings of so many objects, then of the same objects under other releases, one after the other. */
export function releaseTimes(objects: number): { readonly cold: number; readonly switches: readonly number[] } {
  const analysis = opened(generateWorkspace(objects));
  const cold = indexed(analysis);
  const switches = ["2.13", "2.14", "2.12", "2.14"].map((kuma) => {
    analysis.apply({ settings: { kuma } });
    return indexed(analysis);
  });
  return { cold, switches };
}

export interface RuleShare {
  readonly code: string;
  readonly time: number;
}

/** What each rule that looks for itself took of a cold index, the dearest first. */
export function ruleShares(objects: number): { readonly whole: number; readonly shares: readonly RuleShare[] } {
  const files = generateWorkspace(objects);
  indexed(opened(files));
  const times = new Map<string, number>();
  const restore = rules.filter(isAdvice).map((rule) => {
    const { check } = rule;
    const measured = rule as { -readonly [Field in keyof AnyAdvice]: AnyAdvice[Field] };
    measured.check = (object, context) => {
      const start = performance.now();
      const found = [...check(object, context)];
      times.set(rule.code, (times.get(rule.code) ?? 0) + performance.now() - start);
      return found;
    };
    return () => {
      measured.check = check;
    };
  });
  const whole = indexed(opened(files));
  for (const undo of restore) undo();
  const shares = [...times].map(([code, time]) => ({ code, time })).sort((a, b) => b.time - a.time);
  return { whole, shares };
}

function isAdvice(rule: object): rule is AnyAdvice {
  return "check" in rule;
}

/** All findings of files that nobody has written for us. */
export function findingsTime(files: ReadonlyMap<string, string>): number {
  const analysis = opened(new Map([...files].map(([name, text]) => [`file:///bench/${name}`, text])));
  return indexed(analysis);
}
