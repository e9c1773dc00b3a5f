import assert from "node:assert/strict";
import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gatewayLens, type Run, withFolder } from "./gateway-lens.ts";

const example = join(process.cwd(), "examples/shop");

const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: cart
  namespace: shop
spec:
  parentRefs:
    - name: edge
  rules:
    - backendRefs:
        - name: crat
          port: 80
`;
const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: kuma }
spec: { controllerName: gateways.kuma.io/controller }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: kuma
  listeners: [{ name: http, port: 80, protocol: HTTP }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ port: 80, appProtocol: http }] }
`;

/** A clear word, and nothing of our insides. */
function tidy({ stdout, stderr }: Run): void {
  assert.doesNotMatch(stdout + stderr, /\n\s+at |node:internal|cli\.cjs/);
}

test("check: a block a finding, the marked line, what the cluster would say, a summary; exit code 1", () => {
  const run = withFolder({ "a/route.yaml": route, "b/gateway.yaml": gateway }, (cwd) =>
    gatewayLens(["check", "."], { cwd }),
  );
  assert.equal(run.status, 1);
  assert.match(run.stdout, /^a\/route\.yaml:11:17 error backend-missing .*"shop\/crat"/m);
  assert.match(run.stdout, /^ {2}11 \| {9}- name: crat\n {5}\| {17}\^\^\^\^\n/m);
  assert.match(run.stdout, /ResolvedRefs=False, BackendNotFound: "backend reference references a non-existent Service/);
  assert.match(run.stdout, /\n1 error \(4 objects in 2 files\)\.\n$/);
  assert.equal(run.stderr, "");
});

test("check: clean is 0, and --fail-on moves the threshold", () => {
  withFolder({ "route.yaml": route.replace("crat", "cart"), "gateway.yaml": gateway }, (cwd) => {
    const clean = gatewayLens(["check", "."], { cwd });
    assert.equal(clean.status, 0, clean.stdout);
    assert.match(clean.stdout, /^No findings in 4 objects in 2 files\.\n$/);
  });
  withFolder({ "route.yaml": route }, (cwd) => {
    assert.equal(
      gatewayLens(["check", "."], { cwd }).status,
      0,
      "only warnings: nobody said that the files are complete",
    );
    assert.equal(gatewayLens(["check", ".", "--fail-on", "warning"], { cwd }).status, 1);
    assert.equal(gatewayLens(["check", ".", "--complete"], { cwd }).status, 1);
    assert.equal(gatewayLens(["check", ".", "--complete", "--fail-on", "never"], { cwd }).status, 0);
  });
});

test("check: the standard input is -", () => {
  const run = gatewayLens(["check", "-", "--format", "json", "--complete"], { input: route });
  const { version, findings } = JSON.parse(run.stdout);
  assert.equal(version, 1);
  assert.ok(findings.length > 0);
  assert.ok(findings.every(({ path }: { path: string }) => path === "-"));
});

test("check: json is what docs/check-json.md says", () => {
  const { findings, summary } = JSON.parse(gatewayLens(["check", example, "--format", "json"]).stdout);
  assert.equal(findings.length, 6);
  for (const finding of findings) {
    const known = "path range code severity message because docs cluster related fixes".split(" ");
    assert.deepEqual(
      Object.keys(finding).filter((key) => !known.includes(key)),
      [],
    );
    assert.ok(finding.range.start.line >= 1 && finding.range.start.column >= 1);
    assert.match(finding.docs, /^https:\/\/.*\.md$/);
  }
  assert.deepEqual(Object.keys(summary), ["files", "objects", "errors", "warnings", "informations", "hints"]);
  const fix = findings.find(({ code }: { code: string }) => code === "parent-section-missing").fixes[0];
  assert.equal(fix.edits[0].newText, "https");
});

test("check: the example has six mistakes, and each has its own code", () => {
  const { findings } = JSON.parse(gatewayLens(["check", example, "--format", "json"]).stdout);
  assert.deepEqual(findings.map(({ code }: { code: string }) => code).sort(), [
    "backend-missing",
    "backend-not-permitted",
    "parent-hostname-mismatch",
    "parent-section-missing",
    "schema-unknown-field",
    "timeouts-ignored",
  ]);
});

test("colours only where they are wanted", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one.
  const painted = /\u001b\[/;
  assert.doesNotMatch(gatewayLens(["check", example]).stdout, painted);
  assert.match(gatewayLens(["check", example], { env: { FORCE_COLOR: "1" } }).stdout, painted);
  assert.doesNotMatch(gatewayLens(["check", example], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout, painted);
});

test("translate: YAML documents, or one JSON object in the shape of the recorded answers", () => {
  const yaml = gatewayLens(["translate", example]);
  assert.equal(yaml.status, 0);
  assert.match(yaml.stdout, /^---\napiVersion: kuma\.io\/v1alpha1\n/m);
  assert.match(yaml.stdout, /^kind: MeshHTTPRoute$/m);
  const json = JSON.parse(gatewayLens(["translate", example, "--output", "json"]).stdout);
  for (const part of ["generated", "status", "refused", "generatedRefused", "reconcileErrors"])
    assert.ok(Array.isArray(json[part]), part);
  assert.ok(json.generated.some(({ kind }: { kind: string }) => kind === "MeshGateway"));
  assert.match(gatewayLens(["translate", example, "--with-status"]).stdout, /reason: BackendNotFound/);
  assert.notEqual(gatewayLens(["translate", example, "--kuma", "3.0"]).stdout, yaml.stdout);
});

test("a zone that is not described is a mistake in the call", () => {
  const run = gatewayLens(["check", join(process.cwd(), "examples/multi-zone"), "--zone", "north"]);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /--zone north: .* east, west, staging/);
  assert.equal(gatewayLens(["check", join(process.cwd(), "examples/gamma"), "--zone", "north"]).status, 0);
});

test("becomes tells of a field what it became, or why nothing did", () => {
  const file = join(process.cwd(), "examples/shop/pay/checkout.yaml");
  const lines = readFileSync(file, "utf8").split("\n");
  const at = (word: string) => lines.findIndex((line) => line.includes(word)) + 1;
  const ask = (word: string, ...flags: string[]) =>
    gatewayLens(["becomes", `${file}:${at(word)}`, join(process.cwd(), "examples/shop"), ...flags]);
  const dropped = ask("timeouts:");
  assert.equal(dropped.status, 0, dropped.stderr);
  assert.match(
    dropped.stdout,
    /^spec\.rules\[\d\]\.timeouts of HTTPRoute pay\/checkout in Kuma 2\.14\n {2}nothing {2}Kuma ignores/,
  );
  assert.match(
    ask("backendRefs:").stdout,
    /^ {2}becomes {2}MeshHTTPRoute kuma-system\/checkout-pay-\w+ spec\.to\[0\]/m,
  );
  const [outcome] = JSON.parse(ask("timeouts:", "--format", "json").stdout) as { nothing?: string }[];
  assert.match(outcome?.nothing ?? "", /MeshTimeout/);
  assert.equal(gatewayLens(["becomes", `${file}:99999`]).status, 2);
  assert.equal(gatewayLens(["becomes", file]).status, 2);
});

test("explain prints the page of a code, without a network", () => {
  const page = gatewayLens(["explain", "parent-section-missing"]);
  assert.equal(page.status, 0, page.stderr);
  assert.match(page.stdout, /parent-section-missing/);
  const slip = gatewayLens(["explain", "parent-section-mising"]);
  assert.equal(slip.status, 2);
  assert.match(slip.stderr, /did you mean parent-section-missing\?/);
});

test("help and version", () => {
  assert.match(gatewayLens(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match(gatewayLens(["--help"]).stdout, /gateway-lens check PATH/);
  for (const command of ["check", "translate", "explain"]) assert.equal(gatewayLens([command, "--help"]).status, 0);
  assert.equal(gatewayLens([]).status, 2);
});

test("mistakes in the call: one line that names them, exit code 2", () => {
  const calls: readonly (readonly [readonly string[], RegExp])[] = [
    [["chekc"], /unknown command chekc; did you mean check\?/],
    [["check"], /name at least one file/],
    [["check", ".", "--formt", "json"], /unknown option --formt; did you mean --format\?/],
    [["check", ".", "--format", "xml"], /--format xml: it is one of text, json/],
    [["check", ".", "--kuma", "1.0"], /--kuma 1\.0: Gateway Lens knows/],
    [["check", ".", "--channel", "beta"], /--channel beta/],
    [["check", ".", "--gateway-api", "new"], /--gateway-api new/],
    [["check", "no-such-folder"], /no-such-folder: no such file or folder/],
  ];
  for (const [args, message] of calls) {
    const run = withFolder({}, (cwd) => gatewayLens(args, { cwd }));
    assert.equal(run.status, 2, args.join(" "));
    assert.match(run.stderr, message);
    tidy(run);
  }
});

test("bad files: each is named, and the rest is checked as ever", () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[..."bcdefghij"]
    .map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${String.fromCharCode(97 + at)}`)
          .join(", ")}]`,
    )
    .join("\n")}\n`;
  const files = {
    "route.yaml": route,
    "gateway.yaml": gateway,
    "binary.yaml": Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0, 0]),
    "huge.yaml": Buffer.alloc(50 * 1024 * 1024, "# gateway.networking.k8s.io\n"),
    "bomb.yaml": `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: bomb, namespace: bombs}\n${bomb}`,
    "deep.yaml": `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: deep, namespace: bombs}\nspec: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
    "broken.yaml": "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: [}\n",
    "other.yaml": "apiVersion: example.com/v1\nkind: Unknown\nmetadata: {name: x}\n",
    "template.yaml": "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: {{ .Values.name }}\n",
    "empty.yaml": "",
  };
  const run = withFolder(files, (cwd) => {
    symlinkSync(cwd, join(cwd, "loop"));
    symlinkSync(join(cwd, "nowhere.yaml"), join(cwd, "dangling.yaml"));
    return gatewayLens(["check", "."], { cwd });
  });
  tidy(run);
  assert.equal(run.status, 1, run.stderr);
  assert.match(run.stdout, /^binary\.yaml:1:1 warning limit-reached .*not a text file/m);
  assert.match(run.stdout, /^huge\.yaml:1:1 warning limit-reached .*larger than/m);
  assert.match(run.stdout, /^bomb\.yaml:\d+:\d+ \w+ limit-reached /m);
  assert.match(run.stdout, /^deep\.yaml:4:\d+ \w+ limit-reached /m);
  assert.match(run.stdout, /^broken\.yaml:3:\d+ error yaml-syntax /m);
  assert.match(run.stdout, /^route\.yaml:11:17 error backend-missing /m);
  assert.doesNotMatch(run.stdout, /^(?:other|template|empty|loop|dangling)/m);
});

