import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

interface Args {
  readonly label: string;
  /** The mesh that the Gateway is in all the same. */
  readonly mesh: string;
}

export const meshLabelUnread = defineAdvice({
  code: "mesh-label-unread",
  kinds: [gatewayKind],
  severity: "warning",
  says: ({ label, mesh }: Args) =>
    `This release of Kuma does not read the mesh of a Gateway from a label of its own: it is in mesh "${mesh}", not in "${label}".`,
  *check(gateway, context) {
    const label = gateway.metadata.labels?.[meshLabel];
    const { gatewayMesh } = context.controlPlane.behavior;
    if (label === undefined || label === "" || gatewayMesh.includes("label") || !isKumas(gateway, context)) return;
    const { mesh, from } = meshOf(context.cluster, gateway, gatewayMesh);
    if (mesh === label) return;
    yield {
      at: at(keyOf(gateway), "metadata", "labels", meshLabel),
      args: { label, mesh },
      ...(from.path.length > 0 ? { related: [{ at: from, message: "this names the mesh" }] } : {}),
    };
  },
  fixes: ({ at: place, args }) =>
    args.mesh === "default"
      ? [
          {
            title: "Make it an annotation",
            changes: [
              { set: { object: place.object, path: ["metadata", "annotations", meshLabel] }, value: args.label },
              { remove: { object: place.object, path: place.path } },
            ],
          },
        ]
      : [],
});
