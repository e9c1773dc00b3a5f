import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, KubeObject } from "../../server/src/kubernetes/object.ts";
import { answerOf } from "../../server/src/kuma/answer.ts";
import type { Behavior } from "../../server/src/kuma/behavior.ts";
import { closedWorld } from "../../server/src/kuma/closed-world.ts";
import { controlPlaneOf } from "../../server/src/kuma/control-plane.ts";
import { memoryView } from "../../server/src/kuma/memory-view.ts";
import { releases } from "../../server/src/kuma/releases/index.ts";
import { readValues } from "../../server/src/yaml/read.ts";
import type { Settings } from "../../shared/src/settings.ts";
import { actual, allCases, type Case, expected, manifestsOf, outputs } from "./case.ts";

const cases = allCases();

for (const one of cases) {
  test(one.name, () => {
    for (const { release } of releases) {
      const is = actual(one, release);
      for (const output of outputs) {
        assert.equal(is[output], expected(one, output, release), `${output} of Kuma ${release}`);
      }
    }
  });
}

// Each point at which releases differ has a case that is named for it, and whatever changes from one release to the next shows there.

/** Who a release is, rather than what it does. */
const identity: ReadonlySet<string> = new Set(["release", "title", "gatewayApi"]);

/**
 * No object tells: the CRDs of every bundle ask for a name of at least one letter, so a grant with an empty one never comes to be.
 * Still each control plane has its own idea of it, should one be there.
 */
const unreachable = "emptyGrantNameMeansAll";

const members = Object.keys(releases[0] ?? {}).filter((member) => !identity.has(member)) as (keyof Behavior)[];

test("every member of Behavior has a case, and every such case is of a member", () => {
  const named = cases.flatMap(({ name }) => (name.startsWith("releases/") ? [name.slice("releases/".length)] : []));
  assert.deepEqual(
    [...new Set(named.map((name) => name.replace(/-.*/, "")))].sort(),
    members.filter((member) => member !== unreachable).sort(),
  );
});

for (const member of members) {
  const own = cases.filter(({ name }) => name === `releases/${member}` || name.startsWith(`releases/${member}-`));
  for (const [i, next] of releases.entries()) {
    const before = releases[i - 1];
    if (before === undefined || isEqual(before[member], next[member])) continue;
    // A release without builtin gateways makes no proxies.
    if (member === "imageTag" && !next.gateways) continue;
    test(`${before.release} → ${next.release}: ${member} shows`, () => {
      const old = { ...next, [member]: before[member] };
      if (member === unreachable) {
        assert.notEqual(answerTo(grantWithoutName, next), answerTo(grantWithoutName, old));
        return;
      }
      assert.ok(
        own.some((one) => answer(one, next) !== answer(one, old)),
        "it would be the same answer with the member as it was",
      );
    });
  }
}

function answer(one: Case, behavior: Behavior): string {
  const settings = one.settings === undefined ? {} : (readValues(one.settings).value as Settings);
  const { view, refused } = closedWorld(
    manifestsOf(one),
    controlPlaneOf(behavior, { mode: settings.clusters?.[0]?.mode ?? "zone" }),
  );
  return JSON.stringify(answerOf(view, refused));
}

/** Without the API server. */
function answerTo(objects: readonly JsonObject[], behavior: Behavior): string {
  return JSON.stringify(answerOf(memoryView(objects as unknown as readonly KubeObject[], controlPlaneOf(behavior))));
}

const grantWithoutName = readAll(`
{ apiVersion: kuma.io/v1alpha1, kind: Mesh, metadata: { name: default } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: demo } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: other } }
---
{ apiVersion: v1, kind: Service, metadata: { name: api, namespace: demo }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: far, namespace: other }, spec: { ports: [{ port: 80 }] } }
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: grant, namespace: other }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: demo }]
  to: [{ group: "", kind: Service, name: "" }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: echo, namespace: demo }
spec:
  parentRefs: [{ group: "", kind: Service, name: api }]
  rules:
    - matches: [{ path: { type: PathPrefix, value: / } }]
      backendRefs: [{ group: "", kind: Service, name: far, namespace: other, port: 80, weight: 1 }]
`);

function readAll(text: string): readonly JsonObject[] {
  return text.split("\n---\n").map((part) => readValues(part).value as JsonObject);
}

/** Functions are equal only if they are the same, all else by value. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || (typeof a !== "function" && JSON.stringify(a) === JSON.stringify(b));
}
