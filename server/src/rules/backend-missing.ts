import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
}

const keyOfBackend = ({ namespace, name, kind }: Args) => ({
  group: kind === "MeshService" ? "kuma.io" : "",
  kind,
  namespace,
  name,
});

export const backendMissing = defineRule<Args>({
  code: "backend-missing",
  severity: (args, context) => severityOfAbsence(keyOfBackend(args), context),
  says: (args, context) =>
    `${args.kind} "${args.namespace}/${args.name}" does not exist, so requests for this backend fail.${unsureNote(keyOfBackend(args), context)}`,
  fixes: ({ at, args }, context) => missingObjectFixes(at, keyOfBackend(args), context),
});
