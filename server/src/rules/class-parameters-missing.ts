import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

const keyOfConfig = (name: string) => ({ group: "kuma.io", kind: "MeshGatewayConfig", namespace: "", name });

export const classParametersMissing = defineRule<{ readonly name: string }>({
  code: "class-parameters-missing",
  severity: ({ name }, context) => severityOfAbsence(keyOfConfig(name), context),
  says: ({ name }, context) =>
    `MeshGatewayConfig "${name}" does not exist: the class is not accepted, and all its Gateways stand still.${unsureNote(keyOfConfig(name), context)}`,
  fixes: ({ at, args }, context) => missingObjectFixes(at, keyOfConfig(args.name), context),
});
