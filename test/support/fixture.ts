import assert from "node:assert/strict";
import { type Analysis, createAnalysis, type Diagnostic, type Fix, type Snapshot } from "../../server/src/analysis.ts";
import type { Settings } from "../../shared/src/settings.ts";

// A whole workspace as one text, with what is expected of it written below the lines that it is about:
//
//   #- shop/route.yaml kuma:2.14 complete:true     a file, and settings that hold for the whole fixture
//       - name: crat                               any line of it
//   #           ^^^^ error backend-missing 💡: …   what is said about these columns; 💡: it offers a fix (but to suppress it)
//   #> HTTPRoute shop/cart, parent …               its `because`
//   $0                                             where the cursor is (taken out)
//
// A range that begins in the first column has its first caret under the `#`: `#^^^` marks four columns. `|` marks an empty range,
// `…` after the carets one that goes on in later lines. `: message` may be left out, or end in `…`; `#>` may be left out.
// Without a header the text is `main.yaml`. Everything that is said about any file must be written down, and nothing else.

const root = "file:///workspace";

export interface Cursor {
  readonly uri: string;
  readonly offset: number;
}

export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  readonly settings: Settings;
  readonly cursor: Cursor | undefined;
  readonly expected: readonly Expectation[];
}

interface Expectation {
  readonly path: string;
  /** From zero. */
  readonly line: number;
  readonly column: number;
  /** Of the carets; 0 for an empty range. */
  readonly length: number;
  readonly continues: boolean;
  readonly severity: string;
  readonly code: string;
  readonly fix: boolean;
  readonly message: string | undefined;
  because: string | undefined;
}

export function uriOf(path: string): string {
  return `${root}/${path}`;
}

const header = /^#- (\S+)(?: +(.*))?$/;
const annotation = /^#( *)(\^+…?|\|) (error|warning|information|hint) ([a-z0-9-]+)( 💡)?(?:: (.*))?$/;
const becauseLine = /^#> (.*)$/;

export function parseFixture(text: string): Fixture {
  const files = new Map<string, string[]>();
  const expected: Expectation[] = [];
  const settings: Record<string, unknown> = {};
  let cursor: Cursor | undefined;
  let path = "main.yaml";
  for (const [at, raw] of trimmedLines(text).entries()) {
    const file = header.exec(raw);
    if (file !== null) {
      path = file[1] ?? path;
      files.set(path, []);
      for (const pair of file[2]?.split(/ +/) ?? []) Object.assign(settings, settingOf(pair));
      continue;
    }
    if (at === 0) files.set(path, []);
    const lines = files.get(path) ?? [];
    const marked = annotation.exec(raw);
    if (marked !== null) {
      expected.push(expectationOf(path, lines.length - 1, marked));
      continue;
    }
    const because = becauseLine.exec(raw);
    const last = expected.at(-1);
    if (because !== null && last !== undefined) {
      last.because = because[1];
      continue;
    }
    const mark = raw.indexOf("$0");
    if (mark >= 0) cursor = { uri: uriOf(path), offset: [...lines, ""].join("\n").length + mark };
    lines.push(mark < 0 ? raw : raw.replace("$0", ""));
  }
  return {
    files: new Map([...files].map(([name, lines]) => [name, lines.map((line) => `${line}\n`).join("")])),
    settings: settings as Settings,
    cursor,
    expected,
  };
}

function settingOf(pair: string): Record<string, unknown> {
  const colon = pair.indexOf(":");
  assert.ok(colon > 0, `a setting is written name:value, not ${pair}`);
  const value = pair.slice(colon + 1);
  return { [pair.slice(0, colon)]: value === "true" ? true : value === "false" ? false : value };
}

function expectationOf(path: string, line: number, marked: RegExpExecArray): Expectation {
  const [, indent = "", carets = "", severity = "", code = "", bulb, message] = marked;
  const drawn = carets.replace("…", "").length;
  const fromFirst = indent === "" && carets !== "|";
  return {
    path,
    line,
    column: fromFirst ? 0 : indent.length + 1,
    length: carets === "|" ? 0 : fromFirst ? drawn + 1 : drawn,
    continues: carets.endsWith("…"),
    severity,
    code,
    fix: bulb !== undefined,
    message,
    because: undefined,
  };
}

/** Without an empty first line and the indentation of a template literal. */
function trimmedLines(text: string): readonly string[] {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "")
    .split("\n");
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  return indent === 0 ? lines : lines.map((line) => line.slice(indent));
}

export function analysisOf(fixture: Fixture): Analysis {
  const analysis = createAnalysis();
  analysis.apply({
    folders: [root],
    overrides: fixture.settings,
    files: new Map([...fixture.files].map(([path, text]) => [uriOf(path), text])),
  });
  return analysis;
}

/** Compares all findings of all files with what the fixture says, in both directions. */
export function check(text: string): Snapshot {
  const fixture = parseFixture(text);
  const snapshot = analysisOf(fixture).snapshot();
  assert.equal(annotated(fixture, actualOf(fixture, snapshot)), annotated(fixture, fixture.expected));
  return snapshot;
}

export interface FixChoice {
  readonly code: string;
  /** A part of the fix's title; the first fix that does more than suppress, unless said. */
  readonly title?: string;
  /** The finding stays, or others come: for fixes that are a first step only. */
  readonly leavesFindings?: boolean;
}

