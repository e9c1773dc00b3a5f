import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { JsonObject } from "../kubernetes/object.ts";
import type { Labels } from "../kubernetes/selector.ts";
import { admitAuthored } from "./authored.ts";
import { type ControlPlane, controlPlaneOf } from "./control-plane.ts";
import { releaseNamed } from "./releases/index.ts";

interface World {
  readonly id: string;
  readonly zone: string;
  readonly federated: boolean;
  readonly controlPlane?: { readonly supportGatewaySecretsInAllNamespaces?: boolean };
  readonly objects: readonly (JsonObject & {
    readonly kind: string;
    readonly metadata: { name: string; labels?: Labels };
  })[];
}

interface Refused {
  readonly by: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly message?: string;
}

interface Answer {
  readonly id: string;
  readonly kuma: readonly string[];
  readonly refused?: readonly Refused[];
}

const folder = "../shared/vectors/translation";
const lines = <T>(file: string): T[] =>
  readFileSync(`${folder}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

/** Kubernetes' own wording differs between its versions. */
const told = ({ by, kind, namespace, name, message }: Refused) =>
  `${kind} ${namespace ?? ""}/${name}: ${by}${["schema", "api-server", "decode"].includes(by) ? "" : `: ${message}`}`;

for (const set of ["scenarios", "generated", "third-party"]) {
  const skip = existsSync(`${folder}/${set}.worlds.jsonl`) ? false : "no recorded answers here";
  test(`what is refused of ${set}, and by whom`, { skip }, () => {
    const worlds = new Map(lines<World>(`${set}.worlds.jsonl`).map((world) => [world.id, world]));
    const controlPlanes = new Map<string, ControlPlane>();
    const differences: string[] = [];
    for (const { id, kuma, refused = [] } of lines<Answer>(`${set}.answers.jsonl`)) {
      const { zone, federated, objects, ...world } = worlds.get(id)!;
      const namespaces = new Map(
        objects
          .filter(({ kind }) => kind === "Namespace")
          .map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
      );
      const meshes = new Set(objects.filter(({ kind }) => kind === "Mesh").map(({ metadata }) => metadata.name));
      const surroundings = {
        namespaceLabels: (name: string) => namespaces.get(name),
        hasMesh: (name: string) => meshes.has(name),
      };
      for (const release of kuma) {
        const cached = controlPlanes.get(release) ?? controlPlaneOf(releaseNamed(release)!);
        controlPlanes.set(release, cached);
        const controlPlane = { ...cached, settings: { ...cached.settings, zone, federated, ...world.controlPlane } };
        const actual = objects.flatMap((object) => {
          const answer = admitAuthored(object, { controlPlane, surroundings, closed: true });
          if (!("refusal" in answer)) return [];
          const { by, key, message } = answer.refusal;
          return [told({ ...key, by, ...(message === undefined ? {} : { message }) })];
        });
        const expected = refused.map(told).sort().join("\n");
        const got = actual.sort().join("\n");
        if (got !== expected) differences.push(`${id} [${release}]\n- ${expected}\n+ ${got}`);
      }
    }
    assert.equal(
      differences.length,
      0,
      `${differences.length} differences, such as\n${differences.slice(0, 12).join("\n\n")}`,
    );
  });
}
