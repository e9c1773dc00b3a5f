import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesOf, headersOf } from "./trace-choices.ts";

const node = (kind: string, namespace: string, name: string, detail?: string, state: "ok" | "missing" = "ok") => ({
  id: `${kind}/${namespace}/${name}`,
  kind,
  namespace,
  name,
  state,
  ...(detail === undefined ? {} : { detail }),
});

test("what can be asked is what is there", () => {
  const { gateways, services, urls } = choicesOf({
    cluster: "east",
    clusters: ["east"],
    edges: [],
    left: 6,
    total: 6,
    choices: { namespace: [], gateway: ["infra/edge"], mesh: [] },
    nodes: [
      node("Gateway", "infra", "edge"),
      node("Listener", "", "http", "HTTP 80"),
      node("Listener", "", "https", "HTTPS 8443 *.example.com"),
      node("Listener", "", "tcp", "TCP 9000"),
      node("Service", "shop", "cart", "80"),
      node("Service", "shop", "gone", undefined, "missing"),
    ],
  });
  assert.deepEqual(gateways, ["infra/edge"]);
  assert.deepEqual(services, ["shop/cart"]);
  assert.deepEqual(urls, ["http://example.com/", "https://www.example.com:8443/"]);
});

test("headers are read line by line", () => {
  assert.deepEqual(headersOf("x-canary: true\n\n host:a:b "), {
    headers: [
      ["x-canary", "true"],
      ["host", "a:b"],
    ],
    wrong: undefined,
  });
  assert.equal(headersOf("nothing").wrong, "nothing");
  assert.deepEqual(headersOf(""), { headers: [], wrong: undefined });
});
