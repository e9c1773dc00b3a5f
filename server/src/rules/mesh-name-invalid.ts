import { defineRule } from "./rule.ts";

export const meshNameInvalid = defineRule<{ readonly mesh: string }>({
  code: "mesh-name-invalid",
  severity: "error",
  says: ({ mesh }) =>
    `"${mesh}" cannot be the name of a mesh, so everything that Kuma would make of this object is refused, and it gets no status.`,
  fixes: ({ at, args }) => {
    const lower = args.mesh.toLowerCase();
    return at.path.at(-1) === "kuma.io/mesh" && lower !== args.mesh && /^[0-9a-z.\-_]+$/.test(lower)
      ? [{ title: `Change to "${lower}"`, changes: [{ set: at, value: lower }], preferred: true }]
      : [];
  },
});
