import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { isSameJson, type Json, type JsonObject, type KubeKind, keyOf } from "../kubernetes/object.ts";
import type { Outcome } from "../kuma/outcome.ts";
import type { Condition } from "../kuma/place.ts";
import { at } from "../kuma/trace.ts";
import { listenerPortTag, zoneTag } from "../kuma/translate/naming.ts";
import { outcomeOf } from "../workspace/root.ts";
import { defineAdvice } from "./rule.ts";

interface Args {
  readonly here: string;
  readonly there: string;
  readonly cluster: string;
  readonly otherCluster: string;
  readonly what: string;
}

/** Told in the first of the clusters only, so that it is told once. */
export const releaseDiffers = defineAdvice({
  code: "release-differs",
  kinds: [gatewayClassKind, gatewayKind, httpRouteKind] as readonly KubeKind[],
  severity: "information",
  says: ({ here, there, cluster, otherCluster, what }: Args) =>
    `In "${otherCluster}" (Kuma ${there}) this does not become what it becomes in "${cluster}" (${here}): ${what} differ.`,
  *check(object, context) {
    const key = keyOf(object);
    for (const other of context.world.laterClustersOfOtherRelease?.(key) ?? []) {
      const mine = outcomeOf(context, key);
      const theirs = outcomeOf(other.view, key);
      const what = mine === undefined || theirs === undefined ? undefined : difference(mine, theirs);
      if (what === undefined) continue;
      const here = context.controlPlane.behavior.release;
      const there = other.view.controlPlane.behavior.release;
      yield {
        at: at(key, "metadata", "name"),
        args: { here, there, cluster: context.world.cluster, otherCluster: other.cluster, what },
      };
    }
  },
});

/** Outcomes of one kind; each has some of these beside what all have. */
type Written = Outcome & {
  readonly status?: Json;
  readonly conditions?: readonly Condition[];
  readonly listeners?: readonly { readonly name: string; readonly conditions: readonly Condition[] }[];
};

function difference(a: Written, b: Written): string | undefined {
  // What only one of them complains about is told there, with the name of the cluster.
  if (!isSameJson(codesOf(a), codesOf(b))) return undefined;
  if (!isSameJson(conditionsOf(a), conditionsOf(b))) return "its conditions";
  if (!isSameJson(failuresOf(a), failuresOf(b))) return "what Kuma may not create, or fails at,";
  return isSameJson(resourcesOf(a), resourcesOf(b)) ? undefined : "the generated resources";
}

const codesOf = ({ problems }: Outcome): Json => problems.map(({ code }) => code).sort();

function conditionsOf({ status, conditions = [], listeners = [] }: Written): Json {
  const shown = (list: readonly Condition[]) =>
    list.map(({ type, status: value, reason }) => `${type}=${value} ${reason}`).sort();
  return [status ?? null, shown(conditions), listeners.map(({ name, conditions: own }) => [name, ...shown(own)])];
}

/** Wording differs between releases without meaning anything else. */
function failuresOf({ refused, error }: Outcome): Json {
  return [refused.map(({ by, key }) => `${by} ${key.kind}`), error !== undefined];
}

/** Metadata, the proxies' pods, zones, empty maps and a tag that nobody selects by mostly differ, and mean nothing here. */
function resourcesOf({ generated }: Outcome): Json {
  return generated
    .filter(({ key }) => key.kind !== "Deployment")
    .map(({ key, object }) => [key.kind, key.name, meaning(object.spec ?? null, key.kind === "MeshGateway")]);
}

function meaning(value: Json, isGateway: boolean): Json {
  if (Array.isArray(value)) return value.map((item: Json) => meaning(item, isGateway));
  if (value === null || typeof value !== "object") return value;
  const out: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value as JsonObject)) {
    if (item === undefined || key === zoneTag || (isGateway && key === listenerPortTag)) continue;
    const kept = meaning(item, isGateway);
    if (typeof kept === "object" && kept !== null && Object.keys(kept).length === 0) continue;
    out[key] = kept;
  }
  return out;
}
