// Everything that client and server say to each other beyond the Language Server Protocol. Each of these is described in
// docs/lsp-extensions.md, and a test holds the two together.

import type { TopologyChoices, TopologyEdge, TopologyFilter, TopologyNode } from "./topology.ts";

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface SourceRange {
  readonly uri: string;
  readonly range: Range;
}

/** What a client may say in `initialize`'s `initializationOptions`. All of it is optional. */
export interface InitializationOptions {
  /** The same as the VS Code settings `gatewayLens.*`, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
  /** The client answers `gatewayLens/listFiles` and `gatewayLens/readFile`: workspaces that the server cannot read by itself. */
  readonly providesFiles?: boolean;
  /** The client shows `gatewayLens/status`. */
  readonly showsStatus?: boolean;
  /** Another YAML server looks after the same files: leave to it what it does too. `true`: syntax and structure. */
  readonly besideYamlServer?: boolean | BesideYamlServer;
  /** `pull` unless said, where the client can pull. Findings of files that are not open arrive sooner with `push`. */
  readonly diagnostics?: "push" | "pull";
}

/** What the other YAML server does, each `false` unless said. */
export interface BesideYamlServer {
  /** Syntax errors and duplicate keys of what is open. */
  readonly syntax?: boolean;
  /** Symbols, folding and selection ranges. */
  readonly structure?: boolean;
  /** It has schemas for these files: completion of their fields and choices. */
  readonly schemas?: boolean;
}

/** The `data` of a completion item that a YAML server with the kind's schema offers too; of the others, nobody else knows. */
export interface CompletionData {
  readonly from: "schema";
}

/** Server → client: the manifests and settings files of a folder. */
export const listFilesRequest = "gatewayLens/listFiles";
export interface ListFilesParams {
  readonly folder: string;
}
export interface ListFilesResult {
  readonly uris: readonly string[];
}

/** Server → client: a file's text, or why there is none. */
export const readFileRequest = "gatewayLens/readFile";
export interface ReadFileParams {
  readonly uri: string;
}
export type ReadFileResult =
  | { readonly text: string }
  | { readonly unread: string }
  /** It does not exist (any more). */
  | { readonly missing: true };

/** Client → server: the uri of the preview for a place in a manifest; `null` where there is no object. */
export const previewUriRequest = "gatewayLens/previewUri";
export interface PreviewUriParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  readonly scope: "object" | "file" | "cluster";
  readonly kuma?: string;
}
export interface PreviewUriResult {
  readonly uri: string;
}

/** Client → server, for clients without `workspace/textDocumentContent`: the text of a preview. */
export const previewContentRequest = "gatewayLens/previewContent";
export interface PreviewContentParams {
  readonly uri: string;
}
export interface PreviewContentResult {
  readonly text: string;
}

/** Server → client, for clients without `workspace/textDocumentContent`: a preview that was asked for has changed. */
export const previewChangedNotification = "gatewayLens/previewChanged";
export interface PreviewChangedParams {
  readonly uri: string;
}

/** Client → server: which range of a preview came from which ranges of the workspace. */
export const previewMappingsRequest = "gatewayLens/previewMappings";
export interface PreviewMappingsParams {
  readonly uri: string;
}
export interface PreviewMappingsResult {
  /** Sorted by start; ranges may be nested, the inner one says more. */
  readonly mappings: readonly {
    readonly range: Range;
    readonly from: readonly { readonly uri: string; readonly range: Range }[];
  }[];
}

/** Client → server: what is in a cluster and how it hangs together; the first cluster unless named. */
export const topologyRequest = "gatewayLens/topology";
export interface TopologyParams extends TopologyFilter {
  readonly cluster?: string;
  /** More nodes than these are not sent at all: nobody could look at them. */
  readonly most?: number;
}
export interface TopologyResult {
  readonly cluster: string;
  /** All clusters that can be asked for. */
  readonly clusters: readonly string[];
  /** What the filter leaves. */
  readonly nodes: readonly (TopologyNode & { readonly source?: SourceRange })[];
  readonly edges: readonly TopologyEdge[];
  /** How many nodes the filter leaves, and how many there are. */
  readonly left: number;
  readonly total: number;
  /** What can be filtered by. */
  readonly choices: TopologyChoices;
}

/** Client → server: which rule serves a request, and why the others do not. */
export const traceRequest = "gatewayLens/trace";
export interface TraceParams {
  readonly method: string;
  /** `http://host:port/path?query`; the scheme may be left out. */
  readonly url: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** `NAMESPACE/NAME`. Without `gateway` and `service`, all Gateways that listen on the port are asked. */
  readonly gateway?: string;
  readonly service?: string;
  /** Namespace of the client that calls the Service; the Service's own unless said. */
  readonly from?: string;
  readonly cluster?: string;
}
export type TraceResult =
  | { readonly traces: readonly TraceAtTarget[] }
  /** Why nothing was traced: what is wrong with the URL, or that nobody listens. */
  | { readonly error: string };

/** Client → server: a request that the rule of an HTTPRoute under the cursor is for; `null` elsewhere. */
export const requestAtRequest = "gatewayLens/requestAt";
export interface RequestAtParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** What becomes of the request at one Gateway or Service, in words. */
export interface TraceAtTarget {
  /** `Gateway infra/edge` */
  readonly target: string;
  readonly listener?: string;
  readonly host?: string;
  /** `forward`, `redirect`, `answer` */
  readonly verb: string;
  readonly outcome: string;
  readonly winner?: TracedRule;
  /** In the order in which they are tried. */
  readonly losers: readonly TracedRule[];
  readonly notes: readonly string[];
}

export interface TracedRule {
  /** `HTTPRoute shop/cart rules[0].matches[1]` */
  readonly rule: string;
  readonly match: string;
  /** Types of the filters that it applies. */
  readonly filters: readonly string[];
  /** Routes whose rule has the same matches, so that Kuma made one of them. */
  readonly mergedWith: readonly string[];
  /** Of a loser: why it does not serve the request. */
  readonly why?: string;
  readonly source?: SourceRange;
}

/**
 * Server → client: a topology or a trace that was asked for may be another now. Said once; then again only after the next question.
 */
export const answersChangedNotification = "gatewayLens/answersChanged";

/** Server → client: what a status bar shows. Sent when it changes, to clients that said `showsStatus`. */
export const statusNotification = "gatewayLens/status";
export interface StatusParams {
  readonly indexing: boolean;
  readonly clusters: readonly {
    readonly name: string;
    readonly mode: "zone" | "global";
    readonly kuma: string;
    readonly gatewayApi: string;
    readonly channel: "standard" | "experimental";
    readonly complete: boolean;
  }[];
  readonly findings: {
    readonly error: number;
    readonly warning: number;
    readonly information: number;
    readonly hint: number;
  };
}
