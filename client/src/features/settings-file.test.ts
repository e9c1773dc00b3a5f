import assert from "node:assert/strict";
import { test } from "node:test";
import { governing, hasClusterReleases, withRelease } from "./settings-file.ts";

test("a release is changed where it is written, and nothing else", () => {
  assert.equal(withRelease('kuma: "2.13"\nzone: east\n', "2.14"), 'kuma: "2.14"\nzone: east\n');
  assert.equal(
    withRelease("# ours\r\nkuma: 2.13 # soon 3.0\r\nzone: a\r\n", "2.14"),
    '# ours\r\nkuma: "2.14" # soon 3.0\r\nzone: a\r\n',
  );
  assert.equal(withRelease("zone: east\nkuma: '2.9'", "2.14"), 'zone: east\nkuma: "2.14"');
  assert.equal(withRelease("kuma:\nzone: east\n", "2.14"), 'kuma: "2.14"\nzone: east\n');
});

test("a release that nobody wrote is written at the top", () => {
  assert.equal(withRelease("", "2.14"), 'kuma: "2.14"\n');
  assert.equal(withRelease("zone: east\n", "2.14"), 'kuma: "2.14"\nzone: east\n');
  assert.equal(withRelease("# ours\n---\nzone: east\n", "2.14"), '# ours\n---\nkuma: "2.14"\nzone: east\n');
  // A cluster's release is not that of the file.
  const clusters = "clusters:\n  - name: east\n    kuma: 2.13\n";
  assert.equal(withRelease(clusters, "2.14"), `kuma: "2.14"\n${clusters}`);
});

test("releases of clusters are seen", () => {
  assert.ok(hasClusterReleases("clusters:\n  - name: east\n    kuma: 2.13\n"));
  assert.ok(hasClusterReleases("clusters:\n  - { name: east, kuma: 2.13 }\n"));
  assert.ok(!hasClusterReleases("kuma: 2.13\nclusters:\n  - name: east\n"));
});

test("the nearest settings file above a manifest governs it", () => {
  const files = [{ path: "/w/.gateway-lens.yaml" }, { path: "/w/shop/.gateway-lens.yaml" }];
  assert.equal(governing(files, "/w/shop/a/route.yaml")?.path, "/w/shop/.gateway-lens.yaml");
  assert.equal(governing(files, "/w/shopping/route.yaml")?.path, "/w/.gateway-lens.yaml");
  assert.equal(governing(files, "/x/route.yaml"), undefined);
});
