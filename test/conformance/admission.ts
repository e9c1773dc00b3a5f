import { bundleOf, gatewayApiKinds } from "../../server/src/gateway-api/bundle.ts";
import { type Admission, admit } from "../../server/src/kubernetes/admission.ts";
import type { Channel } from "../../server/src/kubernetes/availability.ts";
import { type Catalog, catalogOf } from "../../server/src/kubernetes/catalog.ts";
import type { JsonObject } from "../../server/src/kubernetes/object.ts";
import { displayPath } from "../../server/src/kubernetes/violation.ts";
import { kumaKindDeclarations } from "../../server/src/kuma/kinds/index.ts";
import { jsonLines, vectorKind } from "./kind.ts";

interface Vector {
  readonly against: { readonly gatewayApi: string; readonly channel: Channel } | { readonly kuma: string };
  readonly object: JsonObject;
}

/** Decoding, pruning, defaulting and validating as the API server does. */
export const admission = vectorKind<Vector>({
  *cases(set) {
    for (const path of set.paths) yield* jsonLines<Vector>(path);
  },
  *check({ id, vector }, { compare }) {
    const answer = answerOf(admit(vector.object, catalogFor(vector.against)));
    yield { id, group: groupOf(vector.against), differences: compare.compareAdmission(vector, answer) };
  },
});

const catalogs = new Map<string, Catalog>();

function catalogFor(against: Vector["against"]): Catalog {
  const key = groupOf(against);
  const catalog = catalogs.get(key) ?? newCatalog(against);
  catalogs.set(key, catalog);
  return catalog;
}

function newCatalog(against: Vector["against"]): Catalog {
  if ("kuma" in against) {
    return catalogOf({ declarations: kumaKindDeclarations, edition: { version: against.kuma } });
  }
  return catalogOf(gatewayApiKinds(bundleOf(against.gatewayApi, against.channel)));
}

function groupOf(against: Vector["against"]): string {
  return "kuma" in against ? against.kuma : `${against.gatewayApi}-${against.channel}`;
}

/** In the form of a vector's line. */
function answerOf(admission: Admission): object {
  switch (admission.state) {
    case "foreign":
    case "not-served":
      return { notServed: true };
    case "undecodable":
      return { undecodable: admission.message };
    default:
      return {
        unknownFields: admission.unknownFields.map(({ path }) => displayPath(path)),
        errors: [
          ...admission.violations
            .filter((violation) => violation.beyondServer !== true)
            .map(({ type, field, detail }) => ({ type: `FieldValue${type}`, field: field ?? "<nil>", detail })),
          ...(admission.rulesSkipped
            ? [{ type: "FieldValueInvalid", field: "<nil>", detail: "rules not checked" }]
            : []),
        ],
        ...(admission.admitted === undefined ? {} : { admitted: admission.admitted }),
      };
  }
}
