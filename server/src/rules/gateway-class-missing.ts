import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { objectKey } from "./object-key.ts";
import { defineAdvice } from "./rule.ts";

const keyOfClass = (name: string) => objectKey(gatewayClassKind, "", name);

/** Every installation has the class `kuma`, mostly without a manifest. */
export const gatewayClassMissing = defineAdvice({
  code: "gateway-class-missing",
  kinds: [gatewayKind],
  severity: ({ name }: { readonly name: string }, context) =>
    name === "kuma" && !context.world.complete ? undefined : severityOfAbsence(keyOfClass(name), context),
  says: ({ name }, context) =>
    `GatewayClass "${name}" does not exist, so nobody takes care of this Gateway.${unsureNote(keyOfClass(name), context)}`,
  *check(gateway, { cluster }) {
    const name = gateway.spec.gatewayClassName;
    if (cluster.lookup(gatewayClassKind, "", name) !== "absent") return;
    yield { at: at(keyOf(gateway), "spec", "gatewayClassName"), args: { name } };
  },
  fixes: (finding, context) => missingObjectFixes(finding.at, keyOfClass(finding.args.name), context),
});
