import { kind } from "../schema.ts";

export const namespaceKind = kind({
  group: "",
  kind: "Namespace",
  namespaced: false,
  versions: [{ name: "v1" }],
  nameRule: "dns-1123-label",
  doc: "A part of the cluster. Its labels decide which routes a listener lets in, which mesh applies, and what Kuma's webhooks see.",
  fields: {},
  open: true,
});
