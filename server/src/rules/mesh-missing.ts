import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { defineRule } from "./rule.ts";

const keyOfMesh = (name: string) => ({ group: "kuma.io", kind: "Mesh", namespace: "", name });

/** Every installation makes the mesh `default` unless told not to, and files rarely hold it. */
export const meshMissing = defineRule<{ readonly mesh: string }>({
  code: "mesh-missing",
  severity: ({ mesh }, context) =>
    mesh === "default" && !context.world.complete ? undefined : severityOfAbsence(keyOfMesh(mesh), context),
  says: ({ mesh }, context) =>
    `Mesh "${mesh}" does not exist, so everything that Kuma would make of this object is refused, and it gets no status.${unsureNote(keyOfMesh(mesh), context)}`,
  fixes: ({ at, args }, context) =>
    at.path.at(-1) === "kuma.io/mesh" ? missingObjectFixes(at, keyOfMesh(args.mesh), context) : [],
});
