import { since, until } from "../../kubernetes/availability.ts";
import { type Admitted, kind, list, object, optional, required } from "../../kubernetes/schema.ts";
import { groupName, kindName, namespaceName, objectName } from "./names.ts";
import { gatewayApiGroup } from "./references.ts";

export const referenceGrantKind = kind({
  group: gatewayApiGroup,
  kind: "ReferenceGrant",
  namespaced: true,
  versions: [
    { name: "v1", when: since("1.5") },
    { name: "v1beta1" },
    { name: "v1alpha2", when: [until("1.0"), until("1.1", "experimental")] },
  ],
  doc: "Lets objects of other namespaces refer to objects of the namespace that it lies in.",
  fields: {
    spec: optional(
      object({
        from: required(
          list(
            object({
              group: required(groupName, "API group of who refers, compared exactly."),
              kind: required(kindName, "Kind of who refers: HTTPRoute for backends, Gateway for TLS Secrets."),
              namespace: required(namespaceName, "Namespace of who refers, compared exactly; there is no wildcard."),
            }),
            { minItems: 1, maxItems: 16 },
          ),
          "Who may refer; one matching entry is enough.",
        ),
        to: required(
          list(
            object({
              group: required(groupName, "API group of what may be referred to; empty for Services and Secrets."),
              kind: required(kindName, "Kind of what may be referred to, Service or Secret for instance."),
              name: optional(objectName, "Only the object of this name; all of that kind if absent."),
            }),
            { minItems: 1, maxItems: 16 },
          ),
          "What may be referred to in this namespace; one matching entry is enough.",
        ),
      }),
      "Who may refer to what.",
      { requiredWhen: since("1.6") },
    ),
  },
});

export type ReferenceGrant = Admitted<typeof referenceGrantKind>;
