import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../kubernetes/object.ts";
import { configurationOf, projectOf, specFor } from "./project.ts";

function settingsOf(controlPlane: Json) {
  const { settings, problems } = configurationOf({ kuma: "2.13", controlPlane });
  assert.deepEqual(problems, []);
  const [cluster] = projectOf("file:///w", [settings]).clusters;
  assert.ok(cluster);
  return { cluster, settings: cluster.controlPlane.settings };
}

test("what nobody chose is as the release has it", () => {
  const { settings } = settingsOf({});
  assert.equal(settings.injector.image, "docker.io/kumahq/kuma-dp:2.13.10");
  assert.equal(settings.injector.resources.limits?.cpu, "1000m");
  assert.equal(settings.controlPlaneUrl, "https://kuma-control-plane.kuma-system:5678");
  assert.deepEqual(settings.injector.builtinDns, { enabled: true, port: 15053, logging: false });
});

test("what is chosen of the proxies reaches the control plane, and the rest stays", () => {
  const { settings } = settingsOf({
    caCertificate: "PEM",
    nodePorts: { from: 1, to: 2 },
    proxy: { resources: { limits: { cpu: 2 } }, drainTime: "1m", builtinDns: { logging: true }, variables: { A: "b" } },
  });
  assert.equal(settings.caCertificate, "PEM");
  assert.deepEqual(settings.nodePorts, { from: 1, to: 2 });
  assert.deepEqual(settings.injector.resources, { limits: { cpu: "2" } });
  assert.equal(settings.injector.runAsUser, 5678);
  assert.deepEqual(settings.injector.builtinDns, { enabled: true, port: 15053, logging: true });
  assert.deepEqual(settings.injector.variables, { A: "b" });
});

test("another release keeps what was chosen, and has its own defaults for the rest", () => {
  const { cluster } = settingsOf({ dataplaneImage: "mine:1", supportGatewaySecretsInAllNamespaces: true });
  const { settings, behavior } = specFor(cluster, "2.14").controlPlane;
  assert.equal(behavior.release, "2.14");
  assert.equal(settings.injector.image, "mine:1");
  assert.equal(settings.supportGatewaySecretsInAllNamespaces, true);
  assert.equal(settings.injector.readinessPort, 9902);
  assert.equal(settings.gatewayApi.version, behavior.gatewayApi.version);
});
