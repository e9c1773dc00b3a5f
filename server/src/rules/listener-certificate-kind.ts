import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { secretKind } from "../kubernetes/kinds/secret.ts";
import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const listenerCertificateKind = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "listener-certificate-kind",
  severity: "error",
  says: (args) =>
    `Kuma reads certificates from Secrets only, not from ${groupKindText(args)}: it leaves out the listener.`,
  fixes: ({ at }, { cluster }) => {
    const path = at.path.slice(0, at.path.indexOf("certificateRefs") + 2);
    const { namespace, name } = at.object;
    const tls = cluster.get(gatewayKind, namespace, name)?.spec.listeners[Number(path[2])]?.tls;
    const ref = tls?.certificateRefs?.[Number(path.at(-1))];
    if (ref === undefined || cluster.lookup(secretKind, ref.namespace ?? namespace, ref.name) === "absent") return [];
    return [
      {
        title: "Refer to the Secret of this name",
        changes: [
          { set: { object: at.object, path: [...path, "group"] }, value: "" },
          { set: { object: at.object, path: [...path, "kind"] }, value: "Secret" },
        ],
      },
    ];
  },
});