/** Applies a fix of the only finding of this code (or the one at `$0`), and compares all files byte for byte. */
export function checkFix(before: string, after: string, choice: FixChoice): void {
  const fixture = parseFixture(before);
  const analysis = analysisOf(fixture);
  const snapshot = analysis.snapshot();
  const { diagnostic, uri } = findingOf(fixture, snapshot, choice.code);
  const fixes =
    choice.title === undefined
      ? realFixes(diagnostic)
      : diagnostic.fixes.filter(({ title }) => title.includes(choice.title ?? ""));
  const [fix] = fixes;
  assert.ok(
    fix,
    `${choice.code} at ${uri} offers no such fix; it has: ${diagnostic.fixes.map(({ title }) => title).join(", ") || "none"}`,
  );
  const texts = new Map(fixture.files);
  for (const { uri: edited, edits } of fix.edits) {
    const path = edited.slice(root.length + 1);
    texts.set(path, applyEdits(texts.get(path) ?? "", edits));
  }
  const show = (files: ReadonlyMap<string, string>) =>
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, content]) => `#- ${path}\n${content}`)
      .join("");
  assert.equal(show(texts), show(parseFixture(after).files));
  if (choice.leavesFindings === true) return;
  const count = (shot: Snapshot) => shot.uris().flatMap((file) => shot.diagnostics(file).map(({ code }) => code));
  const left = count(snapshot);
  left.splice(left.indexOf(choice.code), 1);
  analysis.apply({ files: new Map([...texts].map(([path, content]) => [uriOf(path), content])) });
  for (const code of count(analysis.snapshot())) {
    const at = left.indexOf(code);
    assert.ok(at >= 0, `after the fix there is a finding that was not there before: ${code}`);
    left.splice(at, 1);
  }
}

function findingOf(
  fixture: Fixture,
  snapshot: Snapshot,
  code: string,
): { readonly diagnostic: Diagnostic; readonly uri: string } {
  const { cursor } = fixture;
  const found = snapshot
    .uris()
    .flatMap((uri) => snapshot.diagnostics(uri).map((diagnostic) => ({ diagnostic, uri })))
    .filter(({ diagnostic }) => diagnostic.code === code)
    .filter(
      ({ diagnostic: { range }, uri }) =>
        cursor === undefined || (cursor.uri === uri && cursor.offset >= range.start && cursor.offset <= range.end),
    );
  const [only] = found;
  assert.ok(only, `no finding ${code}; there are: ${allCodes(snapshot)}`);
  assert.equal(found.length, 1, `several findings ${code}: put $0 into the one that is meant`);
  return only;
}

function allCodes(snapshot: Snapshot): string {
  return (
    snapshot
      .uris()
      .flatMap((uri) => snapshot.diagnostics(uri).map(({ code }) => code))
      .join(", ") || "none"
  );
}

/** Every finding can be suppressed; that is no fix. */
function realFixes(diagnostic: Diagnostic): readonly Fix[] {
  return diagnostic.fixes.filter(({ title }) => !title.startsWith("Suppress "));
}

export function applyEdits(text: string, edits: Fix["edits"][number]["edits"]): string {
  let result = text;
  for (const { range, newText } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result;
}

function actualOf(fixture: Fixture, snapshot: Snapshot): readonly Expectation[] {
  return snapshot.uris().flatMap((uri) => {
    const path = uri.slice(root.length + 1);
    const text = fixture.files.get(path) ?? "";
    return snapshot.diagnostics(uri).map((diagnostic) => actual(path, text, diagnostic, fixture.expected));
  });
}

function actual(path: string, text: string, diagnostic: Diagnostic, expected: readonly Expectation[]): Expectation {
  const { range, severity, code, message, because } = diagnostic;
  const before = text.slice(0, range.start).split("\n");
  const line = before.length - 1;
  const column = before.at(-1)?.length ?? 0;
  const lineEnd = text.indexOf("\n", range.start);
  const continues = lineEnd >= 0 && range.end > lineEnd;
  const length = (continues ? lineEnd : range.end) - range.start;
  const drawn = { path, line, column, length, continues, severity, code, fix: realFixes(diagnostic).length > 0 };
  const candidates = expected.filter(
    (other) => other.path === path && other.line === line && other.column === column && other.code === code,
  );
  const wanted =
    candidates.find((other) => other.message === undefined || fits(other.message, message)) ?? candidates[0];
  return {
    ...drawn,
    message:
      wanted === undefined || (wanted.message !== undefined && !fits(wanted.message, message))
        ? message
        : wanted.message,
    because: wanted !== undefined && wanted.because === undefined ? undefined : because,
  };
}

function fits(wanted: string, message: string): boolean {
  return wanted.endsWith("…") ? message.startsWith(wanted.slice(0, -1)) : message === wanted;
}

/** The fixture with these findings written into it. */
function annotated(fixture: Fixture, findings: readonly Expectation[]): string {
  return [...fixture.files]
    .map(([path, text]) => {
      const lines = text.split("\n").slice(0, -1);
      if (lines.length === 0) lines.push("");
      const of = (at: number) =>
        findings
          .filter((finding) => finding.path === path && Math.min(finding.line, lines.length - 1) === at)
          .map(drawn)
          .sort();
      return [`#- ${path}`, ...lines.flatMap((line, at) => [line, ...of(at)])].join("\n");
    })
    .join("\n");
}

function drawn({ column, length, continues, severity, code, fix, message, because }: Expectation): string {
  const carets = length === 0 && !continues ? "|" : "^".repeat(Math.max(length, 1));
  const mark =
    column === 0 && carets !== "|" ? `#${carets.slice(1)}` : `#${" ".repeat(Math.max(column - 1, 0))}${carets}`;
  const said = message === undefined ? "" : `: ${message}`;
  const reason = because === undefined ? "" : `\n#> ${because}`;
  return `${mark}${continues ? "…" : ""} ${severity} ${code}${fix ? " 💡" : ""}${said}${reason}`;
}
