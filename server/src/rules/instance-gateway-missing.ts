import { defineRule } from "./rule.ts";

/** A MeshGateway is cluster-scoped, so that none is here says little where the files are not complete. */
export const instanceGatewayMissing = defineRule<{ readonly name: string }>({
  code: "instance-gateway-missing",
  severity: (_, { world }) => (world.complete ? "error" : "warning"),
  says: ({ name }, { world }) =>
    `No MeshGateway of its mesh has the tags that MeshGatewayInstance "${name}" asks for, so it gets neither Service nor proxy.${world.complete ? "" : " It may be made elsewhere."}`,
});
