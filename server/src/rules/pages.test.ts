import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ruleIndex } from "../../../test/support/rule-index.ts";
import { createAnalysis, type Diagnostic } from "../analysis.ts";
import { readFile } from "../workspace/reading.ts";
import { rules } from "./registry.ts";

// Every finding has a page, whose examples are tests in both directions. Beside an example stands `docs/rules/world.yaml`.
// An example's first line may say more: ```yaml bad kuma:3.0 complete:false upgradeTo:3.0 mode:global file:.gateway-lens.yaml

interface Example {
  readonly isGood: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly text: string;
}

const world = readFileSync("docs/rules/world.yaml", "utf8");

/** What is said where nothing else is known to say: no manifest is known to lead there. */
const withoutExample: ReadonlySet<string> = new Set(["condition-false", "reconcile-error"]);

function examplesOf(page: string): readonly Example[] {
  return [...page.matchAll(/^```yaml (bad|good)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, kind, options = "", text = ""]) => ({
      isGood: kind === "good",
      options: Object.fromEntries(
        options
          .trim()
          .split(/ +/)
          .filter((option) => option !== "")
          .map((option) => [option.slice(0, option.indexOf(":")), option.slice(option.indexOf(":") + 1)]),
      ),
      text,
    }),
  );
}

function findings({ options, text }: Example): readonly Diagnostic[] {
  const { file = "example.yaml", mode, secrets, zone = "default", complete, federated, allow, ...rest } = options;
  const written = new Set(readFile(text).parts.flatMap(({ manifests }) => manifests.map(({ id }) => id)));
  const around = world
    .split(/^---\n/m)
    .filter((part) => !readFile(part).parts.some(({ manifests }) => manifests.some(({ id }) => written.has(id))))
    .join("---\n");
  const analysis = createAnalysis();
  analysis.apply({
    folders: ["file:///w"],
    overrides: {
      complete: complete !== "false",
      federated: federated === "true",
      controlPlane: {
        supportGatewaySecretsInAllNamespaces: secrets !== "off",
        ...(allow === undefined ? {} : { namespaceAllowList: allow.split(",") }),
      },
      ...(mode === "global" ? { clusters: [{ name: zone, mode: "global" }] } : { zone }),
      ...rest,
    } as never,
    files: new Map([
      ["file:///w/around/world.yaml", around],
      [`file:///w/${file}`, text],
    ]),
  });
  return analysis.snapshot().diagnostics(`file:///w/${file}`);
}

const pages = new Set(readdirSync("docs/rules").filter((name) => name.endsWith(".md") && name !== "README.md"));

test("every finding has a page, and every page a finding", () => {
  const codes = rules.map(({ code }) => `${code}.md`);
  assert.deepEqual([...pages].sort(), codes.sort());
});

test("the index is that of the pages", () => {
  assert.equal(readFileSync("docs/rules/README.md", "utf8"), ruleIndex());
});

test("every finding has tests of its own", () => {
  const tests = new Set(readdirSync("server/src/rules").filter((name) => name.endsWith(".test.ts")));
  const missing = rules.map(({ code }) => `${code}.test.ts`).filter((name) => !tests.has(name));
  assert.deepEqual(missing, []);
});

for (const { code } of rules) {
  if (!pages.has(`${code}.md`)) continue;
  const page = readFileSync(`docs/rules/${code}.md`, "utf8");
  test(`the examples of ${code}`, () => {
    assert.ok(page.startsWith(`# ${code}\n`), "the page begins with the code");
    const examples = examplesOf(page);
    if (withoutExample.has(code)) return;
    assert.ok(
      examples.some(({ isGood }) => isGood) && examples.some(({ isGood }) => !isGood),
      "a bad and a good example",
    );
    for (const example of examples) {
      const found = findings(example);
      const codes = found.map((diagnostic) => `${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`);
      if (example.isGood) {
        const loud = found.filter(
          ({ severity, code: other }) => severity === "error" || severity === "warning" || other === code,
        );
        assert.deepEqual(
          loud.map(({ message }) => message),
          [],
          `of the good example:\n${example.text}`,
        );
      } else {
        assert.ok(
          found.some((diagnostic) => diagnostic.code === code),
          `of the bad example:\n${example.text}found: ${codes.join("\n")}`,
        );
      }
    }
  });
}
