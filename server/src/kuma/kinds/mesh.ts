import { kind } from "../../kubernetes/schema.ts";
import { freeForm } from "./free-form.ts";

export const meshKind = kind({
  group: "kuma.io",
  kind: "Mesh",
  namespaced: false,
  versions: [{ name: "v1alpha1" }],
  doc: "A service mesh. Whatever belongs to a mesh is refused while there is no Mesh of that name.",
  fields: freeForm,
});
