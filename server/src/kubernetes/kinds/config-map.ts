import { kind, map, optional, string } from "../schema.ts";

export const configMapKind = kind({
  group: "",
  kind: "ConfigMap",
  namespaced: true,
  versions: [{ name: "v1" }],
  hasStatus: false,
  doc: "Settings for pods; listeners cannot use it.",
  fields: { data: optional(map(string()), "The entries.") },
  open: true,
});
