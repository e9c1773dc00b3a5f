import type { Finding, Report } from "./finding.ts";

/** JUnit XML: a suite a file, a case a finding; errors and warnings are failures, the rest only says so. */
export function reportJunit({ findings, summary }: Report): string {
  const byPath = grouped(findings);
  const failures = findings.filter(isFailure).length;
  const suites = [...byPath].map(([path, ofFile]) => {
    const cases = ofFile.map((finding) => `    ${testCase(finding)}`).join("\n");
    return `  <testsuite name="${xml(path)}" tests="${ofFile.length}" failures="${ofFile.filter(isFailure).length}" errors="0">\n${cases}\n  </testsuite>`;
  });
  if (suites.length === 0) {
    suites.push(`  <testsuite name="gateway-lens" tests="1" failures="0" errors="0">
    <testcase name="${summary.objects} objects in ${summary.files} files" classname="gateway-lens"/>
  </testsuite>`);
  }
  const tests = Math.max(findings.length, 1);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="gateway-lens" tests="${tests}" failures="${failures}" errors="0">
${suites.join("\n")}
</testsuites>
`;
}

function grouped(findings: readonly Finding[]): Map<string, Finding[]> {
  const out = new Map<string, Finding[]>();
  for (const finding of findings) {
    const ofFile = out.get(finding.path);
    if (ofFile === undefined) out.set(finding.path, [finding]);
    else ofFile.push(finding);
  }
  return out;
}

const isFailure = ({ severity }: Finding) => severity === "error" || severity === "warning";

function testCase(finding: Finding): string {
  const { path, range, code, severity, message, because } = finding;
  const where = `${path}:${range.start.line}:${range.start.column}`;
  const body = xml([where, message, ...(because === undefined ? [] : [because])].join("\n"));
  const inner = isFailure(finding)
    ? `<failure type="${severity}" message="${xml(message)}">${body}</failure>`
    : `<system-out>${body}</system-out>`;
  return `<testcase name="${xml(`${code} at ${where}`)}" classname="${xml(code)}">${inner}</testcase>`;
}

function xml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these characters.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}
