import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { meshServiceKind } from "../kuma/kinds/mesh-service.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";
import { leavesGateways } from "./upgrade.ts";

const label = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

export const upgrade30Name = defineAdvice({
  code: "upgrade-3-0-name",
  kinds: [
    meshKind,
    meshServiceKind,
    { group: "kuma.io", kind: "MeshExternalService", namespaced: true },
    { group: "kuma.io", kind: "MeshMultiZoneService", namespaced: true },
    { group: "kuma.io", kind: "Zone", namespaced: false },
  ] as unknown as readonly KubeKind[],
  severity: "warning",
  says: ({ kind, name }: { readonly kind: string; readonly name: string }) =>
    `Kuma 3.0 refuses "${name}" as the name of a ${kind}: it must be up to 63 lower case letters, digits and "-", with a letter first.`,
  *check(object, context) {
    const { name } = object.metadata;
    if (label.test(name) || leavesGateways(context) === undefined) return;
    yield { at: at(keyOf(object), "metadata", "name"), args: { kind: object.kind, name } };
  },
});
