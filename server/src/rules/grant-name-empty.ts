import { referenceGrantKind } from "../gateway-api/kinds/reference-grant.ts";
import { keyOf } from "../kubernetes/object.ts";
import { at } from "../kuma/trace.ts";
import { defineAdvice } from "./rule.ts";

export const grantNameEmpty = defineAdvice({
  code: "grant-name-empty",
  kinds: [referenceGrantKind],
  severity: "information",
  marks: "entry",
  says: (_: object, { controlPlane }) =>
    controlPlane.behavior.gateways
      ? "An empty name means every object of the kind, but from 3.0 on none; leave it out to mean all."
      : "An empty name means no object at all; leave it out to mean all of the kind.",
  *check(grant) {
    for (const [index, { name }] of (grant.spec?.to ?? []).entries()) {
      if (name === "") yield { at: at(keyOf(grant), "spec", "to", index, "name"), args: {} };
    }
  },
  fixes: ({ at }) => [
    {
      title: "Remove the name, to mean all",
      changes: [{ remove: { object: at.object, path: at.path } }],
      preferred: true,
    },
  ],
});
