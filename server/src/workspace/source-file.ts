import { settingsFile } from "../../../shared/src/settings.ts";
import type { ClusterState } from "./cluster-state.ts";
import type { Manifest } from "./manifest.ts";
import type { Project } from "./project.ts";
import type { FileReading, PartReading } from "./reading.ts";

/** A file as its host found it. One that could not be read is still a file: it gets a finding that says why. */
export type FileContent = string | { readonly unread: string };

/** A file, its documents and the clusters that it is applied to. */
export interface SourceFile {
  readonly uri: string;
  readonly content: FileContent;
  readonly reading: FileReading;
  readonly project: Project;
  readonly clusters: readonly ClusterState[];
  /** The manifests in order, each with its document's index. */
  readonly manifests: readonly { readonly manifest: Manifest; readonly part: number }[];
}

/** A manifest where it is written. */
export interface Located {
  readonly file: SourceFile;
  readonly part: PartReading;
  readonly start: number;
  readonly manifest: Manifest;
}

/** Where a manifest of the file is written. */
export function locateManifest(file: SourceFile | undefined, manifest: Manifest): Located | undefined {
  const at = file?.manifests.find((other) => other.manifest === manifest)?.part;
  if (file === undefined || at === undefined) return undefined;
  const part = file.reading.parts[at];
  const start = file.reading.starts[at];
  return part === undefined || start === undefined ? undefined : { file, part, start, manifest };
}

export function isSettingsFile(uri: string): boolean {
  return uri.endsWith(`/${settingsFile}`);
}
