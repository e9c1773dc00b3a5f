import type { Behavior } from "../behavior.ts";
import { v2_13 } from "./v2-13.ts";

/** As 2.14.3 behaves. */
export const v2_14: Behavior = {
  ...v2_13,
  release: "2.14",
  title: "2.14",
  imageTag: "2.14.3",
  gatewayApi: { version: "1.5.1", channel: "standard" },
  wildcardsMatchWholeLabels: true,
  countsByHostname: true,
  proxyCpuLimit: undefined,
  proxyReadinessPort: 9902,
  probesFollowAdminPort: false,
  hostAddressVariable: true,
};
