import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { keyOf } from "../kubernetes/object.ts";
import { meshGatewayConfigKind } from "../kuma/kinds/mesh-gateway-config.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

/** Where no class is in the files, one elsewhere may use it. */
export const configUnused = defineAdvice({
  code: "config-unused",
  kinds: [meshGatewayConfigKind],
  severity: "information",
  says: ({ name }: { readonly name: string }) => `No GatewayClass refers to MeshGatewayConfig "${name}".`,
  *check(config, { cluster, world }) {
    const { name } = config.metadata;
    const classes = cluster.list(gatewayClassKind);
    if (classes.length === 0 && !world.complete) return;
    if (classes.some(({ spec }) => spec.parametersRef?.kind === config.kind && spec.parametersRef.name === name))
      return;
    yield { at: at(keyOf(config), "metadata", "name"), args: { name } };
  },
});
