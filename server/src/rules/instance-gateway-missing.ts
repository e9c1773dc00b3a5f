import { meshGatewayKind } from "../kuma/kinds/mesh-gateway.ts";
import { defineRule } from "./rule.ts";

/** A MeshGateway is cluster-scoped, so that none is here says little where the files are not complete. */
export const instanceGatewayMissing = defineRule<{ readonly name: string }>({
  code: "instance-gateway-missing",
  severity: (_, { cluster, world }) =>
    world.complete || cluster.list(meshGatewayKind).length > 0 ? "error" : "warning",
  says: ({ name }, { world }) =>
    `No MeshGateway of its mesh has the tags that MeshGatewayInstance "${name}" asks for, so it gets neither Service nor proxy.${world.complete ? "" : " It may be made elsewhere."}`,
});
