/** The MeshGateway and MeshGatewayInstance that a Gateway becomes. kuma: gateway_conversion.go, gateway_controller.go */
import type { Gateway, Listener } from "../../gateway-api/kinds/gateway.ts";
import { type Json, type JsonObject, keyOf } from "../../kubernetes/object.ts";
import { canonicalQuantity } from "../../kubernetes/quantity.ts";
import type { Behavior } from "../behavior.ts";
import type { MeshGateway } from "../kinds/mesh-gateway.ts";
import type { MeshGatewayInstance } from "../kinds/mesh-gateway-instance.ts";
import type { Generated, Place } from "../place.ts";
import { at, below, copied, from, generated, type Traced } from "../trace.ts";
import type { GatewayInstanceSpec, GatewayParameters } from "./gateway-parameters.ts";
import type { MeshOf } from "./mesh-of.ts";
import {
  gatewayApiGroup,
  kumaGroup,
  listenerNameTag,
  listenerPortTag,
  meshGatewayName,
  meshLabel,
  ownerLabel,
  ownerLabelValue,
  serviceTag,
  serviceTagName,
} from "./naming.ts";

export interface TranslatedListener {
  readonly listener: Listener;
  readonly place: Place;
  /** Names of the copies, each with the certificateRef that asked for it. */
  readonly certificates: readonly { readonly name: string; readonly ref: Place }[];
}

export function meshGatewayFor(
  behavior: Behavior,
  gateway: Gateway,
  mesh: MeshOf,
  parameters: GatewayParameters,
  listeners: readonly TranslatedListener[],
  existing: MeshGateway | undefined,
): Generated {
  const owner = keyOf(gateway);
  const name = meshGatewayName(owner);
  const named = at(owner, "metadata", "name");
  const metadata: Traced =
    existing === undefined
      ? {
          // The label of the mesh is the defaulting webhook's work.
          labels: { [ownerLabel]: from(named, ownerLabelValue(owner)) },
          name: from([named, at(owner, "metadata", "namespace")], name),
        }
      : copied(at(keyOf(existing), "metadata"), existing.metadata as unknown as Json);
  const tree: Traced = {
    apiVersion: "kuma.io/v1alpha1",
    kind: "MeshGateway",
    mesh:
      existing === undefined
        ? from(mesh.from, mesh.mesh)
        : from(at(keyOf(existing), "mesh"), existing.mesh ?? "default"),
    metadata,
    spec: {
      conf: { listeners: listeners.map((listener) => meshListener(behavior, parameters, listener)) },
      selectors: [{ match: { [serviceTagName]: from(named, serviceTag(owner)) } }],
    },
  };
  return generated({ group: kumaGroup, kind: "MeshGateway", namespace: "", name }, from(at(owner), tree));
}

/** Protobuf leaves out what is empty: a hostname of "" (`*` stands for one that is not written), `crossMesh: false`. */
function meshListener(behavior: Behavior, parameters: GatewayParameters, translated: TranslatedListener): Traced {
  const { listener, place } = translated;
  const { hostname, port, protocol, name } = listener;
  return from(place, {
    crossMesh:
      parameters.crossMesh && parameters.config !== undefined
        ? from(at(parameters.config, "spec", "crossMesh"), true)
        : undefined,
    hostname: hostname === "" ? undefined : from(below(place, "hostname"), hostname ?? "*"),
    port: from(below(place, "port"), port),
    protocol: from(below(place, "protocol"), protocol),
    tags: {
      [listenerNameTag]: from(below(place, "name"), name),
      [listenerPortTag]: behavior.listenerPortTag ? from(below(place, "port"), String(port)) : undefined,
    },
    tls: tlsOf(translated),
  });
}

function tlsOf({ listener, place, certificates }: TranslatedListener): Traced | undefined {
  if (listener.tls === undefined || listener.tls.mode === "Passthrough") return undefined;
  return from(below(place, "tls"), {
    certificates:
      certificates.length === 0 ? undefined : certificates.map(({ name, ref }) => ({ secret: from(ref, name) })),
    mode: from(below(place, "tls", "mode"), "TERMINATE"),
  });
}

/** Takes over an instance that is there already: its spec is replaced, its labels stay. */
export function meshGatewayInstanceFor(
  gateway: Gateway,
  mesh: MeshOf,
  parameters: GatewayParameters,
  existing: MeshGatewayInstance | undefined,
): Generated {
  const owner = keyOf(gateway);
  const { namespace, name } = owner;
  const controller = {
    apiVersion: `${gatewayApiGroup}/v1beta1`,
    blockOwnerDeletion: true,
    controller: true,
    kind: "Gateway",
    name: from(at(owner, "metadata", "name"), name),
  };
  const kept = existing === undefined ? {} : keptMetadata(existing);
  const tree: Traced = {
    apiVersion: "kuma.io/v1alpha1",
    kind: "MeshGatewayInstance",
    metadata: {
      ...kept,
      labels: { ...kept.labels, [meshLabel]: from(mesh.from, mesh.mesh) },
      name: from(at(owner, "metadata", "name"), name),
      namespace: from(at(owner, "metadata", "namespace"), namespace),
      ownerReferences: [...(kept.ownerReferences ?? []), controller],
    },
    spec: instanceSpec(gateway, parameters),
  };
  return generated({ group: kumaGroup, kind: "MeshGatewayInstance", namespace, name }, from(at(owner), tree));
}

