import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnnotations } from "./proxy-annotations.ts";

test("annotations of an instance become settings of its proxy", () => {
  assert.deepEqual(
    readAnnotations({
      "kuma.io/sidecar-drain-time": "1m30s",
      "kuma.io/sidecar-proxy-concurrency": "4",
      "kuma.io/envoy-admin-port": "9999",
      "kuma.io/wait-for-dataplane-ready": "enabled",
      "kuma.io/sidecar-env-vars": "A=1; B=two",
      "kuma.io/envoy-log-level": "debug",
    }),
    {
      drainTime: "1m30s",
      concurrency: 4,
      adminPort: 9999,
      waits: true,
      variables: { KUMA_DATAPLANE_RUNTIME_ENVOY_LOG_LEVEL: "debug", A: "1", B: "two" },
    },
  );
  assert.deepEqual(readAnnotations({}), { waits: false, variables: {} });
});

test("one that cannot be read is an error", () => {
  const broken = [
    { "kuma.io/sidecar-drain-time": "soon" },
    { "kuma.io/sidecar-proxy-concurrency": "-1" },
    { "kuma.io/envoy-admin-port": "http" },
    { "kuma.io/wait-for-dataplane-ready": "yes" },
    { "kuma.io/sidecar-env-vars": "A" },
  ];
  for (const annotations of broken) assert.ok("error" in readAnnotations(annotations), JSON.stringify(annotations));
});
