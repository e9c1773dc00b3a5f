import { defineRule } from "./rule.ts";
import { groupKindText } from "./wording.ts";

export const parentKindUnsupported = defineRule<{ readonly group: string; readonly kind: string }>({
  code: "parent-kind-unsupported",
  severity: "warning",
  says: ({ group, kind }, { controlPlane }) =>
    controlPlane.behavior.gateways
      ? `Kuma attaches HTTPRoutes to Gateways and Services only: it ignores this ${shown({ group, kind })} and writes no status for it.`
      : `This release of Kuma attaches HTTPRoutes to Services and MeshServices only: it ignores this ${shown({ group, kind })} and writes no status for it.`,
  fixes: ({ at, args }, { controlPlane }) => {
    // A release without Gateways takes none of any group.
    const isTaken = args.kind !== "Gateway" || controlPlane.behavior.gateways;
    const group = isTaken ? groups[args.kind] : undefined;
    return group === undefined || group === args.group
      ? []
      : [
          {
            title: `Set group to "${group}"`,
            changes: [{ set: { object: at.object, path: [...at.path.slice(0, 3), "group"] }, value: group }],
            preferred: true,
          },
        ];
  },
});

const groups: Readonly<Record<string, string>> = { Gateway: "gateway.networking.k8s.io", Service: "" };

/** A kind that would do in another group is told with its group, also with none. */
function shown({ group, kind }: { readonly group: string; readonly kind: string }): string {
  if (groups[kind] === undefined) return groupKindText({ group, kind });
  return groups[kind] === group ? kind : `${kind} of the group "${group}"`;
}
