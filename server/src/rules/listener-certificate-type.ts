import { secretKind } from "../kubernetes/kinds/secret.ts";
import { certificateVerdict } from "../kuma/certificate.ts";
import { objectKey } from "./object-key.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
}

export const listenerCertificateType = defineRule<Args>({
  code: "listener-certificate-type",
  severity: "error",
  says: ({ namespace, name, type }) =>
    `Secret "${namespace}/${name}" is of type "${type}", but Kuma takes only "kubernetes.io/tls": it leaves out the listener.`,
  fixes: ({ args }, { cluster }) => {
    const secret = cluster.get(secretKind, args.namespace, args.name);
    const mended = secret && certificateVerdict({ ...secret, type: tlsType });
    return mended !== "ok"
      ? []
      : [
          {
            title: `Set the Secret's type to ${tlsType}`,
            changes: [
              { set: { object: objectKey(secretKind, args.namespace, args.name), path: ["type"] }, value: tlsType },
            ],
          },
        ];
  },
});

const tlsType = "kubernetes.io/tls";
