import type { Behavior } from "../behavior.ts";
import { v2_8 } from "./v2-8.ts";

/** As 2.9.19 behaves. */
export const v2_9: Behavior = {
  ...v2_8,
  release: "2.9",
  title: "2.9",
  imageTag: "2.9.19",
  gatewayApi: { version: "1.2.0", channel: "standard" },
  gatewayMesh: v2_8.routeMesh,
  parentRefPort: true,
  writesLastParentFirst: false,
  looksAtUnselectedListeners: false,
  listenerPortTag: true,
  meshGatewayMeshLabel: (mesh) => mesh,
  labelsEnvironment: true,
  instanceServiceTagForbidden: true,
  podMesh: "label",
  probeProxyVariable: true,
};
