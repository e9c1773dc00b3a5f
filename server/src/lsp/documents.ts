import type { TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import { createLines, type Lines, type PositionEncoding } from "./positions.ts";
import { canonicalUri } from "./uri.ts";

/** A document that the client has open; its text wins over what is on disk. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  readonly lines: Lines;
}

export interface Documents {
  open(uri: string, version: number, text: string): void;
  /** The new text; `undefined` where the document is not open. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): string | undefined;
  close(uri: string): void;
  get(uri: string): OpenDocument | undefined;
  all(): Iterable<OpenDocument>;
  /** The lines of a file's text, open or not. Kept per file for as long as the text is the same. */
  lines(uri: string, text: string): Lines;
  /** The file under the name by which the client knows it. */
  spelling(uri: string): string;
  forget(uri: string): void;
}

export function createDocuments(encoding: PositionEncoding): Documents {
  const open = new Map<string, OpenDocument>();
  const others = new Map<string, Lines>();
  const kept = 64;

  return {
    open(uri, version, text) {
      others.delete(uri);
      open.set(canonicalUri(uri), { uri, version, lines: createLines(text, encoding) });
    },
    change(uri, version, changes) {
      const document = open.get(canonicalUri(uri));
      if (document === undefined) return undefined;
      let lines = document.lines;
      for (const change of changes) {
        if (!("range" in change)) {
          lines = createLines(change.text, encoding);
          continue;
        }
        const { start, end } = lines.offsets(change.range);
        lines = createLines(
          lines.text.slice(0, Math.min(start, end)) + change.text + lines.text.slice(Math.max(start, end)),
          encoding,
        );
      }
      open.set(canonicalUri(uri), { uri: document.uri, version, lines });
      return lines.text;
    },
    close(uri) {
      open.delete(canonicalUri(uri));
    },
    get: (uri) => open.get(canonicalUri(uri)),
    all: () => open.values(),
    lines(uri, text) {
      const document = open.get(uri);
      if (document?.lines.text === text) return document.lines;
      const known = others.get(uri);
      if (known?.text === text) return known;
      const lines = createLines(text, encoding);
      others.delete(uri);
      others.set(uri, lines);
      const oldest = others.size > kept ? others.keys().next().value : undefined;
      if (oldest !== undefined) others.delete(oldest);
      return lines;
    },
    spelling: (uri) => open.get(uri)?.uri ?? uri,
    forget(uri) {
      others.delete(uri);
    },
  };
}
