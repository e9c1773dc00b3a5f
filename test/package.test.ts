import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import type { Finding } from "../server/src/cli/finding.ts";
import { reportText } from "../server/src/cli/report-text.ts";
import { releaseNamed, releases } from "../server/src/kuma/releases/index.ts";
import { releaseNames } from "../shared/src/releases.ts";
import { type JsonSchema, settingsJsonSchema } from "../shared/src/settings.ts";

// The extension's manifest says again what other files say. `UPDATE=1 npm test` writes the settings into it.

const path = "package.json";
interface Setting {
  readonly [key: string]: unknown;
  readonly description?: string;
}
interface Manifest {
  readonly contributes: {
    readonly configuration: { properties: Record<string, Setting> };
    readonly commands: readonly { readonly command: string; readonly category?: string; readonly title?: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly languages: readonly { readonly configuration: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly markdown?: string; readonly svg?: string };
      }[];
    }[];
    readonly problemMatchers: readonly {
      readonly pattern: {
        readonly regexp: string;
        readonly file: number;
        readonly line: number;
        readonly column: number;
        readonly severity: number;
        readonly code: number;
        readonly message: number;
      };
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
  readonly icon: string;
  readonly browser: string;
  readonly dependencies?: unknown;
}
const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;

/** What only an editor can be told. */
const editorSettings: Readonly<Record<string, Setting>> = {
  "gatewayLens.editor.besideYamlExtension": {
    type: "string",
    enum: ["giveWay", "always"],
    enumDescriptions: [
      "Syntax errors and repeated keys of open files, symbols, folding, selections, and the fields and values that it offers from a schema, are left to Red Hat's YAML extension where it is installed.",
      "Everything is shown, also what Red Hat's YAML extension shows too.",
    ],
    default: "giveWay",
    scope: "window",
    description: "What to do where Red Hat's YAML extension looks after the same files.",
  },
  "gatewayLens.editor.codeLens": {
    type: "boolean",
    default: true,
    description: "Show above listeners, Services and objects which routes are attached and what Kuma generates.",
  },
  "gatewayLens.editor.inlayHints": {
    type: "boolean",
    default: true,
    description: "Show defaults that apply, resolved namespaces and shares of weights.",
  },
  "gatewayLens.trace.server": {
    type: "string",
    enum: ["off", "messages", "verbose"],
    default: "off",
    description: "Write what editor and server say to each other into the log.",
  },
};

/** `null` is "not said": an editor has no other way to leave a setting out. */
function asSetting({ type = [], enum: values, ...rest }: JsonSchema): Setting {
  const types = [type].flat().filter((one) => one !== "number" || type === "number");
  return {
    type: [...types, "null"],
    ...(values === undefined ? {} : { enum: [...values, null] }),
    default: null,
    ...rest,
  };
}

function expectedSettings(): Record<string, Setting> {
  const { properties = {} } = settingsJsonSchema();
  const settings: Record<string, Setting> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (name === "controlPlane") {
      for (const [below, inner] of Object.entries(schema.properties ?? {})) {
        settings[`gatewayLens.controlPlane.${below}`] = asSetting(inner);
      }
    } else settings[`gatewayLens.${name}`] = asSetting(schema);
  }
  return { ...settings, ...editorSettings };
}

test("the editor's settings are those of the settings file", () => {
  if (process.env.UPDATE !== undefined) {
    manifest.contributes.configuration.properties = expectedSettings();
    writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
  assert.deepEqual(manifest.contributes.configuration.properties, JSON.parse(JSON.stringify(expectedSettings())));
  for (const [name, { description }] of Object.entries(manifest.contributes.configuration.properties)) {
    assert.ok(description !== undefined && description !== "", `${name} has a description`);
  }
});

test("everything that the manifest names exists", () => {
  const { grammars, languages, commands, menus, walkthroughs } = manifest.contributes;
  const steps = walkthroughs.flatMap(({ steps: all }) => all);
  const files = [
    manifest.icon,
    ...grammars.map(({ path }) => path),
    ...languages.map(({ configuration }) => configuration),
    ...steps.map(({ media }) => media.markdown ?? media.svg ?? ""),
  ];
  for (const file of files) {
    assert.ok(existsSync(file), file);
    if (file.endsWith(".json")) JSON.parse(readFileSync(file, "utf8"));
  }
  const known = new Set(commands.map(({ command }) => command));
  for (const { command } of Object.values(menus).flat()) assert.ok(known.has(command), command);
  for (const { description } of steps) {
    const command = /\(command:(gatewayLens\.\w+)\)/.exec(description)?.[1];
    assert.ok(command === undefined || known.has(command), command);
  }
  const sources = ["commands", "compare", "preview", "status", "topology", "trace"]
    .map((name) => readFileSync(`client/src/features/${name}.ts`, "utf8"))
    .join("");
  for (const command of known) {
    const name = command.slice("gatewayLens.".length);
    assert.ok(sources.includes(`"${name}"`) || sources.includes(`"${command}"`), `${command} is registered`);
  }
});

test("nothing is needed at run time but what is bundled", () => {
  assert.equal(manifest.dependencies, undefined);
});

test("every command can be found, and is not offered where it makes no sense", () => {
  const { commands, menus } = manifest.contributes;
  for (const { command, category, title } of commands) {
    assert.equal(category, "Gateway Lens", command);
    assert.ok(title !== undefined && title !== "", command);
  }
  const conditional = new Set(menus.commandPalette?.map(({ command }) => command));
  const everywhere = commands.map(({ command }) => command).filter((command) => !conditional.has(command));
  assert.deepEqual(everywhere.toSorted(), [
    "gatewayLens.openExample",
    "gatewayLens.openSettingsFile",
    "gatewayLens.reportProblem",
    "gatewayLens.restart",
    "gatewayLens.selectRelease",
    "gatewayLens.showLog",
    "gatewayLens.showTopology",
    "gatewayLens.traceRequest",
  ]);
});

test("the problem matcher reads what the command line prints", () => {
  const findings = (["error", "warning", "information", "hint"] as const).map(
    (severity): Finding => ({
      path: "shop/cart: v2.yaml",
      range: { start: { line: 11, column: 20 }, end: { line: 11, column: 24 } },
      code: "parent-section-missing",
      severity,
      message: 'it says: "no section"',
      because: "HTTPRoute shop/cart: Accepted=False, NoMatchingParent",
      docs: "",
    }),
  );
  const summary = { files: 1, objects: 1, errors: 1, warnings: 1, informations: 1, hints: 1 };
  const text = reportText({ version: "0", findings, summary, sources: new Map() }, false);
  const [matcher] = manifest.contributes.problemMatchers;
  assert.ok(matcher !== undefined);
  const { regexp, file, line, column, severity, code, message } = matcher.pattern;
  const found = text.split("\n").flatMap((printed) => new RegExp(regexp).exec(printed) ?? []);
  const groups = Array.from({ length: 4 }, (_, at) => found.slice(at * 7, at * 7 + 7));
  assert.deepEqual(
    groups.map((group) => [file, line, column, severity, code, message].map((index) => group[index])),
    findings.map((finding) => [finding.path, "11", "20", finding.severity, finding.code, finding.message]),
  );
});

test("the editor offers the releases that the server knows", () => {
  assert.deepEqual(releaseNames.map((name) => releaseNamed(name)).toReversed(), releases);
});
