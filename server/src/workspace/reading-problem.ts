import type { TextRange } from "../diagnostic.ts";
import type { Json } from "../kubernetes/object.ts";
import type { ViolationType } from "../kubernetes/violation.ts";

/**
 * What is wrong with a manifest before any control plane looks at it, as data: the code and what its wording needs. Each code
 * has one file in `rules/`, like those of the translation.
 */
export interface ReadingArgs {
  // At a range of a text that may be no object yet.
  "yaml-syntax": { readonly message: string };
  /** At the key whose value is lost; `later` is the one that wins, in the same document. */
  "yaml-duplicate-key": { readonly key: string; readonly later?: TextRange };
  /** `text` as written, `read` by kubectl, probably `meant`. */
  "yaml-ambiguous-scalar": {
    readonly text: string;
    readonly message: string;
    readonly read?: Json;
    readonly meant?: Json;
  };
  "limit-reached": { readonly message: string };
  /** At the code in a suppression. */
  "suppression-unknown": { readonly code: string; readonly nearest?: string };
  /** At the code, or at the whole comment where it names none (then `code` is empty). */
  "suppression-unused": { readonly code: string };

  // At a place of a manifest.
  /** At `metadata.name` of the manifest that has no effect; `related`: the one that is applied later, and how near that is. */
  "resource-duplicate": {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly other: "same file" | "same folder" | "elsewhere";
  };
  /** At `apiVersion`. `servedAs`: what this cluster serves the kind as; `elsewhere`: where the asked version is served. */
  "api-version-unserved": {
    readonly apiVersion: string;
    readonly kind: string;
    readonly servedAs: readonly string[];
    readonly elsewhere?: string;
  };
  /** A kind of the Gateway API that no Kuma release reconciles. At `kind`. */
  "resource-not-watched": { readonly apiVersion: string; readonly kind: string };
  /** Kuma's validating webhook does not take this manifest of one of its own kinds. At the first field to blame. */
  "webhook-refused": { readonly kind: string; readonly message: string };
  /** A rule of the Gateway API that deserves a code of its own, since another object knows the answer. At the reference. */
  "backend-port-missing": { readonly namespace: string; readonly name: string };
  "schema-type": ViolationArgs;
  "schema-value": ViolationArgs;
  "schema-required": ViolationArgs;
  "schema-duplicate-item": ViolationArgs;
  "schema-rule": ViolationArgs;
  "metadata-name": ViolationArgs;
  "metadata-label": ViolationArgs;
  /** At the key. */
  "schema-unknown-field": { readonly kind: string; readonly field: string; readonly suggestion?: string };
  /** At the key. The field exists, but not in this bundle and channel. */
  "crd-channel-missing-field": { readonly kind: string; readonly field: string; readonly elsewhere: string };
}

export interface ViolationArgs {
  readonly kind: string;
  readonly type: ViolationType;
  /** As the server prints it, `spec.rules[0].matches`. */
  readonly field: string;
  /** The server's words. */
  readonly detail: string;
  /** What stands there, where it is a scalar: a template's value is not judged. */
  readonly written?: Json;
  /** Name of the rule that fails. */
  readonly rule?: string;
  readonly suggestion?: string;
  readonly elsewhere?: string;
}

export type ReadingCode = keyof ReadingArgs;
