import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv, type ValidateFunction } from "ajv";
import type { FieldPath, Json } from "../../server/src/kubernetes/object.ts";
import { keyText } from "../../server/src/kubernetes/object.ts";
import { displayPath } from "../../server/src/kubernetes/violation.ts";
import { outcomeOf } from "../../server/src/kuma/answer.ts";
import { type ClosedWorld, closedWorld } from "../../server/src/kuma/closed-world.ts";
import type { Generated } from "../../server/src/kuma/place.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";
import { originOf } from "../../server/src/kuma/trace.ts";
import { gatewayClassStep } from "../../server/src/kuma/translate/gateway-class.ts";
import { gatewayStatusStep } from "../../server/src/kuma/translate/gateway-status.ts";
import { httpRouteStep } from "../../server/src/kuma/translate/http-route.ts";
import { controlPlaneFor, joined, pairs, type WorldVector } from "./translation.ts";

// What is generated of the authored worlds, in every release: valid for the CRDs of that release, each field with an origin, and each
// condition with a cause.

const vectors = "../shared/vectors/translation";
const crds = "../shared/crds/kuma";

const worlds = existsSync(vectors) ? authoredWorlds() : [];

function authoredWorlds(): readonly WorldVector[] {
  const paths = readdirSync(vectors, { recursive: true, encoding: "utf8" }).map((path) => `${vectors}/${path}`);
  const set = pairs(paths).find(({ name }) => name === "scenarios");
  return set === undefined ? [] : [...joined(set)].map(({ vector }) => vector.world);
}

function openedIn(release: string, world: WorldVector): ClosedWorld {
  return closedWorld(world.objects, controlPlaneFor(release, world));
}

const noWorlds = worlds.length > 0 ? false : `${vectors} is not here: no worlds to look at`;

for (const { release } of releases) {
  test(`every generated field of Kuma ${release} has an origin, every condition a cause`, { skip: noWorlds }, () => {
    for (const world of worlds) {
      const { view } = openedIn(release, world);
      const { roots, generated } = outcomeOf(view);
      for (const made of generated) {
        for (const path of leaves(made.object)) {
          assert.ok(
            originOf(made.origins, path)?.length,
            `${world.id}: ${displayPath(path)} of ${made.key.kind} ${made.key.name}`,
          );
        }
      }
      for (const { key } of roots) {
        const id = keyText(key);
        const conditions =
          key.kind === "Gateway"
            ? [
                ...view.ask(gatewayStatusStep, id).conditions,
                ...view.ask(gatewayStatusStep, id).listeners.flatMap((listener) => listener.conditions),
              ]
            : key.kind === "GatewayClass"
              ? view.ask(gatewayClassStep, id).conditions
              : key.kind === "HTTPRoute"
                ? view.ask(httpRouteStep, id).parents.flatMap((parent) => parent.conditions)
                : [];
        for (const { type, status, reason, causes } of conditions) {
          assert.ok(causes?.length, `${world.id}: ${type}=${status}, ${reason} of ${key.kind} ${key.name}`);
        }
      }
    }
  });
}

const known = existsSync(crds) ? readdirSync(crds) : [];
if (known.length === 0)
  test("what is generated is valid", { skip: `${crds} is not here: no CRDs to hold it against` }, () => {});

for (const file of known) {
  const [release = ""] = /^\d+\.\d+/.exec(file) ?? [];
  test(`what Kuma ${release} generates is valid for its own CRDs`, { skip: noWorlds }, () => {
    const validators = validatorsIn(`${crds}/${file}`);
    let checked = 0;
    for (const world of worlds) {
      for (const made of outcomeOf(openedIn(release, world).view).generated) {
        const validate = validators.get(made.key.kind);
        if (made.key.group !== "kuma.io" || validate === undefined) continue;
        checked += 1;
        assert.ok(validate(made.object), explain(world, made, validate));
      }
    }
    assert.ok(checked > 0);
  });
}

function explain({ id }: WorldVector, { key, object }: Generated, { errors }: ValidateFunction): string {
  const first = errors?.[0];
  return `${id}: ${key.kind} ${key.name}: ${first?.instancePath} ${first?.message} ${JSON.stringify(first?.params)}\n${JSON.stringify(object)}`;
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly nullable?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
}

interface Crd {
  readonly kind: string;
  readonly versions: readonly { readonly served: boolean; readonly schema: Schema }[];
}

function validatorsIn(path: string): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const all = JSON.parse(readFileSync(path, "utf8")) as readonly Crd[];
  return new Map(
    all.flatMap(({ kind, versions }) =>
      versions
        .filter(({ served }) => served)
        .map(({ schema }) => [kind, ajv.compile(asStrict(schema, true) as object)] as const),
    ),
  );
}

/** As JSON Schema, where a field that the API server would prune is a mistake. */
function asStrict(schema: Schema, top = false): Schema | object {
  if (schema["x-kubernetes-int-or-string"] === true) return { type: ["integer", "string"] };
  const { properties, items, additionalProperties, ...rest } = schema;
  const open = schema["x-kubernetes-preserve-unknown-fields"] === true || (properties === undefined && top);
  return {
    ...rest,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, field]) => [
              name,
              top && name === "metadata" ? {} : asStrict(field),
            ]),
          ),
          ...(open ? {} : { additionalProperties: false }),
        }),
    ...(items === undefined ? {} : { items: asStrict(items) }),
    ...(typeof additionalProperties === "object" ? { additionalProperties: asStrict(additionalProperties) } : {}),
  };
}

function* leaves(value: Json, path: FieldPath = []): Iterable<FieldPath> {
  if (value === null || typeof value !== "object") {
    yield path;
    return;
  }
  const entries: readonly (readonly [string | number, Json | undefined])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  if (entries.length === 0) yield path;
  for (const [key, child] of entries) if (child !== undefined) yield* leaves(child, [...path, key]);
}
