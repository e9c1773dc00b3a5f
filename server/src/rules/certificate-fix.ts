import { secretKind } from "../kubernetes/kinds/secret.ts";
import { certificateVerdict } from "../kuma/certificate.ts";
import type { Place } from "../kuma/place.ts";
import type { Change, FixPlan, RuleContext } from "./rule.ts";

/** The certificates beside the Gateway that Kuma would take for a listener. `also`: what else must change with it. */
export function certificateFixes(
  listener: Place,
  { cluster, controlPlane }: RuleContext,
  also: readonly Change[] = [],
): readonly FixPlan[] {
  const { behavior, settings } = controlPlane;
  const { namespace } = listener.object;
  const readable =
    !behavior.secretsOfSystemNamespaceOnly ||
    settings.supportGatewaySecretsInAllNamespaces ||
    namespace === settings.systemNamespace;
  if (!readable) return [];
  return cluster
    .list(secretKind, namespace)
    .filter((secret) => certificateVerdict(secret) === "ok")
    .slice(0, 3)
    .map(({ metadata: { name } }) => ({
      title: `Use the certificate of Secret "${name}"`,
      changes: [
        { set: { object: listener.object, path: [...listener.path, "tls", "certificateRefs"] }, value: [{ name }] },
        ...also,
      ],
    }));
}
