import { readdirSync, readFileSync } from "node:fs";
import { type Analysis, createAnalysis } from "../../server/src/analysis.ts";
import { worldAround } from "./rule-world.ts";

// The examples of the rules' pages. Beside each stands `docs/rules/world.yaml`, and its first line may say more:
// ```yaml bad kuma:3.0 complete:false upgradeTo:3.0 mode:global file:.gateway-lens.yaml
// `also:3.0` adds a second cluster of that release.

export interface Example {
  readonly isGood: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly text: string;
}

export function pageNames(): readonly string[] {
  return readdirSync("docs/rules")
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .sort();
}

export function pageText(code: string): string {
  return readFileSync(`docs/rules/${code}.md`, "utf8");
}

export function examplesOf(page: string): readonly Example[] {
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

export interface ExampleWorld {
  readonly analysis: Analysis;
  /** Of the example. */
  readonly uri: string;
  readonly files: ReadonlyMap<string, string>;
}

/** `ending`: how lines end in all files. */
export function worldOf({ options, text }: Example, ending = "\n"): ExampleWorld {
  const { file = "example.yaml", mode, secrets, zone = "default", complete, federated, allow, also, ...rest } = options;
  const uri = `file:///w/${file}`;
  const files = new Map(
    [["file:///w/around/world.yaml", worldAround(text)] as const, [uri, text] as const].map(([path, content]) => [
      path,
      content.replaceAll("\n", ending),
    ]),
  );
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
      ...(mode === "global"
        ? { clusters: [{ name: zone, mode: "global" }] }
        : also === undefined
          ? { zone }
          : { clusters: [{ name: zone }, { name: "other", kuma: also }] }),
      ...rest,
    } as never,
    files,
  });
  return { analysis, uri, files };
}
