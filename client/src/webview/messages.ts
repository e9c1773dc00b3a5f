import type { TopologyParams, TopologyResult, TraceParams, TraceResult } from "../../../shared/src/requests.ts";

// What the extension and its panels say to each other. Both ends are of one build, so nothing is checked.

export type ToTopologyPanel =
  | { readonly type: "topology"; readonly topology: TopologyResult | null }
  /** The node that the cursor of the editor is in. */
  | { readonly type: "reveal"; readonly id: string | undefined }
  | { readonly type: "failed"; readonly why: string };

export type FromTopologyPanel =
  /** Sent when the page is ready, and whenever something else is to be shown. */
  { readonly type: "ask"; readonly params: TopologyParams } | { readonly type: "open"; readonly id: string };

/** What a trace can be asked for: Gateways and Services of the cluster. */
export interface TraceChoices {
  readonly cluster: string;
  readonly clusters: readonly string[];
  readonly gateways: readonly string[];
  readonly services: readonly string[];
  /** URLs that some listener waits for. */
  readonly urls: readonly string[];
}

export type ToTracePanel =
  | { readonly type: "choices"; readonly choices: TraceChoices }
  /** What the command was called with: fills the form. */
  | { readonly type: "ask"; readonly params: Partial<TraceParams> }
  | { readonly type: "result"; readonly result: TraceResult };

export type FromTracePanel =
  | { readonly type: "ready"; readonly cluster?: string }
  /** Somebody is about to choose. */
  | { readonly type: "choose"; readonly cluster?: string }
  | { readonly type: "trace"; readonly params: TraceParams }
  /** Of the last result: the rule of a target, -1 for the winner. */
  | { readonly type: "open"; readonly target: number; readonly rule: number };
