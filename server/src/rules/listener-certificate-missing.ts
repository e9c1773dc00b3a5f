import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

interface Args {
  readonly namespace: string;
  readonly name: string;
}

const keyOfSecret = ({ namespace, name }: Args) => ({ group: "", kind: "Secret", namespace, name });

/** Secrets are rarely kept with manifests, so only a complete workspace, or Secrets beside, make their absence sure. */
export const listenerCertificateMissing = defineRule<Args>({
  code: "listener-certificate-missing",
  severity: (args, context) => severityOfAbsence(keyOfSecret(args), context),
  says: (args, context) =>
    `Secret "${args.namespace}/${args.name}" does not exist: Kuma leaves out the listener.${unsureNote(keyOfSecret(args), context)}`,
  fixes: ({ at, args }, context) => missingObjectFixes(at, keyOfSecret(args), context),
});
