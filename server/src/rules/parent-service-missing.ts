import { type Service, serviceKind } from "../kubernetes/kinds/service.ts";
import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { objectKey } from "./object-key.ts";
import { defineRule, type FixPlan, type RuleContext } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

const keyOfService = ({ namespace, name }: Args) => objectKey(serviceKind, namespace, name);

export const parentServiceMissing = defineRule<Args>({
  code: "parent-service-missing",
  severity: (args, context) => severityOfAbsence(keyOfService(args), context),
  says: (args, context) => {
    const [other] = namesakes(args, context);
    const hint = other === undefined ? "" : ` There is one of this name in namespace "${other.metadata.namespace}".`;
    return `Service "${args.namespace}/${args.name}" does not exist, so this parentRef attaches to nothing.${hint || unsureNote(keyOfService(args), context)}`;
  },
  fixes: ({ at, args }, context) => [
    ...namesakes(args, context).map(
      ({ metadata: { namespace = "" } }): FixPlan => ({
        title: `Set namespace to "${namespace}"`,
        changes: [{ set: { object: at.object, path: [...at.path.slice(0, -1), "namespace"] }, value: namespace }],
      }),
    ),
    ...missingObjectFixes(at, keyOfService(args), context),
  ],
});

/** Most often it is the namespace that was forgotten. */
function namesakes({ namespace, name }: Args, { cluster }: RuleContext): readonly Service[] {
  return cluster
    .list(serviceKind)
    .filter(({ metadata }) => metadata.name === name && metadata.namespace !== namespace)
    .slice(0, 3);
}
