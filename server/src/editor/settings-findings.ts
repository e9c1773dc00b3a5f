import type { SettingsProblem } from "../../../shared/src/settings.ts";
import type { Fix, Severity, TextRange } from "../diagnostic.ts";
import { nearest } from "../kubernetes/nearest.ts";
import { locate } from "../yaml/locate.ts";
import { parse } from "../yaml/parse.ts";
import type { Shown } from "./shown.ts";

/** What is wrong with a settings file: its YAML, and what its values mean. */
export function settingsFindings(uri: string, text: string, inValues: readonly SettingsProblem[]): readonly Shown[] {
  const { tree, problems } = parse(text);
  const found = problems
    .filter(({ refused }) => refused)
    .map(({ range, message }) => shown("config-invalid", "error", range, message));
  for (const problem of inValues) {
    const side = problem.code === "config-unknown-key" ? "key" : "value";
    const { start, end } = locate(tree, problem.path, side);
    const severity = problem.code === "config-unknown-key" ? "warning" : "error";
    const fixes = () => settingsFixes(uri, problem, { start, end });
    found.push(shown(problem.code, severity, { start, end }, problem.message, fixes));
  }
  return found;
}

function shown(
  code: string,
  severity: Severity,
  range: TextRange,
  message: string,
  fixes: Shown["fixes"] = () => [],
): Shown {
  return { said: { range, severity, code, message, related: [] }, fixes };
}

function settingsFixes(uri: string, { code, expected, path }: SettingsProblem, range: TextRange): readonly Fix[] {
  if (code !== "config-unknown-key") {
    return expected.map((value) => ({ title: `Write ${value}`, edits: [{ uri, edits: [{ range, newText: value }] }] }));
  }
  const meant = nearest(String(path.at(-1)), expected);
  if (meant === undefined) return [];
  return [{ title: `Change to "${meant}"`, edits: [{ uri, edits: [{ range, newText: meant }] }], preferred: true }];
}
