import { type Admitted, kind, map, optional, string } from "../schema.ts";

export const secretKind = kind({
  group: "",
  kind: "Secret",
  namespaced: true,
  versions: [{ name: "v1" }],
  hasStatus: false,
  doc: "Keys and certificates, for listeners.",
  fields: {
    type: optional(string(), "`kubernetes.io/tls` for a listener; any other is refused by Kuma."),
    /** base64; the API server decodes it before it looks at anything else. */
    data: optional(map(string()), "The entries, base64."),
    stringData: optional(map(string()), "The entries in plain text; they win over `data`."),
  },
  open: true,
});

export type Secret = Admitted<typeof secretKind>;
