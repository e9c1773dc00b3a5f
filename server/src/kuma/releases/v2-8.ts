import type { Behavior } from "../behavior.ts";
import { v2_7 } from "./v2-7.ts";

/** As 2.8.8 behaves: the first release without what was later backported to the others. */
export const v2_8: Behavior = {
  ...v2_7,
  release: "2.8",
  title: "2.8",
  imageTag: "2.8.8",
  routeMesh: ["label", "annotation", "namespace-label", "namespace-annotation"],
  countsRefsOfGatewaysOnly: true,
  writesLastParentFirst: true,
  labelsZoneAndRole: true,
  validatesInstances: true,
  routeTargetKinds: {
    ...v2_7.routeTargetKinds,
    to: ["MeshService", "MeshExternalService", "MeshMultiZoneService"],
    backend: ["MeshService", "MeshServiceSubset", "MeshExternalService", "MeshMultiZoneService"],
  },
  dnsVariables: (dns) => v2_7.dnsVariables(dns).filter((v) => v.name !== "KUMA_DNS_CORE_DNS_EMPTY_PORT"),
};
