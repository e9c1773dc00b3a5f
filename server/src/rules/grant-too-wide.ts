import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

/** Of Services one often means all; of Secrets hardly ever. */
export const grantTooWide = defineAdvice({
  code: "grant-too-wide",
  kinds: [referenceGrantKind],
  severity: "information",
  says: ({ from, namespace }: { readonly from: string; readonly namespace: string }) =>
    `Without a name this permits ${from} to use every Secret of namespace "${namespace}", and Kuma copies those that are used into its system namespace.`,
  *check(grant) {
    const from = (grant.spec?.from ?? []).map(({ kind, namespace }) => `${kind}s of "${namespace}"`).join(", ");
    for (const [index, { group, kind, name }] of (grant.spec?.to ?? []).entries()) {
      if (group !== "" || kind !== "Secret" || name !== undefined) continue;
      yield {
        at: at(keyOf(grant), "spec", "to", index, "kind"),
        args: { from, namespace: grant.metadata.namespace ?? "" },
      };
    }
  },
});
