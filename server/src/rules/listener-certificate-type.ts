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
  fixes: ({ args }) => [
    {
      title: "Set the Secret's type to kubernetes.io/tls",
      changes: [
        {
          set: { object: { group: "", kind: "Secret", namespace: args.namespace, name: args.name }, path: ["type"] },
          value: "kubernetes.io/tls",
        },
      ],
    },
  ],
});
