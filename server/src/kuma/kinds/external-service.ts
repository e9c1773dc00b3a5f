import { until } from "../../kubernetes/availability.ts";
import { type Admitted, kind } from "../../kubernetes/schema.ts";
import { freeForm } from "./free-form.ts";

export const externalServiceKind = kind({
  group: "kuma.io",
  kind: "ExternalService",
  namespaced: false,
  versions: [{ name: "v1alpha1", when: until("2.14") }],
  doc: "A service outside the mesh. Routes can name it as a backend, by its name within the mesh.",
  fields: freeForm,
});

export type ExternalService = Admitted<typeof externalServiceKind>;
