import { exists } from "../kubernetes/availability.ts";
import type { Catalog } from "../kubernetes/catalog.ts";
import { jsonSchema } from "../kubernetes/json-schema.ts";
import { nearest } from "../kubernetes/nearest.ts";
import { controlPlaneOf } from "../kuma/control-plane.ts";
import { defaultRelease, releaseNamed } from "../kuma/releases/index.ts";
import type { Terminal } from "./terminal.ts";
import { exitCode, overridesOf, parseFlags, UsageError } from "./usage.ts";

export const schemaHelp = `gateway-lens schema KIND — a kind as JSON Schema, with defaults and documentation
gateway-lens schema --list — all kinds that are served

  --kuma RELEASE         Kuma release, such as 2.14 (default: the newest)
  --gateway-api VERSION  Gateway API bundle (default: the one that the release ships with)
  --channel CHANNEL      standard or experimental
`;

export async function schema(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseFlags(args, {
    list: { type: "boolean" },
    kuma: { type: "string" },
    "gateway-api": { type: "string" },
    channel: { type: "string" },
  });
  if (values.help === true) {
    terminal.out(schemaHelp);
    return exitCode.clean;
  }
  const { kuma, gatewayApi, channel } = overridesOf(values);
  const behavior = releaseNamed(String(kuma ?? "")) ?? defaultRelease;
  const shipped = behavior.gatewayApi;
  const bundle = { version: String(gatewayApi ?? shipped.version), channel: channel ?? shipped.channel };
  const served = servedKinds(controlPlaneOf(behavior, { gatewayApi: bundle }).catalog);
  if (values.list === true) {
    terminal.out(`${served.map(({ declaration }) => declaration.kind).join("\n")}\n`);
    return exitCode.clean;
  }
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) {
    throw new UsageError("name one kind; `gateway-lens schema --list` prints them all");
  }
  const found = served.find(({ declaration }) => declaration.kind.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    const meant = nearest(
      name,
      served.map(({ declaration }) => declaration.kind),
    );
    throw new UsageError(`no kind ${name} is served${meant === undefined ? "" : `; did you mean ${meant}?`}`);
  }
  terminal.out(`${JSON.stringify(jsonSchema(found.declaration, found.edition), undefined, 2)}\n`);
  return exitCode.clean;
}

function servedKinds({ kinds, editionOf }: Catalog) {
  return kinds.flatMap((declaration) => {
    const edition = editionOf(declaration.group);
    const isServed = edition !== undefined && declaration.versions.some(({ when }) => exists(when, edition));
    return isServed ? [{ declaration, edition }] : [];
  });
}
