import { toLocations } from "./feature-to-proto.ts";
import { createLines, type Position } from "./positions.ts";
import type { Session } from "./session.ts";

/** Where a place of a preview came from: going to the definition of something generated leads to who wrote it. */
export function sourcesOf(
  session: Session,
  { textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position: Position },
): object | null {
  const { text, mappings } = session.previews.look(textDocument.uri);
  const offset = createLines(text, session.client.encoding).offsetAt(position);
  // Of nested ranges the inner one comes later, and says more.
  const innermost = mappings.findLast(({ range }) => range.start <= offset && offset <= range.end);
  return innermost === undefined ? null : toLocations(session, innermost.from);
}
