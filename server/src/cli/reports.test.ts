import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { default as Draft04 } from "ajv-draft-04";
import ajvFormats from "ajv-formats";
import { newFindings, readBaseline, writeBaseline } from "./baseline.ts";
import type { Finding, Report } from "./finding.ts";
import { reportGithub } from "./report-github.ts";
import { reportJunit } from "./report-junit.ts";
import { reportSarif } from "./report-sarif.ts";

// A CommonJS module whose default export hides one level deeper.
const formats = ajvFormats.default;

const at = (line: number, column: number, end: number) => ({ start: { line, column }, end: { line, column: end } });
const finding: Finding = {
  path: "apps/cart route.yaml",
  range: at(2, 9, 13),
  code: "backend-missing",
  severity: "error",
  message: 'Service "cart" <does> not exist,\n100% sure.',
  because: "HTTPRoute shop/cart: ResolvedRefs=False",
  docs: "https://gateway-lens.io/rules/backend-missing",
  related: [{ path: "b.yaml", range: at(1, 1, 2), message: "here" }],
  fixes: [{ title: "Write card", edits: [{ path: "apps/cart route.yaml", range: at(2, 9, 13), newText: "card" }] }],
};
const summary = { files: 1, objects: 3, errors: 1, warnings: 0, informations: 0, hints: 0 };
const sources = new Map([["apps/cart route.yaml", "a:\n  name: cart\n"]]);
const report: Report = { version: "1.0.0", findings: [finding], summary, sources };

test("SARIF names the rule, the place, the related place, the fix", () => {
  const log = JSON.parse(reportSarif(report));
  const [result] = log.runs[0].results;
  assert.equal(log.version, "2.1.0");
  assert.equal(log.runs[0].tool.driver.rules[result.ruleIndex].id, "backend-missing");
  assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, "apps/cart%20route.yaml");
  assert.deepEqual(result.locations[0].physicalLocation.region, {
    startLine: 2,
    startColumn: 9,
    endLine: 2,
    endColumn: 13,
  });
  assert.equal(result.relatedLocations[0].message.text, "here");
  assert.equal(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, "card");
});

test("a fingerprint survives moved lines and tells twins apart", () => {
  const print = (r: Report) =>
    JSON.parse(reportSarif(r)).runs[0].results.map((x: { partialFingerprints: object }) => x.partialFingerprints);
  const moved: Report = {
    ...report,
    findings: [{ ...finding, range: at(4, 9, 13) }],
    sources: new Map([["apps/cart route.yaml", "#\n#\na:\n  name: cart\n"]]),
  };
  assert.deepEqual(print(report), print(moved));
  const twins = print({ ...report, findings: [finding, finding] });
  assert.notDeepEqual(twins[0], twins[1]);
});

test("GitHub annotations escape what would end them", () => {
  assert.equal(
    reportGithub(report),
    '::error file=apps/cart route.yaml,line=2,endLine=2,col=9,endColumn=13,title=backend-missing::Service "cart" <does> not exist,%0A100%25 sure.%0AHTTPRoute shop/cart: ResolvedRefs=False\n',
  );
});

test("JUnit is well-formed and counts failures", () => {
  const text = reportJunit({
    ...report,
    findings: [finding, { ...finding, severity: "hint", message: "bell \u0007" }],
  });
  assert.match(text, /<testsuites name="gateway-lens" tests="2" failures="1"/);
  assert.match(text, /&lt;does&gt;/);
  assert.ok(!text.includes("\u0007"));
  assert.match(reportJunit({ ...report, findings: [] }), /tests="1" failures="0"/);
});

test("a baseline hides what it knows and nothing else", () => {
  const known = readBaseline(writeBaseline(report));
  assert.ok(known instanceof Set);
  const other = { ...finding, code: "backend-none" };
  assert.deepEqual(newFindings({ ...report, findings: [finding, other] }, known), [other]);
  assert.ok("error" in (readBaseline("{") as object) && "error" in (readBaseline("[]") as object));
});

test("SARIF is valid against its schema", () => {
  const at = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false });
  formats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(at, "utf8")));
  assert.ok(validate(JSON.parse(reportSarif(report))), JSON.stringify(validate.errors, undefined, 2));
  assert.ok(validate(JSON.parse(reportSarif({ ...report, findings: [] }))), JSON.stringify(validate.errors));
});
