import { httpRouteKind } from "../gateway-api/kinds/http-route.ts";
import { meshOf } from "../kuma/translate/mesh-of.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { kumaParents } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

interface Args {
  readonly gateway: string;
  readonly gatewayMesh: string;
  readonly mesh: string;
}

export const routeMeshDiffers = defineAdvice({
  code: "route-mesh-differs",
  kinds: [httpRouteKind],
  severity: "error",
  says: ({ gateway, gatewayMesh, mesh }: Args) =>
    `The route is in mesh "${mesh}", Gateway "${gateway}" in mesh "${gatewayMesh}": Kuma accepts the route, but no request ever meets it.`,
  *check(route, context) {
    const { behavior } = context.controlPlane;
    for (const parent of kumaParents(route, context)) {
      if (parent.kind !== "Gateway" || parent.gateway === undefined) continue;
      const mine = meshOf(context.cluster, route, behavior.routeMesh);
      const theirs = meshOf(context.cluster, parent.gateway, behavior.gatewayMesh);
      if (mine.mesh === theirs.mesh) continue;
      yield {
        at: { ...parent.at, path: [...parent.at.path, "name"] },
        args: { gateway: `${parent.namespace}/${parent.ref.name}`, gatewayMesh: theirs.mesh, mesh: mine.mesh },
        related: [
          { at: mine.from, message: `the route's mesh: "${mine.mesh}"` },
          { at: theirs.from, message: `the Gateway's mesh: "${theirs.mesh}"` },
        ],
      };
    }
  },
  fixes: ({ at, args }, { controlPlane }) =>
    controlPlane.behavior.routeMesh[0] === "label"
      ? [
          {
            title: `Put the route into mesh "${args.gatewayMesh}"`,
            changes: [{ set: { object: at.object, path: ["metadata", "labels", meshLabel] }, value: args.gatewayMesh }],
          },
        ]
      : [],
});
