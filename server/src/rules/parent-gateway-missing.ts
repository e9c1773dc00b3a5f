import { type Gateway, gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { allowsNamespace } from "../kuma/translate/attachment.ts";
import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { objectKey } from "./object-key.ts";
import { defineRule, type FixPlan, type RuleContext } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

const keyOfGateway = ({ namespace, name }: Args) => objectKey(gatewayKind, namespace, name);

export const parentGatewayMissing = defineRule<Args>({
  code: "parent-gateway-missing",
  severity: (args, context) => severityOfAbsence(keyOfGateway(args), context),
  says: (args, context) => {
    const [other] = namesakes(args, context);
    const hint = other === undefined ? "" : ` There is one of this name in namespace "${other.metadata.namespace}".`;
    return `Gateway "${args.namespace}/${args.name}" does not exist: Kuma ignores this parentRef and writes no status for it.${hint || unsureNote(keyOfGateway(args), context)}`;
  },
  fixes: ({ at, args }, context) => [
    ...namesakes(args, context)
      .filter((gateway) => takesRoutes(gateway, at.object.namespace, context))
      .map(
        ({ metadata: { namespace = "" } }): FixPlan => ({
          title: `Set namespace to "${namespace}"`,
          changes: [{ set: { object: at.object, path: [...at.path.slice(0, -1), "namespace"] }, value: namespace }],
          preferred: true,
        }),
      ),
    ...missingObjectFixes(at, keyOfGateway(args), context),
  ],
});

/** Most often it is the namespace that was forgotten. */
function namesakes({ namespace, name }: Args, { cluster }: RuleContext): readonly Gateway[] {
  return cluster
    .list(gatewayKind)
    .filter(({ metadata }) => metadata.name === name && metadata.namespace !== namespace)
    .slice(0, 3);
}

function takesRoutes(gateway: Gateway, namespace: string, context: RuleContext): boolean {
  return gateway.spec.listeners.some(
    (listener) => allowsNamespace(context, listener, gateway.metadata.namespace ?? "", namespace) === true,
  );
}
