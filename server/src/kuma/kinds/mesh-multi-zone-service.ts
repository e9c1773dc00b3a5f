import { since, until } from "../../kubernetes/availability.ts";
import { defaulted, integer, kind, list, map, object, optional, required, string } from "../../kubernetes/schema.ts";

export const meshMultiZoneServiceKind = kind({
  group: "kuma.io",
  kind: "MeshMultiZoneService",
  namespaced: true,
  versions: [{ name: "v1alpha1", when: since("2.9") }],
  doc: "MeshServices of several zones under one name.",
  fields: {
    spec: optional(
      object({
        ports: required(
          list(
            object({
              port: required(integer({ format: "int32" })),
              name: optional(string()),
              appProtocol: defaulted(string(), "tcp"),
            }),
            { minItems: 1 },
          ),
        ),
        selector: required(
          object({
            meshService: required(
              object({ matchLabels: optional(map(string()), undefined, { requiredWhen: until("2.11") }) }),
              "The MeshServices that belong to it, by their labels.",
            ),
          }),
        ),
      }),
    ),
  },
});
