/** GatewayClass: whether its parameters are good, and who uses it. kuma: gateway_class_controller.go */
import { pendingGatewayClass } from "../../gateway-api/condition.ts";
import { type Gateway, gatewayKind } from "../../gateway-api/kinds/gateway.ts";
import { type GatewayClass, gatewayClassKind } from "../../gateway-api/kinds/gateway-class.ts";
import type { ClusterIndex } from "../../kubernetes/cluster.ts";
import { keyFromText, keyOf } from "../../kubernetes/object.ts";
import type { ControlPlane } from "../control-plane.ts";
import type { Outcome } from "../outcome.ts";
import type { Condition } from "../place.ts";
import type { Problem } from "../problem.ts";
import { at } from "../trace.ts";
import type { Step, View } from "../view.ts";
import { type InvalidParameters, isInvalid, parametersOf } from "./gateway-parameters.ts";
import { controllerName } from "./naming.ts";

export interface GatewayClassOutcome extends Outcome {
  /** Whether the class names Kuma's controller and this control plane looks at classes at all. */
  readonly reconciled: boolean;
  readonly conditions: readonly Condition[];
  readonly finalizers: readonly string[];
}

export const gatewaysByClass: ClusterIndex<Gateway> = {
  name: "gateways by class",
  kind: gatewayKind,
  keys: (gateway) => [gateway.spec.gatewayClassName],
};

/** Whether this control plane looks at GatewayClasses and Gateways. */
export function reconcilesGateways({ behavior, settings }: ControlPlane): boolean {
  return behavior.gateways && (settings.mode === "zone" || behavior.reconcilesOnGlobal);
}

export const gatewayClassStep: Step<GatewayClassOutcome> = { name: "gateway class", run: reconcileGatewayClass };

const finalizer = "gateway-exists-finalizer.gateway.networking.k8s.io";

function reconcileGatewayClass(view: View, key: string): GatewayClassOutcome {
  const gatewayClass = view.cluster.get(gatewayClassKind, "", keyFromText(key).name);
  const ours = gatewayClass?.spec.controllerName === controllerName && reconcilesGateways(view.controlPlane);
  if (gatewayClass === undefined || !ours) {
    return {
      reconciled: false,
      generated: [],
      refused: [],
      problems: [],
      conditions: pendingGatewayClass(view.controlPlane.settings.gatewayApi.version).map((one) => ({
        ...one,
        causes: [at(keyFromText(key), "spec", "controllerName")],
      })),
      finalizers: [],
    };
  }
  const parameters = parametersOf(view, gatewayClass);
  const condition = isInvalid(parameters) ? refusedCondition(parameters) : acceptedCondition(gatewayClass);
  return {
    reconciled: true,
    generated: [],
    refused: [],
    problems: isInvalid(parameters) ? [parametersProblem(gatewayClass, parameters, condition)] : [],
    conditions: [condition],
    finalizers: view.cluster.listBy(gatewaysByClass, gatewayClass.metadata.name).length > 0 ? [finalizer] : [],
  };
}

function acceptedCondition(gatewayClass: GatewayClass): Condition {
  return {
    type: "Accepted",
    status: "True",
    reason: "Accepted",
    message: "",
    observedGeneration: 1,
    causes: [at(keyOf(gatewayClass), "spec", "controllerName")],
  };
}

function refusedCondition(invalid: InvalidParameters): Condition {
  return {
    type: "Accepted",
    status: "False",
    reason: "InvalidParameters",
    message: invalid.message,
    observedGeneration: 1,
    causes: [invalid.at],
  };
}

function parametersProblem(gatewayClass: GatewayClass, invalid: InvalidParameters, condition: Condition): Problem {
  const { group = "", kind = "", name = "", namespace = "" } = gatewayClass.spec.parametersRef ?? {};
  const told = { at: invalid.at, because: { condition, of: keyOf(gatewayClass) } };
  switch (invalid.code) {
    case "class-parameters-kind":
      return { ...told, code: invalid.code, args: { group, kind } };
    case "class-parameters-namespace":
      return { ...told, code: invalid.code, args: { namespace } };
    case "class-parameters-missing":
      return { ...told, code: invalid.code, args: { name } };
  }
}
