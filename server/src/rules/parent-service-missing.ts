import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

const keyOfService = ({ namespace, name }: Args) => ({ group: "", kind: "Service", namespace, name });

export const parentServiceMissing = defineRule<Args>({
  code: "parent-service-missing",
  severity: (args, context) => severityOfAbsence(keyOfService(args), context),
  says: (args, context) =>
    `Service "${args.namespace}/${args.name}" does not exist, so this parentRef attaches to nothing.${unsureNote(keyOfService(args), context)}`,
  fixes: ({ at, args }, context) => missingObjectFixes(at, keyOfService(args), context),
});
