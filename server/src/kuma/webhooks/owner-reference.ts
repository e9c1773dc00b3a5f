// kuma: pkg/plugins/runtime/k8s/webhooks/owner_reference_mutator.go

import { isObject, type Json, type JsonObject } from "../../kubernetes/object.ts";
import { meshOfResource, metadataOf } from "./defaulter.ts";
import type { WebhookContext } from "./visibility.ts";

export const ownerReferenceWebhook = "owner-reference.kuma-admission.kuma.io";

const meshNameFormat = /^[0-9a-z\-_.]*$/;

/** The object with its Mesh as owner, or why it cannot be. */
export function withOwner(
  object: JsonObject,
  { surroundings, controlPlane }: WebhookContext,
): { readonly owned: JsonObject } | { readonly denied: string } {
  const mesh = meshOfResource(object);
  if (!meshNameFormat.test(mesh)) {
    return {
      denied:
        "mesh: invalid characters. Valid characters are numbers, lowercase latin letters and '-', '_', '.' symbols.",
    };
  }
  const isAssumed = mesh === "default" && controlPlane.settings.assumesDefaultMesh;
  if (!isAssumed && !surroundings.hasMesh(mesh)) return { denied: `Mesh.kuma.io ${JSON.stringify(mesh)} not found` };
  const metadata = metadataOf(object);
  const owners = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : [];
  const isOwned = owners.some((owner: Json) => isObject(owner) && owner.kind === "Mesh" && owner.name === mesh);
  if (isOwned) return { owned: object };
  const owner = { apiVersion: "kuma.io/v1alpha1", kind: "Mesh", name: mesh };
  return { owned: { ...object, metadata: { ...metadata, ownerReferences: [...owners, owner] } } };
}
