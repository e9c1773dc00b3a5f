import { RE2JS } from "@bufbuild/re2";
import type { TracedRequest } from "./request.ts";

/** A match of a MeshHTTPRoute's rule: what the translation writes. */
export interface RouteMatch {
  readonly path?: { readonly type: string; readonly value: string };
  readonly method?: string;
  readonly headers?: readonly { readonly name: string; readonly type?: string; readonly value?: string }[];
  readonly queryParams?: readonly { readonly name: string; readonly type?: string; readonly value?: string }[];
}

/** Whether a user's regular expression fits the whole of `text`, in linear time; undefined where Envoy would refuse it. */
function fits(regex: string, text: string): boolean | undefined {
  try {
    return new RE2JS(regex).testExact(text);
  } catch {
    return undefined;
  }
}

/**
 * What of a match the request does not meet, in words; empty where it matches.
 * `prefixIsExactToo`: a prefix also fits the path that equals it (a gateway drops that where another route has it as Exact).
 */
export function unmet(match: RouteMatch, request: TracedRequest, prefixIsExactToo = true): readonly string[] {
  const out: string[] = [];
  if (match.path !== undefined && !pathFits(match.path, request.path, prefixIsExactToo)) {
    out.push(`path ${request.path} is not ${match.path.type} ${match.path.value}`);
  }
  if (match.method !== undefined && match.method !== request.method) out.push(`method is not ${match.method}`);
  for (const header of match.headers ?? []) {
    const value = joined(request.headers, header.name.toLowerCase(), ",");
    if (!valueFits(header, value)) out.push(said("header", header, value));
  }
  for (const param of match.queryParams ?? []) {
    const value = request.query.find(([name]) => name === param.name)?.[1]; // Envoy looks at the first of a name
    if (!valueFits(param, value)) out.push(said("query parameter", param, value));
  }
  return out;
}

function pathFits(path: { type: string; value: string }, actual: string, prefixIsExactToo: boolean): boolean {
  switch (path.type) {
    case "Exact":
      return actual === path.value;
    case "PathPrefix": {
      if (path.value === "/") return true;
      const prefix = path.value.replace(/\/$/, "");
      return actual.startsWith(`${prefix}/`) || (prefixIsExactToo && actual === prefix);
    }
    default:
      return fits(path.value, actual) === true;
  }
}

function valueFits(match: { type?: string; value?: string }, actual: string | undefined): boolean {
  switch (match.type ?? "Exact") {
    case "Exact":
      return actual === (match.value ?? "");
    case "RegularExpression":
      return actual !== undefined && fits(match.value ?? "", actual) === true;
    case "Prefix":
      return actual?.startsWith(match.value ?? "") === true;
    case "Present":
      return actual !== undefined;
    default:
      return actual === undefined;
  }
}

function joined(pairs: TracedRequest["headers"], name: string, separator: string): string | undefined {
  const values = pairs.filter(([key]) => key === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(separator);
}

function said(
  what: string,
  match: { name: string; type?: string; value?: string },
  actual: string | undefined,
): string {
  const wanted = match.value === undefined ? (match.type ?? "Exact") : `${match.type ?? "Exact"} ${match.value}`;
  return actual === undefined
    ? `${what} ${match.name} is missing (wanted: ${wanted})`
    : `${what} ${match.name} is "${actual}" (wanted: ${wanted})`;
}
