import { gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { removeFix } from "./ignored-field.ts";
import { isKumas } from "./kuma-parents.ts";
import { defineAdvice } from "./rule.ts";

export const listenerFieldIgnored = defineAdvice({
  code: "listener-field-ignored",
  kinds: [gatewayKind],
  severity: "warning",
  marks: "key",
  tags: ["unnecessary"],
  says: ({ field }: { readonly field: string }) => `Kuma ignores ${field} of a listener.`,
  *check(gateway, context) {
    for (const [index, { tls }] of gateway.spec.listeners.entries()) {
      if (tls === undefined) continue;
      const tlsPlace = [keyOf(gateway), "spec", "listeners", index, "tls"] as const;
      // Without certificates the options are all there is, which is another finding.
      const options = tls.options !== undefined && (tls.certificateRefs?.length ?? 0) > 0;
      if (options && isKumas(gateway, context))
        yield { at: at(...tlsPlace, "options"), args: { field: "tls.options" } };
      if (tls.frontendValidation !== undefined && isKumas(gateway, context)) {
        yield { at: at(...tlsPlace, "frontendValidation"), args: { field: "tls.frontendValidation" } };
      }
    }
  },
  fixes: ({ at }) => removeFix(at),
});
