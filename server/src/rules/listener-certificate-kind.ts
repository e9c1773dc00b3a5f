import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const listenerCertificateKind = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "listener-certificate-kind",
  severity: "error",
  says: (args) =>
    `Kuma reads certificates from Secrets only, not from ${groupKindText(args)}: it leaves out the listener.`,
  fixes: ({ at }) => {
    const ref = { object: at.object, path: at.path.slice(0, at.path.indexOf("certificateRefs") + 2) };
    return [
      {
        title: "Refer to a Secret",
        changes: [
          { set: { ...ref, path: [...ref.path, "group"] }, value: "" },
          { set: { ...ref, path: [...ref.path, "kind"] }, value: "Secret" },
        ],
      },
    ];
  },
});
