import { nearest } from "../kubernetes/nearest.ts";
import { defineRule } from "./rule.ts";

export const listenerProtocolUnsupported = defineRule<{ readonly protocol: string }>({
  code: "listener-protocol-unsupported",
  severity: "error",
  says: ({ protocol }) =>
    `Kuma's gateways speak HTTP and HTTPS only: the listener with protocol "${protocol}" is left out.`,
  fixes: ({ at, args }) => {
    const upper = args.protocol.toUpperCase();
    const meant = upper === "HTTP" || upper === "HTTPS" ? upper : nearest(upper, ["HTTP", "HTTPS"]);
    return meant === undefined
      ? []
      : [{ title: `Change to ${meant}`, changes: [{ set: at, value: meant }], preferred: true }];
  },
});
