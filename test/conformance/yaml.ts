import { parse } from "../../server/src/yaml/parse.ts";
import { readValues } from "../../server/src/yaml/read.ts";
import { type Difference, jsonLines, vectorKind } from "./kind.ts";

interface YamlVector {
  readonly yaml: string;
  readonly value?: unknown;
  readonly error?: true;
}

/** Both readers, the exact one and the fast one, must read what kubectl reads. The recorded value is that of the field `k`. */
export const yaml = vectorKind<YamlVector>({
  *cases(set) {
    for (const path of set.paths) yield* jsonLines<YamlVector>(path);
  },
  check({ id, vector }) {
    const expected = vector.error === true ? { error: true } : { value: vector.value };
    const readings = { parse: parse(vector.yaml).value, readValues: readValues(vector.yaml).value };
    const differences = Object.entries(readings).flatMap(([reader, read]): Difference[] => {
      const actual = read === undefined ? { error: true } : { value: (read as { k?: unknown } | null)?.k };
      const whole = { value: read };
      const same =
        JSON.stringify(actual) === JSON.stringify(expected) || JSON.stringify(whole) === JSON.stringify(expected);
      return same ? [] : [{ path: `/${reader}`, expected, actual }];
    });
    return [{ id, group: "", differences }];
  },
});
