import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

/** Of manifests of Kuma's own kinds. What Kuma makes itself is told at what it is made of. */
export const webhookRefused = defineRule<ReadingArgs["webhook-refused"]>({
  code: "webhook-refused",
  severity: "error",
  says: ({ kind, message }) => `Kuma's webhook refuses this ${kind}: ${message}.`,
});