test("a file that may not be read is named", { skip: process.getuid?.() === 0 }, () => {
  const run = withFolder({ "secret.yaml": route }, (cwd) => {
    chmodSync(join(cwd, "secret.yaml"), 0);
    return gatewayLens(["check", "."], { cwd });
  });
  tidy(run);
  assert.match(run.stdout, /^secret\.yaml:1:1 warning limit-reached .*not permitted/m);
});

test("settings: a mistake is a finding at its place, and what is right beside it counts", () => {
  const settings = "kuma: '2.14'\ncomplete: true\nclustres: []\n";
  withFolder({ ".gateway-lens.yaml": settings, "route.yaml": route, "gateway.yaml": gateway }, (cwd) => {
    const run = gatewayLens(["check", "."], { cwd });
    assert.match(run.stdout, /^\.gateway-lens\.yaml:3:1 warning config-unknown-key "clustres"/m);
    assert.match(run.stdout, /error backend-missing/);
  });
  withFolder({ ".gateway-lens.yaml": "kuma: 2.10\n", "route.yaml": route }, (cwd) => {
    const run = gatewayLens(["check", "."], { cwd });
    assert.equal(run.status, 1);
    assert.match(run.stdout, /^\.gateway-lens\.yaml:1:7 error config-invalid .*2\.1.*quotes/m);
  });
  withFolder({ ".gateway-lens.yaml": "complete: true\n", "deploy/route.yaml": route }, (cwd) => {
    assert.equal(gatewayLens(["check", "deploy"], { cwd }).status, 1, "settings above the folder count");
  });
});

