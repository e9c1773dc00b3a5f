import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "../../server/src/kubernetes/object.ts";
import { parse } from "../../server/src/yaml/parse.ts";
import { readValues } from "../../server/src/yaml/read.ts";
import { type Difference, jsonLines, vectorKind } from "./kind.ts";

interface YamlVector {
  readonly yaml: string;
  readonly value?: unknown;
  readonly error?: true;
}

/**
 * Both readers, the exact one and the fast one, must read what kubectl reads. The recorded value is that of the field `k`,
 * or of the whole document where it has no such field.
 */
export const yaml = vectorKind<YamlVector>({
  *cases(set) {
    for (const path of set.paths) yield* jsonLines<YamlVector>(path);
  },
  check({ id, vector }) {
    const expected = vector.error === true ? { error: true } : { value: vector.value };
    const { value, problems } = parse(vector.yaml);
    const refused = problems.some((problem) => problem.refused);
    const readings = { parse: value, readValues: readValues(vector.yaml).value };
    const differences = Object.entries(readings).flatMap(([reader, read]): Difference[] => {
      const actual = read === undefined && refused ? { error: true } : { value: fieldOrWhole(read ?? null) };
      return isDeepStrictEqual(actual, expected) ? [] : [{ path: `/${reader}`, expected, actual }];
    });
    return [{ id, group: "", differences }];
  },
});

function fieldOrWhole(read: Json): unknown {
  return read !== null && typeof read === "object" && Object.hasOwn(read, "k") ? (read as JsonObject).k : read;
}
