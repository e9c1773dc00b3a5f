import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { namespaceKind } from "../kubernetes/kinds/namespace.ts";
import { serviceKind } from "../kubernetes/kinds/service.ts";
import { type KubeKind, keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { defineAdvice } from "./rule.ts";

export const meshAnnotationRemoved = defineAdvice({
  code: "mesh-annotation-removed",
  kinds: [httpRouteKind, namespaceKind, serviceKind] as readonly KubeKind[],
  severity: "warning",
  marks: "key",
  says: ({ mesh }: { readonly mesh: string }) =>
    `This release of Kuma reads the mesh from the label "${meshLabel}" only, so this annotation does not put anything into mesh "${mesh}".`,
  *check(object, { controlPlane }) {
    const mesh = object.metadata.annotations?.[meshLabel];
    if (mesh === undefined || mesh === "default" || controlPlane.behavior.routeMesh.includes("annotation")) return;
    if (object.metadata.labels?.[meshLabel] !== undefined) return;
    yield { at: at(keyOf(object), "metadata", "annotations", meshLabel), args: { mesh } };
  },
  fixes: ({ at, args }) => [
    {
      title: "Make it a label",
      changes: [
        { set: { object: at.object, path: ["metadata", "labels", meshLabel] }, value: args.mesh },
        { remove: { object: at.object, path: at.path } },
      ],
      preferred: true,
    },
  ],
});
