import { keyOf } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

export const objectReadOnlyInZone = defineAdvice({
  code: "object-read-only-in-zone",
  kinds: [meshKind],
  severity: "error",
  says: ({ kind, zone }: { readonly kind: string; readonly zone: string }) =>
    `Zone "${zone}" is joined to a global control plane, where a ${kind} must be applied: the zone's webhook refuses it.`,
  *check(object, { controlPlane, world }) {
    const { settings } = controlPlane;
    // Files that are the whole cluster also hold what the global has sent down, which has this label.
    if (!settings.federated || settings.mode === "global" || world.complete) return;
    if (object.metadata.labels?.["kuma.io/origin"] === "global") return;
    yield { at: at(keyOf(object), "kind"), args: { kind: object.kind, zone: settings.zone } };
  },
});
