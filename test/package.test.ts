import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
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
    readonly commands: readonly { readonly command: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly languages: readonly { readonly configuration: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[];
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
      "Syntax errors, duplicate keys, symbols, folding and selections are left to Red Hat's YAML extension where it is installed.",
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
    ...steps.map(({ media }) => media.markdown),
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
  const sources = ["commands", "preview", "status", "topology", "trace"]
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
