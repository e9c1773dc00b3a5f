import { RE2JS } from "@bufbuild/re2";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { type FieldPath, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { concernsKuma } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const matchRegexNotRe2 = defineAdvice({
  code: "match-regex-not-re2",
  kinds: [httpRouteKind],
  severity: "error",
  says: ({ regex, error }: { readonly regex: string; readonly error: string }) =>
    `Envoy's RE2 cannot read the regular expression ${JSON.stringify(regex)} (${error}): Kuma checks nothing, and the proxies refuse their whole configuration.`,
  *check(route, context) {
    for (const [rule, { matches }] of route.spec.rules.entries()) {
      for (const [index, { path, headers, queryParams }] of matches.entries()) {
        const expressions: [FieldPath, string | undefined][] = [
          [["path"], path.type === "RegularExpression" ? path.value : undefined],
          ...named("headers", headers),
          ...named("queryParams", queryParams),
        ];
        for (const [where, regex] of expressions) {
          const error = regex === undefined ? undefined : errorOf(regex);
          if (regex === undefined || error === undefined) continue;
          if (!concernsKuma(route, context)) return;
          yield {
            at: at(keyOf(route), "spec", "rules", rule, "matches", index, ...where, "value"),
            args: { regex, error },
          };
        }
      }
    }
  },
});

function named(
  field: string,
  list: readonly { readonly type: string; readonly value: string }[] | undefined,
): [FieldPath, string | undefined][] {
  return (list ?? []).map(({ type, value }, at) => [[field, at], type === "RegularExpression" ? value : undefined]);
}

function errorOf(regex: string): string | undefined {
  try {
    new RE2JS(regex);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
  }
}
