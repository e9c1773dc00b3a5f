import { type Json, type KubeKind, type KubeObject, keyOf, type ObjectKey } from "../kubernetes/object.ts";
import { meshKind } from "../kuma/kinds/mesh.ts";
import { at } from "../kuma/trace.ts";
import { meshLabel } from "../kuma/translate/naming.ts";
import { ownerReferenceWebhook } from "../kuma/webhooks/owner-reference.ts";
import { severityOfAbsence, unsureNote } from "./absence.ts";
import { missingObjectFixes } from "./name-fixes.ts";
import { objectKey } from "./object-key.ts";
import { policyKinds } from "./policy-kinds.ts";
import { defineAdvice } from "./rule.ts";

const keyOfMesh = (name: string): ObjectKey => objectKey(meshKind, "", name);

/** Kuma's own kinds that belong to a mesh, which their manifests name in a field of their own or in a label. */
const namedByField = ["MeshGateway", "ExternalService"];

interface Meshed extends KubeObject {
  readonly mesh?: Json;
}

/** Every installation makes the mesh `default` unless told not to, and files rarely hold it. */
export const meshMissing = defineAdvice({
  code: "mesh-missing",
  kinds: [
    ...namedByField.map((kind): KubeKind<Meshed> => ({ group: "kuma.io", kind, namespaced: false })),
    ...policyKinds.map((kind): KubeKind<Meshed> => ({ group: "kuma.io", kind, namespaced: true })),
  ],
  severity: ({ mesh }: { readonly mesh: string }, context) =>
    mesh === "default" && !context.world.complete ? undefined : severityOfAbsence(keyOfMesh(mesh), context),
  says: ({ mesh }, context) =>
    `Mesh "${mesh}" does not exist: Kuma's webhook refuses this object or whatever would be made of it.${unsureNote(keyOfMesh(mesh), context)}`,
  *check(object, { cluster }) {
    const key = keyOf(object);
    const isField = namedByField.includes(object.kind);
    const written = isField ? object.mesh : object.metadata.labels?.[meshLabel];
    const mesh = typeof written === "string" && written !== "" ? written : "default";
    if (cluster.lookup(meshKind, "", mesh) !== "absent") return;
    const path = written === undefined ? ["metadata", "name"] : isField ? ["mesh"] : ["metadata", "labels", meshLabel];
    const message = `Mesh.kuma.io "${mesh}" not found`;
    yield { at: at(key, ...path), args: { mesh }, because: { refusal: { key, by: ownerReferenceWebhook, message } } };
  },
  fixes: (finding, context) =>
    finding.at.path.at(-1) === meshLabel || finding.at.path.at(-1) === "mesh"
      ? missingObjectFixes(finding.at, keyOfMesh(finding.args.mesh), context)
      : [],
});