interface KeptMetadata {
  readonly labels?: Readonly<Record<string, Traced>>;
  readonly annotations?: Traced;
  readonly ownerReferences?: readonly Traced[];
}

function keptMetadata(existing: MeshGatewayInstance): KeptMetadata {
  const key = keyOf(existing);
  const { labels, annotations } = existing.metadata;
  const references = ownerReferencesOf(existing).filter((reference) => reference.controller !== true);
  return {
    ...(annotations === undefined ? {} : { annotations: copied(at(key, "metadata", "annotations"), annotations) }),
    labels: Object.fromEntries(
      Object.entries(labels ?? {}).map(([label, value]) => [label, from(at(key, "metadata", "labels", label), value)]),
    ),
    ownerReferences: references.map(({ uid: _, ...reference }) =>
      from(at(key, "metadata", "ownerReferences"), reference),
    ),
  };
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** The shape of metadata that the rest of the program needs leaves these out. */
export function ownerReferencesOf(object: { readonly metadata: object }): readonly (OwnerReference & JsonObject)[] {
  const { ownerReferences } = object.metadata as {
    readonly ownerReferences?: readonly (OwnerReference & JsonObject)[];
  };
  return ownerReferences ?? [];
}

/**
 * Field for field what the class's config says. Go writes nested structs even where they are empty, leaves out empty maps and
 * texts, and prints quantities in their canonical form.
 */
function instanceSpec(gateway: Gateway, { config, crossMesh, spec }: GatewayParameters): Traced {
  const className = at(keyOf(gateway), "spec", "gatewayClassName");
  const written = (path: readonly string[], value: Json | undefined): Traced | undefined => {
    if (value === undefined) return undefined;
    return config === undefined ? from(className, value) : copied(at(config, "spec", ...path), value);
  };
  const { podTemplate, serviceTemplate, resources, tags } = spec;
  const pod = podTemplate?.spec;
  const tree: Traced = {
    podTemplate: {
      metadata: template(written, ["podTemplate", "metadata"], podTemplate?.metadata),
      spec: {
        container: {
          securityContext: {
            readOnlyRootFilesystem: written(
              ["podTemplate", "spec", "container", "securityContext", "readOnlyRootFilesystem"],
              pod?.container?.securityContext?.readOnlyRootFilesystem,
            ),
          },
        },
        securityContext: {
          fsGroup: written(["podTemplate", "spec", "securityContext", "fsGroup"], pod?.securityContext?.fsGroup),
        },
        serviceAccountName: written(
          ["podTemplate", "spec", "serviceAccountName"],
          pod?.serviceAccountName || undefined,
        ),
      },
    },
    replicas: written(["replicas"], spec.replicas),
    resources: resources === undefined ? undefined : written(["resources"], canonicalResources(resources)),
    serviceTemplate: {
      metadata: template(written, ["serviceTemplate", "metadata"], serviceTemplate?.metadata),
      spec: {
        loadBalancerIP: written(
          ["serviceTemplate", "spec", "loadBalancerIP"],
          serviceTemplate?.spec?.loadBalancerIP || undefined,
        ),
      },
    },
    serviceType:
      crossMesh && config !== undefined
        ? from(at(config, "spec", "crossMesh"), "ClusterIP")
        : written(["serviceType"], spec.serviceType),
    tags: written(["tags"], unlessEmpty(tags)),
  };
  return config === undefined ? from(className, tree) : from(at(config, "spec"), tree);
}

function template(
  written: (path: readonly string[], value: Json | undefined) => Traced | undefined,
  path: readonly string[],
  metadata: NonNullable<GatewayInstanceSpec["podTemplate"]>["metadata"],
): Traced {
  return {
    annotations: written([...path, "annotations"], unlessEmpty(metadata?.annotations)),
    labels: written([...path, "labels"], unlessEmpty(metadata?.labels)),
  };
}

/** As Go writes resource requirements that it has read. */
export function canonicalResources(resources: NonNullable<GatewayInstanceSpec["resources"]>): JsonObject {
  const { limits, requests, claims } = resources;
  return {
    ...(claims === undefined || claims.length === 0 ? {} : { claims: claims as unknown as Json }),
    ...(unlessEmpty(limits) === undefined ? {} : { limits: canonicalAmounts(limits) }),
    ...(unlessEmpty(requests) === undefined ? {} : { requests: canonicalAmounts(requests) }),
  };
}

function canonicalAmounts(amounts: Readonly<Record<string, string | number>> = {}): JsonObject {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, canonicalQuantity(amount)]));
}

function unlessEmpty<T extends object>(map: T | undefined): T | undefined {
  return map === undefined || Object.keys(map).length === 0 ? undefined : map;
}
