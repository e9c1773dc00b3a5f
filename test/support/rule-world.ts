import { readFileSync } from "node:fs";
import { readFile } from "../../server/src/workspace/reading.ts";
import { parseFixture } from "./fixture.ts";

/** What stands around the examples of the rules' pages; an object that the example writes itself is left out. */
export function worldAround(text: string): string {
  const idsOf = (part: string) => readFile(part).parts.flatMap(({ manifests }) => manifests.map(({ id }) => id));
  const written = new Set(idsOf(text));
  return readFileSync("docs/rules/world.yaml", "utf8")
    .split(/^---\n/m)
    .filter((part) => !idsOf(part).some((id) => written.has(id)))
    .join("---\n");
}

export interface WorldOptions {
  /** The `.gateway-lens.yaml`; complete files, and certificates in all namespaces, unless said. */
  readonly settings?: string;
  /** The example's path. */
  readonly path?: string;
}

export const worldSettings = "complete: true\ncontrolPlane: {supportGatewaySecretsInAllNamespaces: true}\n";

/** A fixture of one example in that world. */
export function inWorld(text: string, { settings = worldSettings, path = "example.yaml" }: WorldOptions = {}): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "")
    .split("\n");
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  const example = lines.map((line) => line.slice(indent)).join("\n");
  const plain = [...parseFixture(`#- ${path}\n${example}`).files.values()].join("");
  // 3.0 has something to say about any Gateway.
  const around = worldAround(plain)
    .split("---\n")
    .filter((part) => !settings.includes('kuma: "3.0"') || !part.includes("kind: Gateway\n"))
    .join("---\n");
  const files = path === ".gateway-lens.yaml" ? [] : [`#- .gateway-lens.yaml\n${settings}`];
  return [...files, `#- around/world.yaml\n${around}`, `#- ${path}\n${example}\n`].join("");
}
