import assert from "node:assert/strict";
import { test } from "node:test";
import type { HTTPRouteFilter } from "../../gateway-api/kinds/http-route.ts";
import { controlPlaneOf } from "../control-plane.ts";
import { memoryView } from "../memory-view.ts";
import { releaseNamed } from "../releases/index.ts";
import { at, untrace } from "../trace.ts";
import { translateFilter } from "./filter.ts";

const route = { group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "demo", name: "echo" };

function translate(filter: HTTPRouteFilter, release = "2.14") {
  const behavior = releaseNamed(release);
  assert.ok(behavior);
  const resolver = {
    view: memoryView([], controlPlaneOf(behavior)),
    resolve: () => ({ fields: { kind: "X" } }),
    keepsForbiddenMirrors: true,
  };
  const tree = translateFilter(resolver, filter, at(route, "spec", "rules", 0, "filters", 0), []);
  return tree === undefined ? undefined : untrace(tree).object;
}

test("set and add go lower case, remove does not; only an empty remove stays, from 2.10 on", () => {
  const filter: HTTPRouteFilter = {
    type: "RequestHeaderModifier",
    requestHeaderModifier: { set: [{ name: "X-A", value: "B" }], add: [], remove: ["X-C"] },
  };
  assert.deepEqual(translate(filter), {
    type: "RequestHeaderModifier",
    requestHeaderModifier: { set: [{ name: "x-a", value: "B" }], remove: ["X-C"] },
  });
  const empty: HTTPRouteFilter = { type: "ResponseHeaderModifier", responseHeaderModifier: { set: [], remove: [] } };
  assert.deepEqual(translate(empty, "2.9"), { type: "ResponseHeaderModifier", responseHeaderModifier: {} });
  assert.deepEqual(translate(empty, "2.10"), {
    type: "ResponseHeaderModifier",
    responseHeaderModifier: { remove: [] },
  });
});

test("a redirect with a scheme and without a port gets that of the scheme", () => {
  const redirect = (rest: object) =>
    translate({ type: "RequestRedirect", requestRedirect: { statusCode: 302, ...rest } }) as {
      requestRedirect: object;
    };
  assert.deepEqual(redirect({ scheme: "https" }).requestRedirect, { scheme: "https", port: 443, statusCode: 302 });
  assert.deepEqual(redirect({ scheme: "http", port: 8080 }).requestRedirect, {
    scheme: "http",
    port: 8080,
    statusCode: 302,
  });
  assert.deepEqual(redirect({}).requestRedirect, { statusCode: 302 });
});

test("paths are copied, also empty ones; unknown filters come to nothing", () => {
  const path = { type: "ReplacePrefixMatch", replacePrefixMatch: "" } as const;
  assert.deepEqual(translate({ type: "URLRewrite", urlRewrite: { path } }), {
    type: "URLRewrite",
    urlRewrite: { path },
  });
  assert.equal(translate({ type: "ExtensionRef" }), undefined);
  assert.deepEqual(
    translate({ type: "RequestMirror", requestMirror: { backendRef: { group: "", kind: "Service", name: "x" } } }),
    { type: "RequestMirror", requestMirror: { backendRef: { kind: "X" } } },
  );
});
