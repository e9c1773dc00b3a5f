import assert from "node:assert/strict";
import { test } from "node:test";
import { crossMeshAddresses } from "./cross-mesh.ts";

const listener = (name: string, rest: object) => ({
  port: 80,
  protocol: "HTTP",
  crossMesh: true,
  tags: { "gateways.kuma.io/listener-name": name },
  ...rest,
});

test("a listener of a cross-mesh Gateway has its hostname, or an internal one", () => {
  const meshGateway = {
    mesh: "payments",
    metadata: { name: "edge.infra" },
    spec: {
      conf: {
        listeners: [
          listener("named", { hostname: "pay.mesh" }),
          listener("any", { hostname: "*", port: 81 }),
          listener("some", { hostname: "*.pay.mesh", port: 82 }),
          { port: 83, protocol: "HTTP", tags: { "gateways.kuma.io/listener-name": "own" } },
        ],
      },
    },
  };
  assert.deepEqual(
    crossMeshAddresses(meshGateway).map(({ listener: name, host, port }) => `${name} ${host}:${port}`),
    ["named pay.mesh:80", "any internal.edge.infra.payments.mesh:81", "some internal.edge.infra.payments.mesh:82"],
  );
  assert.deepEqual(crossMeshAddresses({}), []);
});
