import assert from "node:assert/strict";
import test from "node:test";
import { type PreviewAddress, previewUri, readPreviewUri } from "./preview-uri.ts";

const addresses: readonly PreviewAddress[] = [
  { source: "file:///shop/routes.yaml", scope: { kind: "file" } },
  { source: "file:///a%20b/x%26y%3Dz.yaml", scope: { kind: "cluster" }, cluster: "east & west", kuma: "2.13" },
  { source: "file:///shop/routes.yaml", scope: { kind: "file" }, saved: true, ready: true, bare: true },
  {
    source: "vscode-remote://host/w/ü.yaml",
    scope: { kind: "object", object: "gateway.networking.k8s.io/Gateway/infra/edge" },
  },
];

test("a preview's address survives being written as a uri", () => {
  for (const address of addresses) assert.deepEqual(readPreviewUri(previewUri(address)), address);
});

test("a preview's uri survives an editor that decodes and encodes the query", () => {
  for (const address of addresses) {
    const uri = previewUri(address);
    const at = uri.indexOf("?") + 1;
    const once = uri.slice(0, at) + decodeURIComponent(uri.slice(at));
    assert.deepEqual(readPreviewUri(once)?.scope, address.scope);
  }
});

test("other uris are no previews", () => {
  for (const uri of ["file:///x.yaml", "gateway-lens-preview:/x", "gateway-lens-preview:/x?scope%3Dfile", "?%"])
    assert.equal(readPreviewUri(uri), undefined);
});
