import { decodeFields } from "../../kubernetes/decode.ts";
import { checkMetadata, decodeMetadata, placed } from "../../kubernetes/metadata.ts";
import type { JsonObject, ObjectKey } from "../../kubernetes/object.ts";
import { checkRules } from "../../kubernetes/rules.ts";
import { validateFields } from "../../kubernetes/validate.ts";
import { withDefaults } from "./defaulter.ts";
import { textOf } from "./message.ts";
import { ownerReferenceWebhook, withOwner } from "./owner-reference.ts";
import { type Refused, refusedByServer, refusedByValidator, refusedByWebhook } from "./refused.ts";
import { resourceKind } from "./resource-kinds.ts";
import { violations } from "./validator.ts";
import { type WebhookContext, webhooksSee } from "./visibility.ts";

const ownFields: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);
const ownFieldsAndStatus: ReadonlySet<string> = new Set([...ownFields, "status"]);

/**
 * The way of an object of Kuma's into the cluster: decoded, given labels and an owner by Kuma's mutating webhooks, held against its
 * CRD, and shown to Kuma's validating webhook. Of Kubernetes' own kinds only what is declared of them is checked.
 */
export function admitResource(
  key: ObjectKey,
  object: JsonObject,
  context: WebhookContext,
): { readonly stored: JsonObject } | Refused {
  const found = context.controlPlane.catalog.lookup(textOf(object.apiVersion), key.kind);
  if (found === "foreign" || !found.served) return { stored: object };
  const { declaration, root } = found.compiled();
  const decoded = decodeMetadata(object.metadata);
  if (!decoded.ok) {
    const { message, path } = decoded.error;
    return { refusal: { key, by: "decode", message }, text: message, at: [path] };
  }
  const { value } = decodeFields(object, root, declaration.hasStatus ? ownFieldsAndStatus : ownFields);
  if (declaration.hasStatus) delete value.status;
  const sent: JsonObject = {
    ...value,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { ...placed(decoded.metadata, declaration.namespaced) },
  };
  const mutated = mutate(key, sent, context);
  if ("refusal" in mutated) return mutated;
  const { stored } = mutated;
  // What the webhooks answered is decoded anew, but nulls in it are not pruned.
  const metadata = decodeMetadata(stored.metadata);
  const errors = [
    ...(metadata.ok ? checkMetadata(metadata.metadata, declaration) : []),
    ...validateFields(stored, root),
  ];
  const invalid = [...errors, ...checkRules(stored, root, errors)];
  if (invalid.length > 0) return refusedByServer(key, invalid);
  if (!webhooksSee(context, key.namespace)) return { stored };
  const denied = violations(stored, context);
  return denied.length > 0 ? refusedByValidator(key, denied) : { stored };
}

function mutate(key: ObjectKey, sent: JsonObject, context: WebhookContext): { readonly stored: JsonObject } | Refused {
  if (!webhooksSee(context, key.namespace)) return { stored: sent };
  const stored = withDefaults(sent, context.controlPlane);
  if (resourceKind(key.kind)?.meshScoped !== true) return { stored };
  const owned = withOwner(stored, context);
  if ("owned" in owned) return { stored: owned.owned };
  const at = typeof sent.mesh === "string" ? ["mesh"] : ["metadata", "labels", "kuma.io/mesh"];
  return refusedByWebhook(key, ownerReferenceWebhook, owned.denied, [at]);
}
