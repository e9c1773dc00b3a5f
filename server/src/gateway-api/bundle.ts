import { type Channel, compareVersions } from "../kubernetes/availability.ts";
import type { Kinds } from "../kubernetes/catalog.ts";
import { gatewayKind } from "./kinds/gateway.ts";
import { gatewayClassKind } from "./kinds/gateway-class.ts";
import { httpRouteKind } from "./kinds/http-route.ts";
import { referenceGrantKind } from "./kinds/reference-grant.ts";

/** A set of CRDs of the Gateway API. Patches of a minor do not differ here: each is taken for the minor's last. */
export interface Bundle {
  readonly minor: BundleMinor;
  readonly channel: Channel;
}

export const bundleMinors = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6"] as const;
export type BundleMinor = (typeof bundleMinors)[number];

/** The bundle that a version (`1.5`, `v1.5.1`) stands for: its minor, or the nearest one that we know. */
export function bundleOf(version: string, channel: Channel): Bundle {
  const plain = version.replace(/^v/, "");
  const minor = bundleMinors.findLast((known) => compareVersions(known, plain) <= 0);
  return { minor: minor ?? "1.0", channel };
}

export const gatewayApiDeclarations = [gatewayClassKind, gatewayKind, httpRouteKind, referenceGrantKind] as const;

export function gatewayApiKinds(bundle: Bundle): Kinds {
  return { declarations: gatewayApiDeclarations, edition: { version: bundle.minor, channel: bundle.channel } };
}
