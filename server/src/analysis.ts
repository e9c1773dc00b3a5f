import type { Settings } from "../../shared/src/settings.ts";
import type { Diagnostic, Fix, TextRange } from "./diagnostic.ts";
import type { Hover, Preview, PreviewRequest } from "./editor/feature.ts";
import type { ObjectKey } from "./kubernetes/object.ts";
import type { Answer } from "./kuma/outcome.ts";

export type { Diagnostic, Fix, Related, Severity, TextEdit, TextRange } from "./diagnostic.ts";
export type { Hover, Preview, PreviewMapping, PreviewRequest } from "./editor/feature.ts";

/** A file as its host found it. One that could not be read is still a file: it gets a finding that says why. */
export type FileContent = string | { readonly unread: string };

/** What happened since the last change. Applying costs next to nothing; work is done when a snapshot is asked. */
export interface Change {
  /** By uri; `undefined` removes the file. The newest text wins: an open editor's buffer replaces what is on disk. */
  readonly files?: ReadonlyMap<string, FileContent | undefined>;
  /** Settings of the host (an editor's, or the flags of a command line), for files that no `.gateway-lens.yaml` governs. */
  readonly settings?: Settings;
  /** Settings that win over every `.gateway-lens.yaml` (the flags of a command line). */
  readonly overrides?: Settings;
  /** Folders of the workspace: file globs and the order of files are relative to them. */
  readonly folders?: readonly string[];
}

export interface Manifest {
  readonly key: ObjectKey;
  readonly apiVersion: string;
  /** From the first to the last character of the object. */
  readonly range: TextRange;
  /** Of `metadata.name`'s value, or of the whole object where it has none. */
  readonly nameRange: TextRange;
}

export interface ClusterSummary {
  readonly name: string;
  readonly mode: "zone" | "global";
  /** `2.14` */
  readonly kuma: string;
  /** `1.5.1` */
  readonly gatewayApi: string;
  readonly channel: "standard" | "experimental";
  readonly complete: boolean;
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
  hover(uri: string, offset: number): Hover | undefined;
  preview(request: PreviewRequest): Preview | undefined;
  manifests(uri: string): readonly Manifest[];
  clusters(): readonly ClusterSummary[];
  /** Names of the clusters that the file is part of. */
  clustersOf(uri: string): readonly string[];
  /** The whole answer of a cluster; the first one unless named. */
  translate(cluster?: string, kuma?: string): Answer | undefined;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Analysis {
  apply(change: Change): void;
  snapshot(): Snapshot;
  /** The uris whose diagnostics may have changed since this was last called; a removed file is among them once. */
  affected(): readonly string[];
  /**
   * Does the work that `affected` and `diagnostics` would do, in small steps, so that a host can stay responsive while a large
   * workspace is read. `apply` between two steps is fine: the rest is then about the newer state.
   */
  work(): Generator<Progress, void, void>;
}

export function createAnalysis(): Analysis {
  const texts = new Map<string, FileContent>();
  const stale = new Set<string>();
  const snapshot: Snapshot = {
    uris: () => [...texts.keys()].sort(),
    text: (uri) => {
      const content = texts.get(uri);
      return typeof content === "string" ? content : undefined;
    },
    diagnostics: () => [],
    fixes: () => [],
    hover: () => undefined,
    preview: () => undefined,
    manifests: () => [],
    clusters: () => [],
    clustersOf: () => [],
    translate: () => undefined,
  };
  return {
    apply({ files }) {
      for (const [uri, content] of files ?? []) {
        if (content === undefined) texts.delete(uri);
        else texts.set(uri, content);
        stale.add(uri);
      }
    },
    snapshot: () => snapshot,
    affected() {
      const uris = [...stale].sort();
      stale.clear();
      return uris;
    },
    *work() {
      yield { done: texts.size, total: texts.size };
    },
  };
}
