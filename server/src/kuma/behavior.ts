import type { HTTPRoute } from "../gateway-api/kinds/http-route.ts";
import type { RouteTranslation } from "./translate/route-translation.ts";
import type { View } from "./view.ts";

/** A place where an object's mesh may be written; releases differ in which they read, and for whom. */
export type MeshSource = "label" | "annotation" | "namespace-label" | "namespace-annotation";

/** A variable of the generated proxy's environment that depends on the release, its value already text. */
export interface ProxyVariable {
  readonly name: string;
  readonly value: string;
}

/** What of `runtime.kubernetes.injector.builtinDNS` reaches the generated proxy. */
export interface BuiltinDns {
  readonly enabled: boolean;
  readonly port: number;
  readonly logging: boolean;
}

/** Kinds that the targetRefs of a MeshHTTPRoute may have. */
export interface RouteTargetKinds {
  /** On top, of a route in the system namespace. */
  readonly top: readonly string[];
  /** On top, of a route in any other namespace. */
  readonly topOutsideSystem: readonly string[];
  readonly to: readonly string[];
  readonly backend: readonly string[];
  readonly mirror: readonly string[];
}

/** The bundle of Gateway API CRDs that a release is built and tested with. */
export interface GatewayApiBundle {
  readonly version: string;
  readonly channel: "standard" | "experimental";
}

/** Every point at which Kuma releases differ. One file of `releases/` sets all members; nothing else compares releases. */
export interface Behavior {
  /** `2.14` */
  readonly release: string;
  /** As shown to a reader: a snapshot says so. */
  readonly title: string;
  /** Tag of the released images, where the release has one. */
  readonly imageTag: string;
  /** What a workspace is checked against unless it says otherwise. Recorded answers exist for the standard channel. */
  readonly gatewayApi: GatewayApiBundle;

  // What is reconciled at all

  /** Up to 2.14: GatewayClass, Gateway, and HTTPRoutes with Gateway parents. 3.0 removed builtin gateways: none of these is read or written. */
  readonly gateways: boolean;
  /** Up to 2.9 a global control plane on Kubernetes reconciled Gateway API objects like a zone; from 2.10 it ignores them. */
  readonly reconcilesOnGlobal: boolean;

  // Which mesh; the first non-empty source wins, then `default`

  /** 2.7, 2.8: annotations only. From 2.9 also labels, and labels come first. */
  readonly gatewayMesh: readonly MeshSource[];
  /** 2.7: the object's label and annotation, the namespace's annotation. From 2.8 the namespace's label too. 3.0: labels only. MeshGatewayInstances alike. */
  readonly routeMesh: readonly MeshSource[];

  // Attachment of routes

  /** Up to 2.8 `parentRef.port` was ignored for attachment and targetRef (though always part of the generated name). From 2.9 it selects listeners and becomes a tag. */
  readonly parentRefPort: boolean;
  /**
   * Up to 2.8 the namespace selectors of all listeners were evaluated, so that an invalid one failed every route of the Gateway; and
   * only an unknown sectionName was NoMatchingParent. From 2.9 only listeners that the ref selects are looked at.
   */
  readonly looksAtUnselectedListeners: boolean;
  /** Up to 2.13 `*.example.com` matched `fooexample.com`: the prefix was cut and a suffix compared. From 2.14 at a label boundary. */
  readonly wildcardsMatchWholeLabels: boolean;
  /** 2.7 compared only namespace and name to tell whether a route has a ref to a Gateway, so a Service of that name counted. From 2.8 group and kind too. */
  readonly countsRefsOfGatewaysOnly: boolean;
  /** Up to 2.13 a ref without sectionName counted for every listener's attachedRoutes; from 2.14 for those whose hostname intersects. */
  readonly countsByHostname: boolean;

  // Translation of routes

