import type { Diagnostic, Fix, TextRange } from "./diagnostic.ts";
import { becomesAt, type FieldOutcome } from "./editor/becomes.ts";
import {
  type HierarchyCall,
  type HierarchyItem,
  type HierarchyPlace,
  hierarchyAt,
  incomingCalls,
  outgoingCalls,
} from "./editor/call-hierarchy.ts";
import { type ClusterSummary, clusterNamed, clusterSummaries, nameOfCluster } from "./editor/clusters.ts";
import { type CodeLens, createCodeLenses } from "./editor/code-lens.ts";
import { completionAt } from "./editor/completion.ts";
import type { Completion } from "./editor/completion-item.ts";
import { settingsHover } from "./editor/completion-settings.ts";
import { definitionAt, type Leads, typeDefinitionAt } from "./editor/definition.ts";
import { createDiagnostics } from "./editor/diagnostics.ts";
import { createLinks, type DocumentLink } from "./editor/document-links.ts";
import type { Hover, Preview, PreviewRequest } from "./editor/feature.ts";
import { hoverAt } from "./editor/hover.ts";
import { type InlayHint, inlayHints } from "./editor/inlay-hints.ts";
import { createMentions } from "./editor/mentions.ts";
import { type FileRange, locatedIn, rangeIn } from "./editor/place.ts";
import { previewOf } from "./editor/preview.ts";
import { type Refactoring, refactoringsAt } from "./editor/refactorings.ts";
import { type Highlight, highlightsAt, referencesAt } from "./editor/references.ts";
import { prepareRename, type Renaming, renameAt } from "./editor/rename.ts";
import { type ExampleRequest, requestAt } from "./editor/request-at.ts";
import { type LocatedTrace, locatedTraces, type TraceTarget } from "./editor/request-trace.ts";
import { type ReferenceToken, referenceTokens } from "./editor/semantic-tokens.ts";
import { createFolds, selectionRanges } from "./editor/structure.ts";
import { createOutlines, type DocumentSymbol, type WorkspaceSymbol, workspaceSymbols } from "./editor/symbols.ts";
import { type LocatedTopology, locatedTopology } from "./editor/topology.ts";
import type { ObjectKey } from "./kubernetes/object.ts";
import type { TracedRequest } from "./kuma/data-plane/request.ts";
import type { Answer } from "./kuma/outcome.ts";
import { answerOfCluster } from "./workspace/cluster-answer.ts";
import type { Interruption } from "./workspace/interruption.ts";
import { specFor } from "./workspace/project.ts";
import { isSettingsFile } from "./workspace/source-file.ts";
import { type Change, createWorkspace, type Workspace } from "./workspace/workspace.ts";

export {
  applyEdits,
  type Diagnostic,
  editsTogether,
  type Fix,
  type Severity,
  type TextEdit,
  type TextRange,
} from "./diagnostic.ts";
export type { FieldOutcome } from "./editor/becomes.ts";
export type { HierarchyCall, HierarchyItem, HierarchyPlace } from "./editor/call-hierarchy.ts";
export type { ClusterSummary } from "./editor/clusters.ts";
export type { CodeLens } from "./editor/code-lens.ts";
export { type Completion, type CompletionItem, withoutStops } from "./editor/completion-item.ts";
export type { Leads } from "./editor/definition.ts";
export type { DocumentLink } from "./editor/document-links.ts";
export type { Hover, Preview, PreviewRequest } from "./editor/feature.ts";
export type { InlayHint } from "./editor/inlay-hints.ts";
export type { FileRange } from "./editor/place.ts";
export type { Refactoring } from "./editor/refactorings.ts";
export type { Highlight } from "./editor/references.ts";
export type { Renaming } from "./editor/rename.ts";
export type { ReferenceToken } from "./editor/semantic-tokens.ts";
export type { DocumentSymbol, WorkspaceSymbol } from "./editor/symbols.ts";
export type { Answer } from "./kuma/outcome.ts";
export { createInterruption, type Interruption } from "./workspace/interruption.ts";
export type { FileContent } from "./workspace/source-file.ts";
export type { Change } from "./workspace/workspace.ts";

export interface Manifest {
  readonly key: ObjectKey;
  readonly apiVersion: string;
  /** From the first to the last character of the object. */
  readonly range: TextRange;
  /** Of `metadata.name`'s value, or of the whole object where it has none. */
  readonly nameRange: TextRange;
}

