import { type PreviewAddress, previewScheme, previewUri, readPreviewUri } from "../../../shared/src/preview-uri.ts";
import type { Preview, Snapshot } from "../analysis.ts";
import { keyText, type ObjectKey } from "../kubernetes/object.ts";
import type { Task, Turns } from "./turns.ts";
import { canonicalUri } from "./uri.ts";

/** The previews that a client has asked for, and what it was told last. */
export interface Previews {
  /** What the client shows from now on. */
  content(uri: string): Preview;
  /** The same, for somebody who does not show it. */
  look(uri: string): Preview;
  /** After a change: says which previews are other than what the client knows. */
  changed(): void;
  /** The client shows this text of it. */
  opened(uri: string, text: string): void;
  closed(uri: string): void;
  /** The preview for a place of a manifest. */
  uriFor(uri: string, offset: number, scope: "object" | "file" | "cluster", kuma?: string): string | undefined;
}

/** More than anybody looks at; a client that never says "closed" must not make every keystroke dearer. */
const kept = 8;

/** `saved` is the workspace as it is on disk. */
export function createPreviews(
  snapshot: () => Snapshot,
  saved: () => Snapshot,
  turns: Turns,
  refresh: (uri: string) => void,
  failed: (error: unknown) => void,
): Previews {
  const told = new Map<string, string>();
  /** To be looked at again. */
  const waiting = new Set<string>();

  function preview(uri: string): Preview {
    const address = readPreviewUri(uri);
    if (address === undefined) return comment("This is no preview of Gateway Lens.");
    return previewOf(address.saved === true ? saved() : snapshot(), address);
  }

  function tell(uri: string, text: string): void {
    told.delete(uri);
    told.set(uri, text);
    const oldest = told.size > kept ? told.keys().next().value : undefined;
    if (oldest !== undefined) told.delete(oldest);
  }

  const look: Task<string | undefined> = {
    find() {
      const [uri] = waiting;
      return uri === undefined || !told.has(uri) ? undefined : preview(uri).text;
    },
    use(now) {
      const [uri = ""] = waiting;
      waiting.delete(uri);
      if (now !== undefined && now !== told.get(uri)) {
        told.set(uri, now);
        refresh(uri);
      }
      return waiting.size > 0;
    },
    failed(error) {
      const [uri = ""] = waiting;
      waiting.delete(uri);
      failed(error);
      return waiting.size > 0;
    },
  };

  return {
    content(uri) {
      const result = preview(uri);
      tell(uri, result.text);
      return result;
    },
    look: preview,
    opened: tell,
    changed() {
      for (const uri of told.keys()) waiting.add(uri);
      if (waiting.size > 0) turns.later(look);
    },
    closed(uri) {
      told.delete(uri);
    },
    uriFor(uri, offset, scope, kuma) {
      const release = kuma === undefined ? {} : { kuma };
      if (scope !== "object") {
        const cluster = scope === "cluster" ? snapshot().clustersOf(uri)[0] : undefined;
        return previewUri({
          source: uri,
          scope: { kind: scope },
          ...(cluster === undefined ? {} : { cluster }),
          ...release,
        });
      }
      const manifests = snapshot().manifests(uri);
      const at =
        manifests.find(({ range }) => range.start <= offset && offset <= range.end) ??
        manifests.findLast(({ range }) => range.start <= offset) ??
        manifests[0];
      if (at === undefined) return undefined;
      return previewUri({ source: uri, scope: { kind: "object", object: keyText(at.key) }, ...release });
    },
  };
}

function previewOf(snapshot: Snapshot, { source, scope, saved: _, ...about }: PreviewAddress): Preview {
  const uri = canonicalUri(source);
  const base = { uri, ...about };
  const nothing = comment("Nothing: no manifest here becomes a Kuma resource.");
  if (scope.kind === "file") return snapshot.preview(base) ?? nothing;
  if (scope.kind === "cluster") return snapshot.preview({ ...base, whole: "cluster" }) ?? nothing;
  const named = (key: ObjectKey) => keyText(key) === scope.object;
  const manifest = snapshot.manifests(uri).find(({ key }) => named(key));
  if (manifest === undefined) return comment(`${scope.object} is not in this file any more.`);
  return snapshot.preview({ ...base, offset: manifest.range.start }) ?? nothing;
}

function comment(text: string): Preview {
  return { text: `# ${text}\n`, mappings: [] };
}

export function isPreviewUri(uri: string): boolean {
  return uri.startsWith(`${previewScheme}:`);
}
