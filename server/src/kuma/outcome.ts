import type { Json, JsonObject } from "../kubernetes/object.ts";
import type { Generated, ReconcileError, Refusal } from "./place.ts";
import type { Problem } from "./problem.ts";

/** What the reconciliation of one root (a GatewayClass, Gateway, HTTPRoute, MeshGatewayInstance) comes to, at rest. */
export interface Outcome {
  /** As stored: admitted by the webhooks, defaulted, labelled. */
  readonly generated: readonly Generated[];
  /** What the control plane tried to create and was refused. */
  readonly refused: readonly Refusal[];
  readonly error?: ReconcileError;
  readonly problems: readonly Problem[];
}

/** The whole answer of a cluster, in the shape that `translate --output json` prints and the recorded answers have. */
export interface Answer {
  readonly refused?: readonly JsonObject[];
  readonly generated: readonly JsonObject[];
  readonly status: readonly JsonObject[];
  readonly statusWhenReady?: readonly JsonObject[];
  readonly generatedRefused?: readonly JsonObject[];
  readonly reconcileErrors?: readonly { readonly [field: string]: Json | undefined }[];
}
