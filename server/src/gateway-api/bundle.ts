import { type Channel, compareVersions } from "../kubernetes/availability.ts";
import type { Kinds } from "../kubernetes/catalog.ts";
import type { KindDeclaration } from "../kubernetes/schema.ts";
import { backendLbPolicyKind, backendTlsPolicyKind, xBackendTrafficPolicyKind } from "./kinds/backend-policies.ts";
import { xBackendKind, xMeshKind } from "./kinds/experimental.ts";
import { gatewayKind } from "./kinds/gateway.ts";
import { gatewayClassKind } from "./kinds/gateway-class.ts";
import { grpcRouteKind } from "./kinds/grpc-route.ts";
import { httpRouteKind } from "./kinds/http-route.ts";
import { listenerSetKind, xListenerSetKind } from "./kinds/listener-set.ts";
import { referenceGrantKind } from "./kinds/reference-grant.ts";
import {
  tcpRouteDraftKind,
  tcpRouteKind,
  tlsRouteDraftKind,
  tlsRouteKind,
  udpRouteDraftKind,
  udpRouteKind,
} from "./kinds/stream-route.ts";

/** A set of CRDs of the Gateway API. Patches of a minor do not differ here: each is taken for the minor's last. */
export interface Bundle {
  readonly minor: BundleMinor;
  readonly channel: Channel;
}

export const bundleMinors = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6"] as const;
export type BundleMinor = (typeof bundleMinors)[number];

const lastPatches: Readonly<Record<BundleMinor, string>> = {
  "1.0": "1.0.0",
  "1.1": "1.1.1",
  "1.2": "1.2.1",
  "1.3": "1.3.0",
  "1.4": "1.4.1",
  "1.5": "1.5.1",
  "1.6": "1.6.1",
};

/** The patch that a written-out version is taken for, where that is another one. */
export function takenFor(version: string): string | undefined {
  const minor = bundleMinors.find((known) => version.startsWith(`${known}.`));
  const last = minor === undefined ? undefined : lastPatches[minor];
  return last === version ? undefined : last;
}

/** The bundle that a version (`1.5`, `v1.5.1`) stands for: its minor, or the nearest one that we know. */
export function bundleOf(version: string, channel: Channel): Bundle {
  const plain = version.replace(/^v/, "");
  const minor = bundleMinors.findLast((known) => compareVersions(known, plain) <= 0);
  return { minor: minor ?? "1.0", channel };
}

export const gatewayApiDeclarations: readonly KindDeclaration[] = [
  gatewayClassKind,
  gatewayKind,
  httpRouteKind,
  referenceGrantKind,
  grpcRouteKind,
  tlsRouteKind,
  tlsRouteDraftKind,
  tcpRouteKind,
  tcpRouteDraftKind,
  udpRouteKind,
  udpRouteDraftKind,
  listenerSetKind,
  xListenerSetKind,
  backendTlsPolicyKind,
  backendLbPolicyKind,
  xBackendTrafficPolicyKind,
  xMeshKind,
  xBackendKind,
];

export function gatewayApiKinds(bundle: Bundle): Kinds {
  return { declarations: gatewayApiDeclarations, edition: { version: bundle.minor, channel: bundle.channel } };
}
