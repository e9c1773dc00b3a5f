import type { GatewayClass } from "../../gateway-api/kinds/gateway-class.ts";
import { keyOf, type ObjectKey } from "../../kubernetes/object.ts";
import { type MeshGatewayConfig, meshGatewayConfigKind } from "../kinds/mesh-gateway-config.ts";
import type { MeshGatewayInstance } from "../kinds/mesh-gateway-instance.ts";
import type { Place } from "../place.ts";
import { at } from "../trace.ts";
import type { View } from "../view.ts";
import { kumaGroup } from "./naming.ts";

/** Why the parametersRef of a class cannot be used: the message of its condition, and the code of the finding. */
export interface InvalidParameters {
  readonly code: "class-parameters-kind" | "class-parameters-namespace" | "class-parameters-missing";
  readonly message: string;
  readonly at: Place;
}

/** What MeshGatewayConfig and MeshGatewayInstance share. */
export type GatewayInstanceSpec = NonNullable<MeshGatewayInstance["spec"]>;

export interface GatewayParameters {
  /** The object that says so, where a class names one. */
  readonly config?: ObjectKey;
  readonly crossMesh: boolean;
  readonly spec: GatewayInstanceSpec;
}

/** What a MeshGatewayConfig without a word comes to. */
export const defaultInstanceSpec: GatewayInstanceSpec = { replicas: 1, serviceType: "LoadBalancer" };

/** kuma: gateway_class_controller.go getGatewayClassParameters; the order of the tests is upstream's. */
export function parametersOf(view: View, gatewayClass: GatewayClass): GatewayParameters | InvalidParameters {
  const ref = gatewayClass.spec.parametersRef;
  if (ref === undefined) return { crossMesh: false, spec: defaultInstanceSpec };
  const here = at(keyOf(gatewayClass), "spec", "parametersRef");
  if (ref.group !== kumaGroup || ref.kind !== "MeshGatewayConfig") {
    const field = ref.group !== kumaGroup ? "group" : "kind";
    return {
      code: "class-parameters-kind",
      message: "parametersRef must point to a MeshGatewayConfig.kuma.io",
      at: { object: here.object, path: [...here.path, field] },
    };
  }
  if (ref.namespace !== undefined && ref.namespace !== "") {
    return {
      code: "class-parameters-namespace",
      message: "parametersRef must not refer to a namespace",
      at: { object: here.object, path: [...here.path, "namespace"] },
    };
  }
  const config = view.cluster.get(meshGatewayConfigKind, "", ref.name);
  if (config === undefined) {
    return {
      code: "class-parameters-missing",
      message: "parametersRef could not be found",
      at: { object: here.object, path: [...here.path, "name"] },
    };
  }
  return parametersFrom(config);
}

function parametersFrom(config: MeshGatewayConfig): GatewayParameters {
  const { crossMesh = false, ...spec } = { ...defaultInstanceSpec, ...config.spec };
  return { config: keyOf(config), crossMesh, spec };
}

export function isInvalid(parameters: GatewayParameters | InvalidParameters): parameters is InvalidParameters {
  return "message" in parameters;
}
