import { type FieldPath, type Json, type KubeKind, type KubeObject, keyOf } from "../kubernetes/object.ts";
import { policyKinds } from "./policy-kinds.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

const removedOnTop: ReadonlySet<string> = new Set(["MeshSubset", "MeshService", "MeshServiceSubset", "MeshGateway"]);
const removedFields = ["name", "namespace", "mesh", "tags"];

interface Policy extends KubeObject {
  readonly spec?: { readonly targetRef?: Json; readonly to?: Json };
}

export const upgrade30TargetRef = defineAdvice({
  code: "upgrade-3-0-target-ref",
  kinds: policyKinds.map((kind): KubeKind<Policy> => ({ group: "kuma.io", kind, namespaced: true })),
  severity: "warning",
  marks: "entry",
  says: ({ what }: { readonly what: string }) =>
    `Kuma 3.0 refuses ${what}: proxies are chosen by kind Dataplane and labels, services by kind MeshService and labels.`,
  *check(policy, context) {
    if (leavesGateways(context) === undefined) return;
    const found = (path: FieldPath, what: string) => ({ at: { object: keyOf(policy), path }, args: { what } });
    const top = textsOf(policy.spec?.targetRef);
    if (top.kind !== undefined && removedOnTop.has(top.kind)) {
      yield found(["spec", "targetRef", "kind"], `the kind ${top.kind} of a policy's own targetRef`);
    } else {
      for (const field of removedFields) {
        if (top[field] !== undefined) yield found(["spec", "targetRef", field], `${field} in a targetRef`);
      }
    }
    const to = policy.spec?.to;
    for (const [index, entry] of (Array.isArray(to) ? to : []).entries()) {
      const target = textsOf(isRecord(entry) ? entry.targetRef : undefined);
      for (const field of removedFields) {
        if (target[field] !== undefined)
          yield found(["spec", "to", index, "targetRef", field], `${field} in a targetRef`);
      }
    }
  },
});

function textsOf(value: Json | undefined): Readonly<Record<string, string | undefined>> {
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, typeof field === "string" ? field : "…"]))
    : {};
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