/** What can be asked. Every answer is about the state after the last `apply`; nothing here is ever mutated. */
export interface Snapshot {
  /** All files that the workspace knows, in path order. */
  uris(): readonly string[];
  text(uri: string): string | undefined;
  /** In order of position. `fixes` of a diagnostic are computed when they are first read. */
  diagnostics(uri: string): readonly Diagnostic[];
  /** The fixes of all diagnostics that touch the range. */
  fixes(uri: string, range: TextRange): readonly { readonly diagnostic: Diagnostic; readonly fix: Fix }[];
  /** Changes that mend nothing: the same said in another way, or what is missing beside it. */
  refactorings(uri: string, range: TextRange): readonly Refactoring[];
  hover(uri: string, offset: number): Hover | undefined;
  /** What may be written at the offset. */
  completion(uri: string, offset: number): Completion;
  preview(request: PreviewRequest): Preview | undefined;
  /** What became of the field at the offset, or why nothing did: in each cluster of the file. */
  becomes(uri: string, offset: number): readonly FieldOutcome[];
  /** Where the thing named at the offset is defined. */
  definition(uri: string, offset: number): Leads | undefined;
  /** What decides the sort of it: the class of a Gateway, the MeshGatewayConfig of a class. */
  typeDefinition(uri: string, offset: number): Leads | undefined;
  /** Everything that names it, the definition first where that is wanted. */
  references(uri: string, offset: number, withDefinition: boolean): readonly FileRange[];
  /** What of the same file names it. */
  highlights(uri: string, offset: number): readonly Highlight[];
  prepareRename(uri: string, offset: number): Renaming | undefined;
  rename(uri: string, offset: number, name: string): Fix | { readonly refused: string } | undefined;
  documentSymbols(uri: string): readonly DocumentSymbol[];
  workspaceSymbols(query: string): readonly WorkspaceSymbol[];
  codeLenses(uri: string): readonly CodeLens[];
  inlayHints(uri: string, within: TextRange): readonly InlayHint[];
  /** The words that name other objects, in order. */
  referenceTokens(uri: string): readonly ReferenceToken[];
  foldingRanges(uri: string): readonly TextRange[];
  documentLinks(uri: string): readonly DocumentLink[];
  /** From the word outwards. */
  selectionRanges(uri: string, offset: number): readonly TextRange[];
  hierarchy(uri: string, offset: number): readonly HierarchyItem[];
  incomingCalls(item: HierarchyPlace): readonly HierarchyCall[];
  outgoingCalls(item: HierarchyPlace): readonly HierarchyCall[];
  manifests(uri: string): readonly Manifest[];
  /** How many manifests a file has, without looking where they are. */
  manifestCount(uri: string): number;
  clusters(): readonly ClusterSummary[];
  /** Names of the clusters that the file is part of. */
  clustersOf(uri: string): readonly string[];
  /** The whole answer of a cluster; the first one unless named. */
  translate(cluster?: string, kuma?: string): Answer | undefined;
  /** What is in a cluster and how it hangs together; the first one unless named. */
  topology(cluster?: string): LocatedTopology | undefined;
  /** Which rule serves a request, at each place that is asked (a Gateway, a Service), with what lost. */
  trace(request: TracedRequest, target?: TraceTarget, cluster?: string): readonly LocatedTrace[];
  /** A request that the rule at the offset is for. */
  requestAt(uri: string, offset: number): ExampleRequest | undefined;
}

/** What is done in one go of `workSome`. */
const filesAtOnce = 4;
const objectsAtOnce = 8;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Analysis {
  apply(change: Change): void;
  snapshot(): Snapshot;
  /**
   * The same without bringing the findings of all files up to date first, which takes long after a change that affects many:
   * `diagnostics` and `fixes` are as `workSome` or `focus` have left them, everything else is of now.
   */
  glance(): Snapshot;
  /** The diagnostics of one file, as far as its own objects decide them. */
  focus(uri: string): readonly Diagnostic[];
  /** The uris whose diagnostics may have changed since this was last called; a removed file is among them once. */
  affected(): readonly string[];
  /** The same for `most` files, without more work than that; how many may be left. Of use when `workSome` has none left. */
  affectedSome(most: number): { readonly uris: readonly string[]; readonly left: number };
  /**
   * Does a small part of the work that `affected` and `diagnostics` would do, so that a host can stay responsive while a large
   * workspace is read; `undefined` when none is left. `apply` between two parts is fine: the rest is then about the newer state.
   */
  workSome(): Progress | undefined;
}

export interface AnalysisOptions {
  /** Told of every computation: for tests and measures. */
  readonly onRun?: (query: string, key: unknown) => void;
  /** With it, whatever is asked can be asked a slice at a time; `apply` between two attempts is fine. */
  readonly interruption?: Interruption;
}

