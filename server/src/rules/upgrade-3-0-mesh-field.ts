import { type Json, type JsonObject, keyOf } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

export const upgrade30MeshField = defineAdvice({
  code: "upgrade-3-0-mesh-field",
  kinds: [meshKind],
  severity: "warning",
  marks: "key",
  says: ({ field }: { readonly field: string }) =>
    field === "meshServices"
      ? "Kuma 3.0 always makes MeshServices, and a Mesh has no meshServices any more."
      : `Kuma 3.0 has no ${field} in a Mesh any more.`,
  *check(mesh, context) {
    if (leavesGateways(context) === undefined) return;
    const { meshServices, routing } = fieldsOf(mesh.spec);
    // Said as 3.0 does it, it is the way there.
    if (meshServices !== undefined && fieldsOf(meshServices).mode !== "Exclusive") {
      yield { at: at(keyOf(mesh), "spec", "meshServices"), args: { field: "meshServices" } };
    }
    if (fieldsOf(routing).zoneEgress === undefined) return;
    yield { at: at(keyOf(mesh), "spec", "routing", "zoneEgress"), args: { field: "routing.zoneEgress" } };
  },
  fixes: ({ at, args }) =>
    args.field === "meshServices"
      ? [{ title: "Set mode to Exclusive, as in 3.0", changes: [{ set: at, value: { mode: "Exclusive" } }] }]
      : removeFix(at),
});

function fieldsOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
