import type { HTTPRouteMatch } from "../gateway-api/kinds/http-route.ts";

/** Equal for matches that Kuma takes for the same: order and spelling of headers do not count, nor the last slash of a prefix. */
export function matchIdentity({ path, method, headers, queryParams }: HTTPRouteMatch): string {
  const value = path.type === "PathPrefix" && path.value.length > 1 ? path.value.replace(/\/$/, "") : path.value;
  return [
    `${path.type} ${value}`,
    method ?? "",
    ...fields(headers, (name) => name.toLowerCase()),
    "?",
    ...fields(queryParams, (name) => name),
  ].join("\n");
}

function fields(
  list: readonly { readonly name: string; readonly type: string; readonly value: string }[] | undefined,
  spell: (name: string) => string,
): readonly string[] {
  return (list ?? []).map(({ name, type, value }) => `${spell(name)} ${type} ${value}`).sort();
}
