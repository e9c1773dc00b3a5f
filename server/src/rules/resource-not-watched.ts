import type { ReadingArgs } from "../workspace/reading-problem.ts";
import { defineRule } from "./rule.ts";

const instead: Readonly<Record<string, string>> = {
  GRPCRoute: "an HTTPRoute can route gRPC by path and header",
  TCPRoute: "a MeshTCPRoute routes TCP in the mesh",
  TLSRoute: "a MeshTCPRoute routes TLS in the mesh",
  BackendTLSPolicy: "the mesh's own mTLS, or a MeshExternalService with tls, secures what is sent to backends",
  BackendTrafficPolicy: "MeshRetry, MeshTimeout and MeshLoadBalancingStrategy do such things",
  XBackendTrafficPolicy: "MeshRetry, MeshTimeout and MeshLoadBalancingStrategy do such things",
  ListenerSet: "listeners belong into the Gateway itself",
  XListenerSet: "listeners belong into the Gateway itself",
};

export const resourceNotWatched = defineRule<ReadingArgs["resource-not-watched"]>({
  code: "resource-not-watched",
  severity: "warning",
  says: ({ kind }) =>
    `No release of Kuma looks at a ${kind}: it has no effect and gets no status${instead[kind] === undefined ? "" : ` (${instead[kind]})`}.`,
});