test("templates, patches and lists are read for what they are", () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n${gateway
    .split("---\n")
    .map((item) => `- ${item.trimEnd().replaceAll("\n", "\n  ")}\n`)
    .join("")}`;
  const files = {
    "kustomization.yaml": "resources: [route.yaml]\npatches:\n- path: patch.yaml\n",
    "patch.yaml":
      "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: cart, namespace: shop}\nspec: {hostnames: [a.example.com]}\n",
    "route.yaml": route.replace("crat", "cart"),
    "list.yaml": list,
    "gateway.json": JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
  };
  const run = withFolder(files, (cwd) => gatewayLens(["check", "."], { cwd }));
  assert.equal(run.status, 0, run.stdout);
  assert.match(run.stdout, /5 objects in 5 files/);
});

test("the other examples are clean, but for what an upgrade would change, and become something", () => {
  for (const name of ["multi-zone", "cross-mesh", "gamma", "upgrade"]) {
    const folder = join(process.cwd(), "examples", name);
    const { findings } = JSON.parse(gatewayLens(["check", folder, "--format", "json"]).stdout);
    const codes: readonly string[] = findings.map(({ code }: { code: string }) => code);
    assert.deepEqual(
      codes.filter((code) => !code.startsWith("upgrade-")),
      [],
    );
    assert.equal(codes.length > 0, name === "upgrade");
    assert.match(gatewayLens(["translate", folder]).stdout, /^kind: MeshHTTPRoute$/m);
  }
});
