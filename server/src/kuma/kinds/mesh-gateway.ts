import { until } from "../../kubernetes/availability.ts";
import { type Admitted, kind } from "../../kubernetes/schema.ts";
import { freeForm } from "./free-form.ts";

export const meshGatewayKind = kind({
  group: "kuma.io",
  kind: "MeshGateway",
  namespaced: false,
  versions: [{ name: "v1alpha1", when: until("2.14") }],
  doc: "The listeners of a gateway of a mesh. Kuma writes one for each Gateway.",
  fields: freeForm,
});

export type MeshGateway = Admitted<typeof meshGatewayKind>;
