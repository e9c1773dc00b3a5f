import { readPreviewUri } from "../../../shared/src/preview-uri.ts";
import type { Analysis, Change, Snapshot } from "../analysis.ts";
import type { FileRead } from "./host.ts";

/** The workspace as it is on disk, for comparing it with what is being edited. Exists only while somebody compares. */
export interface SavedState {
  /** Before the text of a preview is asked for: where that is one of saved files, they are read. */
  prepare(previewUri: string): Promise<void>;
  /** Of the last time that it was prepared. */
  snapshot(): Snapshot;
  /** Files were saved, or settings have changed. */
  changed(): void;
  /** A preview was closed: its files are not needed any more. */
  closed(previewUri: string): void;
}

export interface Edited {
  snapshot(): Snapshot;
  isOpen(uri: string): boolean;
  /** What is on disk. */
  read(uri: string): Promise<FileRead>;
  /** Settings and folders. */
  base(): Change;
}

export function createSavedState(create: () => Analysis, edited: Edited, onChange: () => void): SavedState {
  let analysis = create();
  let known = new Map<string, string>();
  /** The previews that show it. */
  const used = new Set<string>();
  let reading: Promise<void> = Promise.resolve();

  /** Takes over what is not open, and reads what is. One after the other: the last one has read last. */
  function update(): Promise<void> {
    reading = reading.then(async () => {
      const now = edited.snapshot();
      const texts = new Map<string, string>();
      for (const uri of now.uris()) {
        const content = edited.isOpen(uri) ? await edited.read(uri).catch(() => undefined) : now.text(uri);
        if (typeof content === "string") texts.set(uri, content);
      }
      const files = new Map<string, string | undefined>();
      for (const [uri, text] of texts) if (known.get(uri) !== text) files.set(uri, text);
      for (const uri of known.keys()) if (!texts.has(uri)) files.set(uri, undefined);
      known = texts;
      analysis.apply({ ...edited.base(), files });
    });
    return reading;
  }

  const isSaved = (uri: string) => readPreviewUri(uri)?.saved === true;

  return {
    async prepare(uri) {
      if (!isSaved(uri)) return;
      used.add(uri);
      await update();
    },
    snapshot: () => analysis.glance(),
    changed() {
      if (used.size > 0) void update().then(onChange);
    },
    closed(uri) {
      if (!used.delete(uri) || used.size > 0) return;
      analysis = create();
      known = new Map();
    },
  };
}
