import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

const keyOfGateway = ({ namespace, name }: Args) => ({
  group: "gateway.networking.k8s.io",
  kind: "Gateway",
  namespace,
  name,
});

export const parentGatewayMissing = defineRule<Args>({
  code: "parent-gateway-missing",
  severity: (args, context) => severityOfAbsence(keyOfGateway(args), context),
  says: (args, context) =>
    `Gateway "${args.namespace}/${args.name}" does not exist: Kuma ignores this parentRef and writes no status for it.${unsureNote(keyOfGateway(args), context)}`,
  fixes: ({ at, args }, context) => missingObjectFixes(at, keyOfGateway(args), context),
});
