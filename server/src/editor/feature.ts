import type { TextRange } from "../diagnostic.ts";

/** Markdown about the thing under the cursor. */
export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

/** What a preview shows: everything that a file's manifests become, or what one object becomes. */
export interface PreviewRequest {
  readonly uri: string;
  /** Where the cursor is: only what the object at this offset becomes. Without it, all objects of the file. */
  readonly offset?: number;
  /** All that the cluster's manifests become; `offset` does not matter then. */
  readonly whole?: "cluster";
  /** A cluster's name; the first one that the file belongs to unless said. */
  readonly cluster?: string;
  /** Show what another Kuma release would make, `2.13`. */
  readonly kuma?: string;
  /** Once the load balancer has an address and the pods run; before, unless said. */
  readonly ready?: boolean;
  /** Only the resources, without comments on what Kuma reports. */
  readonly bare?: boolean;
}

/** "This range of the preview was caused by these ranges of the workspace." Sorted by `range.start`; nested ranges are allowed. */
export interface PreviewMapping {
  readonly range: TextRange;
  readonly from: readonly { readonly uri: string; readonly range: TextRange }[];
}

export interface Preview {
  /** A YAML stream. */
  readonly text: string;
  readonly mappings: readonly PreviewMapping[];
}