  /** Up to 2.14: Gateways and Services as parents, `kuma.io/service` tags. 3.0 rewrote it: Services and MeshServices, by labels. */
  readonly translateRoute: (view: View, route: HTTPRoute) => RouteTranslation;
  /** Up to 2.14 a ReferenceGrant's `to.name: ""` meant all names, as if it were absent. 3.0 takes it for a name. */
  readonly emptyGrantNameMeansAll: boolean;
  /**
   * Kuma writes the objects of a route in the arbitrary order of a Go map and stops at the first one that is refused. Recorded is
   * the order of the parentRefs, but its reverse in 2.8 and 2.10, which are built with an older Go.
   */
  readonly writesLastParentFirst: boolean;

  // Gateways

  /** From 2.9 each generated listener carries the tag `gateways.kuma.io/listener-port`. */
  readonly listenerPortTag: boolean;
  /** From 2.11 Secrets are read from the system namespace only, unless `supportGatewaySecretsInAllNamespaces`; another one ends the reconciliation in an error. */
  readonly secretsOfSystemNamespaceOnly: boolean;

  // Generated metadata

  /** 2.7, 2.8: the label `kuma.io/mesh` of a MeshGateway said `default` whatever its mesh. From 2.9 it is the mesh. */
  readonly meshGatewayMeshLabel: (mesh: string) => string;
  /** From 2.8: label `kuma.io/zone`, annotation `kuma.io/display-name`; on MeshHTTPRoutes also `k8s.kuma.io/namespace` and `kuma.io/policy-role`. */
  readonly labelsZoneAndRole: boolean;
  /** From 2.9: label `kuma.io/env: kubernetes`. */
  readonly labelsEnvironment: boolean;
  /** From 2.10 empty maps and lists behind pointers are written: `targetRef.tags: {}` of a route on a whole Gateway. Before, they were left out. */
  readonly writesEmptyTags: boolean;

  // Webhooks

  /** From 2.11 Kuma's webhooks see only namespaces with the label key `kuma.io/sidecar-injection`; before, all of them. */
  readonly webhooksNeedInjectionLabel: boolean;
  /** 2.7 had the rules for MeshGatewayInstances, but its chart did not register them: nothing was validated. */
  readonly validatesInstances: boolean;
  /** From 2.9 a MeshGatewayInstance must not have the tag `kuma.io/service`. */
  readonly instanceServiceTagForbidden: boolean;
  /** What a MeshHTTPRoute may target. 2.8 added MeshExternalService and MeshMultiZoneService, 2.10 Dataplane; 3.0 took away subsets, gateways and names. */
  readonly routeTargetKinds: RouteTargetKinds;
  /** Up to 2.12 the refusal did not say which kind it was. */
  readonly unsupportedKind: (kind: string) => string;
  /** 3.0 removed names, tags and meshes from targetRefs: services are referred to by their labels. */
  readonly targetsByLabelsOnly: boolean;
  /** From 2.10 the Go types write a list that must be there even where it has no value, as `null`: `rules` of a MeshHTTPRoute. Before, only `matches`. */
  readonly writesMissingRules: boolean;

  // The generated Deployment

  /** Up to 2.8 the pod's mesh was an annotation; from 2.9 it is a label. */
  readonly podMesh: "annotation" | "label";
  /** Up to 2.13 the injector's default limits had `cpu: 1000m`, from which `--concurrency` follows; 2.14 has no CPU limit and no such argument. */
  readonly proxyCpuLimit: string | undefined;
  /** Up to 2.13 Envoy's admin port answers the probes; 2.14 moved Envoy's admin to a Unix socket, the proxy's own port answers. */
  readonly proxyReadinessPort: number;
  /** Up to 2.13 the annotation `kuma.io/envoy-admin-port` of an instance moves the probes; from 2.14 it is not the admin port that answers. */
  readonly probesFollowAdminPort: boolean;
  /** What DNS settings become. 2.7 had an empty-port variable; up to 2.10 CoreDNS; from 2.11 the proxy embedded in kuma-dp. */
  readonly dnsVariables: (dns: BuiltinDns) => readonly ProxyVariable[];
  /** From 2.9 the application probe proxy is switched off for gateways by a variable. */
  readonly probeProxyVariable: boolean;
  /** From 2.14 the OpenTelemetry pipe is on by default and needs the node's address. */
  readonly hostAddressVariable: boolean;
}
