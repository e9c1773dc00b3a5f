import type { Behavior } from "../behavior.ts";
import { translateRoute } from "../translate-v3/http-route-translation.ts";
import { v2_14 } from "./v2-14.ts";

/** A development snapshot of 3.0. Translation of routes is a rewrite (`translate-v3/`), not tweaks. */
export const v3_0: Behavior = {
  ...v2_14,
  release: "3.0",
  title: "3.0 (development snapshot)",
  imageTag: "3.0.0-preview",
  gatewayApi: { version: "1.6.0", channel: "standard" },
  gateways: false,
  routeTargetKinds: {
    top: ["Mesh", "Dataplane"],
    topOutsideSystem: ["Mesh", "Dataplane"],
    to: ["MeshService", "MeshExternalService", "MeshMultiZoneService"],
    backend: ["MeshService", "MeshExternalService", "MeshMultiZoneService"],
    mirror: ["MeshService", "MeshExternalService", "MeshMultiZoneService"],
  },
  targetsByLabelsOnly: true,
  routeMesh: ["label", "namespace-label"],
  translateRoute,
  emptyGrantNameMeansAll: false,
};