export function createAnalysis(options: AnalysisOptions = {}): Analysis {
  const workspace = createWorkspace(options);
  const diagnostics = createDiagnostics(workspace);
  const mentions = createMentions(workspace);
  const outlines = createOutlines(workspace);
  const folds = createFolds(workspace);
  const lenses = createCodeLenses(workspace, mentions);
  const links = createLinks(workspace);

  /** How far `workSome` had to go when it began. */
  let [total, objects] = [0, 0];

  function settle(): void {
    workspace.settle();
    diagnostics.update();
  }

  /** A few at a time: between them, an attempt may end. */
  function settleFiles(): void {
    while (workspace.settle(filesAtOnce) > 0) workspace.checkpoint();
  }

  const snapshot: Snapshot = {
    uris: () => workspace.uris(),
    text(uri) {
      const content = workspace.file(uri)?.content;
      return typeof content === "string" ? content : undefined;
    },
    diagnostics: (uri) => diagnostics.of(uri),
    fixes(uri, range) {
      const touched = diagnostics
        .of(uri)
        .filter((diagnostic) => diagnostic.range.start <= range.end && diagnostic.range.end >= range.start);
      const fixes = workspace.map("fixes", touched, (diagnostic) =>
        diagnostic.fixes.map((fix) => ({ diagnostic, fix })),
      );
      return fixes.flat();
    },
    refactorings: (uri, range) => refactoringsAt(workspace, uri, range),
    hover(uri, offset) {
      const content = isSettingsFile(uri) ? workspace.file(uri)?.content : undefined;
      return typeof content === "string" ? settingsHover(content, offset) : hoverAt(workspace, uri, offset);
    },
    completion: (uri, offset) => completionAt(workspace, mentions, uri, offset),
    preview: (request) => previewOf(workspace, request),
    becomes: (uri, offset) => becomesAt(workspace, (file) => diagnostics.of(file), uri, offset),
    definition: (uri, offset) => definitionAt(workspace, uri, offset),
    typeDefinition: (uri, offset) => typeDefinitionAt(workspace, uri, offset),
    references: (uri, offset, withDefinition) => referencesAt(workspace, mentions, uri, offset, withDefinition),
    highlights: (uri, offset) => highlightsAt(workspace, mentions, uri, offset),
    prepareRename: (uri, offset) => prepareRename(workspace, uri, offset),
    rename: (uri, offset, name) => renameAt(workspace, mentions, uri, offset, name),
    documentSymbols: (uri) => outlines(uri),
    workspaceSymbols: (query) => workspaceSymbols(workspace, mentions, query),
    codeLenses: (uri) => lenses(uri),
    inlayHints: (uri, within) => inlayHints(workspace, uri, within),
    referenceTokens: (uri) => referenceTokens(workspace, mentions, uri),
    foldingRanges: (uri) => folds(uri),
    documentLinks: (uri) => links(uri),
    selectionRanges: (uri, offset) => selectionRanges(workspace, uri, offset),
    hierarchy: (uri, offset) => hierarchyAt(workspace, uri, offset),
    incomingCalls: (item) => incomingCalls(workspace, mentions, item),
    outgoingCalls: (item) => outgoingCalls(workspace, mentions, item),
    manifests: (uri) => manifestsIn(workspace, uri),
    manifestCount: (uri) => workspace.file(uri)?.manifests.length ?? 0,
    clusters: () => clusterSummaries(workspace),
    clustersOf: (uri) => workspace.file(uri)?.clusters.map((cluster) => nameOfCluster(workspace, cluster)) ?? [],
    translate(name, kuma) {
      const base = clusterNamed(workspace, name);
      if (base === undefined) return undefined;
      return answerOfCluster(kuma === undefined ? base : workspace.variant(base, specFor(base.spec, kuma)));
    },
    topology(name) {
      const cluster = clusterNamed(workspace, name);
      return cluster === undefined ? undefined : locatedTopology(workspace, cluster);
    },
    requestAt: (uri, offset) => requestAt(workspace, uri, offset),
    trace(request, target, name) {
      const cluster = clusterNamed(workspace, name);
      return cluster === undefined ? [] : locatedTraces(workspace, cluster, request, target);
    },
  };

  return {
    apply: (change) => workspace.apply(change),
    snapshot() {
      settle();
      return snapshot;
    },
    glance() {
      settleFiles();
      return snapshot;
    },
    focus(uri) {
      settleFiles();
      diagnostics.updateFirst(uri);
      return diagnostics.of(uri);
    },
    affected() {
      settle();
      return diagnostics.affected().uris;
    },
    affectedSome: (most) => diagnostics.affected(most),
    workSome() {
      total = Math.max(total, workspace.uris().length);
      const files = workspace.settle(filesAtOnce);
      if (files > 0) return { done: total - files, total: total * 2 };
      const left = diagnostics.update(objectsAtOnce);
      objects = Math.max(objects, left);
      if (left > 0) return { done: total + Math.floor((total * (objects - left)) / objects), total: total * 2 };
      [total, objects] = [0, 0];
      mentions.update();
      return undefined;
    },
  };
}

function manifestsIn(workspace: Workspace, uri: string): readonly Manifest[] {
  const file = workspace.file(uri);
  if (file === undefined) return [];
  return locatedIn(file).map((located): Manifest => {
    const { key, apiVersion } = located.manifest;
    const { range } = rangeIn(workspace, located, []);
    return { key, apiVersion, range, nameRange: rangeIn(workspace, located, ["metadata", "name"]).range };
  });
}
