import type { Behavior } from "../behavior.ts";
import { v2_9 } from "./v2-9.ts";

/** As 2.10.11 behaves. */
export const v2_10: Behavior = {
  ...v2_9,
  release: "2.10",
  title: "2.10",
  imageTag: "2.10.11",
  gatewayApi: { version: "1.2.1", channel: "standard" },
  reconcilesOnGlobal: false,
  writesEmptyTags: true,
  writesLastParentFirst: true,
  routeTargetKinds: {
    ...v2_9.routeTargetKinds,
    top: [...v2_9.routeTargetKinds.top, "Dataplane"],
    topOutsideSystem: [...v2_9.routeTargetKinds.topOutsideSystem, "Dataplane"],
  },
  writesMissingRules: true,
};
