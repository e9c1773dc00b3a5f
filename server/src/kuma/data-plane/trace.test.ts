import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRequest, type TracedRequest } from "./request.ts";
import type { RouteResource } from "./route-resource.ts";
import { traceAtGateway, traceInMesh } from "./trace.ts";

const request = (url: string, method = "GET", headers: [string, string][] = []): TracedRequest => {
  const parsed = parseRequest(method, url, headers);
  if ("error" in parsed) throw new Error(parsed.error);
  return parsed;
};
const backend = (name: string, weight = 1) => ({ kind: "MeshServiceSubset", name, weight });
const gateway = {
  name: "edge.infra",
  listeners: [
    { hostname: "*", port: 80, protocol: "HTTP", tags: { "gateways.kuma.io/listener-name": "http" } },
    { hostname: "*.example.com", port: 80, protocol: "HTTP", tags: { "gateways.kuma.io/listener-name": "example" } },
  ],
};
type Rule = NonNullable<RouteResource["to"][number]["rules"]>[number];
const route = (
  name: string,
  rules: Rule[],
  hostnames?: string[],
  tags: Record<string, string> = {},
): RouteResource => ({
  name,
  targetRef: { kind: "MeshGateway", name: "edge.infra", tags },
  to: [{ ...(hostnames === undefined ? {} : { hostnames }), targetRef: { kind: "Mesh" }, rules }],
});
const prefix = (value: string, name: string, more = {}): Rule => ({
  matches: [{ path: { type: "PathPrefix", value }, ...more }],
  default: { backendRefs: [backend(name)] },
});

test("the longest prefix wins, whatever the order of the rules", () => {
  const trace = traceAtGateway(request("http://a.example.com/cart/1"), gateway, [
    route("r", [prefix("/", "home"), prefix("/cart", "cart")]),
  ]);
  assert.equal(trace.winner?.entry.rule, 1);
  assert.equal(trace.listener, "example");
  assert.deepEqual(trace.outcome, {
    kind: "forward",
    backends: [{ destination: backend("cart"), weight: 1, share: 100 }],
    path: "/cart/1",
    host: "a.example.com",
  });
  assert.equal(trace.losers.length, 1);
});

test("an Exact path of one rule keeps a prefix of the same text from taking that path", () => {
  const rules: Rule[] = [
    prefix("/cart", "cart"),
    {
      matches: [{ path: { type: "Exact", value: "/cart" }, method: "POST" }],
      default: { backendRefs: [backend("post")] },
    },
  ];
  const trace = traceAtGateway(request("http://b.example.com/cart"), gateway, [route("r", rules)]);
  assert.deepEqual(trace.outcome, { kind: "respond", status: 404, why: "no rule of this host matches" });
  assert.equal(trace.notes.length, 1);
});

test("a route on one listener does not serve the hosts of a more specific one", () => {
  const onHttp = route("r", [prefix("/", "home")], undefined, { "gateways.kuma.io/listener-name": "http" });
  const onExample = route("s", [prefix("/shop", "shop")], undefined, { "gateways.kuma.io/listener-name": "example" });
  assert.equal(traceAtGateway(request("http://a.example.com/"), gateway, [onHttp, onExample]).winner, undefined);
  assert.equal(traceAtGateway(request("http://other.org/"), gateway, [onHttp, onExample]).winner?.entry.route, "r");
});

test("rules with equal matches become one, and the route that sorts first wins", () => {
  const trace = traceAtGateway(request("http://x.org/"), gateway, [
    route("b", [prefix("/", "from-b")]),
    route("a", [prefix("/", "from-a")]),
  ]);
  assert.equal(trace.winner?.entry.route, "a");
  assert.deepEqual(trace.winner?.entry.mergedWith, ["b"]);
});

test("headers, query parameters and methods say what is missing", () => {
  const rule: Rule = {
    matches: [
      {
        method: "PUT",
        headers: [{ name: "x-team", type: "Exact", value: "red" }],
        queryParams: [{ name: "v", type: "RegularExpression", value: "[0-9]+" }],
      },
    ],
    default: { backendRefs: [backend("api")] },
  };
  const no = traceAtGateway(request("http://x.org/?v=x"), gateway, [route("r", [rule])]);
  assert.equal(no.losers[0]?.unmet.length, 3);
  const yes = traceAtGateway(request("http://x.org/?v=12", "PUT", [["X-Team", "red"]]), gateway, [route("r", [rule])]);
  assert.equal(yes.outcome.kind, "forward");
});

test("a redirect strips the query and fills in the port", () => {
  const rule: Rule = {
    matches: [{ path: { type: "PathPrefix", value: "/old" } }],
    default: {
      filters: [
        {
          type: "RequestRedirect",
          requestRedirect: {
            scheme: "https",
            port: 443,
            statusCode: 301,
            path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/new" },
          },
        },
      ],
    },
  };
  const trace = traceAtGateway(request("http://x.org/old/page?q=1"), gateway, [route("r", [rule])]);
  assert.deepEqual(trace.outcome, { kind: "redirect", status: 301, location: "https://x.org/new/page" });
});

test("weights become shares; none above 0 answers with an error", () => {
  const split = (a: number, b: number): Rule => ({
    matches: [{ path: { type: "PathPrefix", value: "/" } }],
    default: { backendRefs: [backend("a", a), backend("b", b)] },
  });
  const trace = traceAtGateway(request("http://x.org/"), gateway, [route("r", [split(90, 30)])]);
  assert.deepEqual(trace.outcome.kind === "forward" && trace.outcome.backends.map(({ share }) => share), [75, 25]);
  assert.equal(traceAtGateway(request("http://x.org/"), gateway, [route("r", [split(0, 0)])]).outcome.kind, "respond");
});

const called = {
  fits: (to: { name?: string }) => to.name === "echo_demo_svc_80",
  display: "demo/echo:80",
  protocol: "http",
};
const gamma = (targetRef: RouteResource["targetRef"], rules: Rule[]): RouteResource => ({
  name: "r",
  targetRef,
  to: [{ targetRef: { kind: "MeshService", name: "echo_demo_svc_80" }, rules }],
});

test("in the mesh a consumer route only counts for clients of its namespace", () => {
  const consumer = gamma({ kind: "MeshSubset", tags: { "k8s.kuma.io/namespace": "web" } }, [prefix("/", "v2")]);
  const at = (namespace: string) => traceInMesh(request("http://echo/"), called, namespace, [consumer], () => "http");
  assert.equal(at("web").outcome.kind, "forward");
  assert.equal(at("other").outcome.kind, "passthrough");
});

test("in the mesh a parent that is not HTTP makes every route void, and a rule without HTTP backends is left out", () => {
  const producer = gamma({ kind: "Mesh" }, [prefix("/", "v2")]);
  const tcp = traceInMesh(request("http://echo/"), { ...called, protocol: "tcp" }, "web", [producer], () => "http");
  assert.equal(tcp.outcome.kind, "passthrough");
  const skipped = traceInMesh(request("http://echo/"), called, "web", [producer], () => "tcp");
  assert.equal(skipped.outcome.kind, "passthrough");
  assert.equal(skipped.losers[0]?.unmet.length, 1);
});

test("what is no URL or method is said", () => {
  assert.ok("error" in parseRequest("GET", "not a url"));
  assert.ok("error" in parseRequest("G T", "http://x/"));
  assert.ok("error" in parseRequest("GET", "http://x:99999/"));
});
