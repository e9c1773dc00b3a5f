import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gatewayApiKinds } from "../../server/src/gateway-api/bundle.ts";
import { admit } from "../../server/src/kubernetes/admission.ts";
import { catalogOf } from "../../server/src/kubernetes/catalog.ts";
import type { JsonObject } from "../../server/src/kubernetes/object.ts";
import { displayPath } from "../../server/src/kubernetes/violation.ts";
import { parse } from "../../server/src/yaml/parse.ts";
import { split } from "../../server/src/yaml/split.ts";

// Upstream's own examples, valid and invalid, against the bundle that they came with.

const corpus = "../shared/corpus/gateway-api-1.5.1";
const skip = existsSync(corpus) ? false : `there is no ${corpus}`;
const catalogs = {
  standard: catalogOf(gatewayApiKinds({ minor: "1.5", channel: "standard" })),
  experimental: catalogOf(gatewayApiKinds({ minor: "1.5", channel: "experimental" })),
};

/** What there is to say about each object of a file. */
function complaints(path: string, channel: "standard" | "experimental"): readonly string[] {
  return split(readFileSync(path, "utf8")).flatMap(({ text }) => {
    const { value, problems } = parse(text);
    assert.deepEqual(problems, [], path);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    const answer = admit(value as JsonObject, catalogs[channel]);
    if (answer.state === "foreign") return [];
    if (answer.state !== "checked") return [answer.state];
    return [
      ...answer.unknownFields.map((field) => `unknown ${displayPath(field.path)}`),
      ...answer.violations.map(({ type, path: at, detail }) => `${type} ${displayPath(at)}: ${detail}`),
    ];
  });
}

function manifests(folder: string): readonly string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, name))
    .sort();
}

test("every invalid example is refused", { skip }, () => {
  let refused = 0;
  for (const channel of ["standard", "experimental"] as const) {
    for (const path of manifests(join(corpus, "invalid-examples", channel))) {
      assert.notDeepEqual(complaints(path, channel), [], path);
      refused++;
    }
  }
  assert.equal(refused, 36);
});

test("no valid example is", { skip }, () => {
  let valid = 0;
  for (const channel of ["standard", "experimental"] as const) {
    for (const path of manifests(join(corpus, "examples", channel))) {
      assert.deepEqual(complaints(path, channel), [], path);
      valid++;
    }
  }
  assert.ok(valid > 60, `only ${valid}`);
});
