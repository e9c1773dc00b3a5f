import { type Admitted, kind, object, optional, type RuleOn, required, string } from "../../kubernetes/schema.ts";
import { controllerPattern, groupName, kindName, namespaceName, objectName } from "./names.ts";
import { gatewayApiGroup } from "./references.ts";

// port of: GatewayClass spec.controllerName, `Value is immutable`. It compares with the stored object, so a file alone
// never breaks it; it is here because a kind with rules says so when they could not be checked.
const immutable: RuleOn<string> = {
  name: "controller-name-immutable",
  message: "Value is immutable",
  check: () => undefined,
};

export const gatewayClassFields = {
  controllerName: required(
    string({ minLength: 1, maxLength: 253, pattern: controllerPattern, rules: [immutable] }),
    "The controller that owns the class: gateways.kuma.io/controller for Kuma; it cannot be changed later.",
  ),
  description: optional(string({ maxLength: 64 }), "A note for people; Kuma ignores it."),
  parametersRef: optional(
    object({
      group: required(groupName, "API group of the configuration; Kuma accepts kuma.io only."),
      kind: required(kindName, "Kind of the configuration; Kuma accepts MeshGatewayConfig only."),
      name: required(objectName, "Name of the MeshGatewayConfig; the class is not accepted while it is missing."),
      namespace: optional(namespaceName, "Must stay empty for Kuma, because a MeshGatewayConfig is cluster-scoped."),
    }),
    "The MeshGatewayConfig that shapes the Services and Deployments of all Gateways of this class.",
  ),
} as const;

export const gatewayClassKind = kind({
  group: gatewayApiGroup,
  kind: "GatewayClass",
  namespaced: false,
  versions: [{ name: "v1" }, { name: "v1beta1" }],
  doc: "A class of Gateways and the controller that takes care of them; Kuma 2.x reconciles those that name its controller.",
  fields: {
    spec: required(object(gatewayClassFields), "What the class stands for."),
  },
});

export type GatewayClass = Admitted<typeof gatewayClassKind>;
