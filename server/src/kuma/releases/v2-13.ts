import type { Behavior } from "../behavior.ts";
import { v2_12 } from "./v2-12.ts";

/** As 2.13.10 behaves: differs from 2.12 by its CRDs and a wording. */
export const v2_13: Behavior = {
  ...v2_12,
  release: "2.13",
  title: "2.13",
  imageTag: "2.13.10",
  gatewayApi: { version: "1.4.1", channel: "standard" },
  unsupportedKind: (kind) => `value '${kind}' is not supported`,
};
