import { type Gateway, gatewayKind } from "../gateway-api/kinds/gateway.ts";
import { gatewayClassKind } from "../gateway-api/kinds/gateway-class.ts";
import type { BackendObjectReference, HTTPRoute, ParentReference } from "../gateway-api/kinds/http-route.ts";
import { type Service, type ServicePort, serviceKind } from "../kubernetes/kinds/service.ts";
import { keyOf } from "../kubernetes/object.ts";
import { type MeshService, meshServiceKind } from "../kuma/kinds/mesh-service.ts";
import type { Place } from "../kuma/place.ts";
import { at } from "../kuma/trace.ts";
import { parentKindOf } from "../kuma/translate/attachment.ts";
import { controllerName } from "../kuma/translate/naming.ts";
import { objectKey } from "./object-key.ts";
import type { RuleContext } from "./rule.ts";

interface ParentRef {
  readonly index: number;
  readonly ref: ParentReference;
  readonly namespace: string;
  readonly at: Place;
}

/** A parent that this release of Kuma takes routes for. */
export type KumaParent = ParentRef &
  (
    | { readonly kind: "Gateway"; readonly gateway: Gateway | undefined }
    | { readonly kind: "Service"; readonly service: Service }
    | { readonly kind: "MeshService"; readonly service: MeshService }
  );

/** Not those of other implementations, and not those of which nothing is known. A Gateway declared as external counts as Kuma's. */
export function kumaParents(route: HTTPRoute, context: RuleContext): readonly KumaParent[] {
  const find = () => [...findParents(route, context)];
  return context.remember?.("parents", find) ?? find();
}

function* findParents(route: HTTPRoute, context: RuleContext): Generator<KumaParent> {
  const { cluster, controlPlane, world } = context;
  const own = route.metadata.namespace ?? "";
  for (const [index, ref] of (route.spec.parentRefs ?? []).entries()) {
    const namespace = ref.namespace ?? own;
    const parent = { index, ref, namespace, at: at(keyOf(route), "spec", "parentRefs", index) };
    const kind = parentKindOf(ref);
    if (kind === "Gateway" && controlPlane.behavior.gateways) {
      const gateway = cluster.get(gatewayKind, namespace, ref.name);
      const external = gateway === undefined && world.isExternal(objectKey(gatewayKind, namespace, ref.name));
      if (external || (gateway !== undefined && isKumas(gateway, context))) yield { ...parent, kind, gateway };
    } else if (kind === "Service") {
      const service = cluster.get(serviceKind, namespace, ref.name);
      if (service !== undefined) yield { ...parent, kind, service };
    } else if (kind === "MeshService" && !controlPlane.behavior.gateways) {
      const service = cluster.get(meshServiceKind, namespace, ref.name);
      if (service !== undefined) yield { ...parent, kind, service };
    }
  }
}

export function concernsKuma(route: HTTPRoute, context: RuleContext): boolean {
  return kumaParents(route, context).length > 0;
}

/** Whether Kuma takes care of the Gateway. Every installation has the class `kuma`, mostly without a manifest. */
export function isKumas(gateway: Gateway, { cluster, controlPlane, world }: RuleContext): boolean {
  const { behavior, settings } = controlPlane;
  if (!behavior.gateways || (settings.mode === "global" && !behavior.reconcilesOnGlobal)) return false;
  const name = gateway.spec.gatewayClassName;
  const gatewayClass = cluster.get(gatewayClassKind, "", name);
  if (gatewayClass !== undefined) return gatewayClass.spec.controllerName === controllerName;
  return name === "kuma" && !world.complete;
}

export interface BackendReference {
  readonly ref: BackendObjectReference;
  readonly namespace: string;
  readonly rule: number;
  readonly mirror: boolean;
  readonly at: Place;
}

/** All references of a route to backends: those of its rules and of its mirrors. */
export function* backendReferences(route: HTTPRoute): Generator<BackendReference> {
  const key = keyOf(route);
  for (const [rule, { backendRefs, filters }] of route.spec.rules.entries()) {
    const place = at(key, "spec", "rules", rule);
    for (const [index, { requestMirror }] of (filters ?? []).entries()) {
      if (requestMirror === undefined) continue;
      const ref = requestMirror.backendRef;
      const where = { ...place, path: [...place.path, "filters", index, "requestMirror", "backendRef"] };
      yield { ref, namespace: ref.namespace ?? key.namespace, rule, mirror: true, at: where };
    }
    for (const [index, ref] of (backendRefs ?? []).entries()) {
      const where = { ...place, path: [...place.path, "backendRefs", index] };
      yield { ref, namespace: ref.namespace ?? key.namespace, rule, mirror: false, at: where };
    }
  }
}

const knownProtocols = new Set(["http", "http2", "tcp", "tls", "grpc", "kafka", "mysql"]);

/** What Kuma takes a port of a Service for. kuma: inbound_converter.go `ProtocolTagFor` */
export function protocolOf(service: Service, port: ServicePort): string {
  const written = port.appProtocol?.toLowerCase() ?? "";
  if (knownProtocols.has(written)) return written;
  return (service.metadata.annotations?.[`${port.port}.service.kuma.io/protocol`] ?? "").toLowerCase() || "tcp";
}

export function speaksHttp(protocol: string): boolean {
  return protocol === "http" || protocol === "http2" || protocol === "grpc";
}
