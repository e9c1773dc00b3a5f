import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { defineAdvice } from "./rule.ts";

export const upgrade30MeshAnnotation = defineAdvice({
  code: "upgrade-3-0-mesh-annotation",
  kinds: [httpRouteKind, namespaceKind, serviceKind] as unknown as readonly KubeKind[],
  severity: "warning",
  marks: "key",
  says: ({ mesh }: { readonly mesh: string }) =>
    `Kuma 3.0 reads the mesh from the label "${meshLabel}" only: with the annotation alone, this moves from mesh "${mesh}" to "default".`,
  *check(object, { controlPlane, world }) {
    const mesh = object.metadata.annotations?.[meshLabel];
    if (mesh === undefined || mesh === "default" || object.metadata.labels?.[meshLabel] !== undefined) return;
    const reads = (sources: readonly string[] | undefined) => sources?.some((source) => source.endsWith("annotation"));
    if (!reads(controlPlane.behavior.routeMesh) || reads(world.upgradeTo?.routeMesh) !== false) return;
    yield { at: at(keyOf(object), "metadata", "annotations", meshLabel), args: { mesh } };
  },
  // Gateways of older releases read the annotation of their namespace only, so there both stand.
  fixes: ({ at, args }) => [
    {
      title: at.object.kind === namespaceKind.kind ? "Add the label" : "Make it a label",
      changes: [
        { set: { object: at.object, path: ["metadata", "labels", meshLabel] }, value: args.mesh },
        ...(at.object.kind === namespaceKind.kind ? [] : [{ remove: { object: at.object, path: at.path } }]),
      ],
      preferred: true,
    },
  ],
});
