import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { removeFix } from "./ignored-field.ts";
import { defineRule } from "./rule.ts";

export const crdChannelMissingField = defineRule<ReadingArgs["crd-channel-missing-field"]>({
  code: "crd-channel-missing-field",
  severity: "error",
  marks: "key",
  says: ({ kind, field, elsewhere }, { controlPlane }) => {
    const { version, channel } = controlPlane.settings.gatewayApi;
    return `${kind} has no field ${field} in Gateway API ${version}, ${channel} channel: kubectl apply refuses it, and the API server would drop it. It exists ${elsewhere}.`;
  },
  fixes: ({ at }) => removeFix(at),
});
