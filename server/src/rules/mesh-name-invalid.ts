import { meshKind } from "../kuma/kinds/mesh.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { defineRule } from "./rule.ts";

export const meshNameInvalid = defineRule<{ readonly mesh: string }>({
  code: "mesh-name-invalid",
  severity: "error",
  says: ({ mesh }) =>
    `"${mesh}" cannot be the name of a mesh, so everything that Kuma would make of this object is refused, and it gets no status.`,
  fixes: ({ at, args }, { cluster, world }) => {
    const lower = args.mesh.toLowerCase();
    const exists = cluster.lookup(meshKind, "", lower) !== "absent" || (lower === "default" && !world.complete);
    return at.path.at(-1) === meshLabel && exists && lower !== args.mesh
      ? [{ title: `Change to "${lower}"`, changes: [{ set: at, value: lower }], preferred: true }]
      : [];
  },
});
