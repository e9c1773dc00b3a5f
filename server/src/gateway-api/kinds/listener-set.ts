import { between, since, until, varies } from "../../kubernetes/availability.ts";
import { defaulted, type Field, integer, kind, list, object, optional, required } from "../../kubernetes/schema.ts";
import { listenerFields, listeners } from "./gateway.ts";
import { listenerRules } from "./gateway-rules.ts";
import { groupName, kindName, namespaceName, objectName } from "./names.ts";
import { experimentalGroup, gatewayApiGroup } from "./references.ts";

const parentRef = required(
  object({
    group: defaulted(groupName, gatewayApiGroup, "API group of the parent."),
    kind: defaulted(kindName, "Gateway", "Kind of the parent."),
    name: required(objectName, "Name of the Gateway."),
    namespace: optional(namespaceName, "Namespace of the Gateway; that of this object if absent."),
  }),
  "The Gateway that gets the listeners.",
);

const doc = "Adds listeners to a Gateway; no Kuma release reads it.";

function listenerSet(listeners: Field) {
  return { spec: required(object({ parentRef, listeners })) };
}

export const listenerSetKind = kind({
  group: gatewayApiGroup,
  kind: "ListenerSet",
  namespaced: true,
  versions: [{ name: "v1", when: since("1.5") }],
  doc,
  fields: listenerSet(required(listeners, "The listeners.")),
});

// 1.4 let the port away, as 0.
const experimentalListeners = list(
  object({
    ...listenerFields,
    port: defaulted(
      integer({ min: varies([[until("1.3"), 1]], 0), max: 65535, format: "int32" }),
      varies([[since("1.4"), 0]]),
      "Port on which the Gateway listens.",
      { requiredWhen: until("1.3") },
    ),
  }),
  {
    minItems: 1,
    maxItems: 64,
    unique: ["name"],
    rules: listenerRules,
  },
);

export const xListenerSetKind = kind({
  group: experimentalGroup,
  kind: "XListenerSet",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: between("1.3", "1.4", "experimental") }],
  doc,
  fields: listenerSet(required(experimentalListeners, "The listeners.")),
});
