import { defineRule } from "./rule.ts";

export const configTagsReserved = defineRule<{ readonly tag: string; readonly value: string }>({
  code: "config-tags-reserved",
  severity: "error",
  marks: "entry",
  says: ({ tag }) =>
    tag === "kuma.io/service"
      ? `Kuma sets the tag "kuma.io/service" itself and refuses a MeshGatewayInstance that has another, so Gateways of this class get no proxy.`
      : `Kuma's webhook does not take tag "${tag}" with this value, so Gateways of this class get no proxy.`,
  fixes: ({ at }) => [{ title: "Remove the tag", changes: [{ remove: at }] }],
});
