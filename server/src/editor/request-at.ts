import { type HTTPRoute, type HTTPRouteMatch, httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { attachToGateway, parentKindOf } from "../kuma/translate/attachment.ts";
import type { View } from "../kuma/view.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { cursorAt } from "./cursor.ts";

/** A request that the rule under a cursor is for: something to begin with when one asks who serves it. */
export interface ExampleRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** `NAMESPACE/NAME` of whom to ask. */
  readonly gateway?: string;
  readonly service?: string;
  readonly cluster: string;
}

export function requestAt(workspace: Workspace, uri: string, offset: number): ExampleRequest | undefined {
  const cursor = cursorAt(workspace, uri, offset);
  const cluster = cursor?.clusters[0];
  const key = cursor?.manifest?.key;
  if (cursor === undefined || cluster === undefined || key?.kind !== httpRouteKind.kind) return undefined;
  const { view } = cluster;
  const route = view.cluster.get(httpRouteKind, key.namespace, key.name);
  if (route === undefined) return undefined;
  const [spec, rules, rule, matches, at] = cursor.path;
  const ruleIndex = spec === "spec" && rules === "rules" && typeof rule === "number" ? rule : 0;
  const matchIndex = matches === "matches" && typeof at === "number" ? at : 0;
  const match = route.spec.rules?.[ruleIndex]?.matches?.[matchIndex];
  const { origin, ...asked } = parentOf(view, route);
  return {
    method: match?.method ?? "GET",
    url: `${origin}${pathOf(match)}`,
    headers: headersOf(match),
    ...asked,
    cluster: cluster.name,
  };
}

/** The first parent that takes the route, and how one reaches it. */
function parentOf(view: View, route: HTTPRoute): { origin: string; gateway?: string; service?: string } {
  const own = route.spec.hostnames?.[0];
  for (const ref of route.spec.parentRefs ?? []) {
    const namespace = ref.namespace ?? route.metadata.namespace ?? "";
    const name = `${namespace}/${ref.name}`;
    const kind = parentKindOf(ref);
    if (kind === "Service") {
      const port = ref.port ?? view.cluster.get(serviceKind, namespace, ref.name)?.spec?.ports?.[0]?.port ?? 80;
      return { origin: originOf("http", `${ref.name}.${namespace}`, port), service: name };
    }
    const attachment = kind === "Gateway" ? attachToGateway(view, route, ref) : undefined;
    if (attachment?.result !== "accepted") continue;
    const listener = attachment.gateway.spec.listeners[attachment.listeners[0] ?? 0];
    if (listener === undefined) continue;
    // Of two wildcards, or one, the one that is narrower says more.
    const host =
      own === undefined || (own.startsWith("*") && !listener.hostname?.startsWith("*")) ? listener.hostname : own;
    return {
      origin: originOf(listener.protocol === "HTTPS" ? "https" : "http", host ?? own, listener.port),
      gateway: name,
    };
  }
  return { origin: originOf("http", own, 80) };
}

function originOf(scheme: "http" | "https", host = "example.com", port: number): string {
  const usual = port === (scheme === "https" ? 443 : 80);
  return `${scheme}://${host.replace(/^\*\./, "www.")}${usual ? "" : `:${port}`}`;
}

function pathOf(match: HTTPRouteMatch | undefined): string {
  const { type, value = "/" } = match?.path ?? {};
  const query = (match?.queryParams ?? [])
    .filter((param) => param.type !== "RegularExpression")
    .map(({ name, value: wanted }) => `${encodeURIComponent(name)}=${encodeURIComponent(wanted)}`);
  return `${type === "RegularExpression" ? "/" : value}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

function headersOf(match: HTTPRouteMatch | undefined): [string, string][] {
  return (match?.headers ?? [])
    .filter(({ type }) => type !== "RegularExpression")
    .map(({ name, value }) => [name, value]);
}
