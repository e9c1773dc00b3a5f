// The text of a `.gateway-lens.yaml`, as far as the editor itself changes it.

/** The same settings for another release: one value is another, everything else stays, comments included. */
export function withRelease(text: string, release: string): string {
  const value = JSON.stringify(release);
  const line = /^kuma:[^\S\r\n]*(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s#][^\s]*)?/m;
  if (line.test(text)) return text.replace(line, `kuma: ${value}`);
  // Below what opens the file: comments and a document's marker.
  const head = /^(?:(?:#.*|---[^\S\r\n]*)?\r?\n)*/.exec(text)?.[0] ?? "";
  const rest = text.slice(head.length);
  // The last line of a file may be without an end.
  const separator = head === "" || head.endsWith("\n") ? "" : "\n";
  return `${head}${separator}kuma: ${value}\n${rest}`;
}

/** Whether clusters of the file say for themselves which release they run. */
export function hasClusterReleases(text: string): boolean {
  return /^\s+(?:-\s+)?(?:.*[{,]\s*)?kuma:/m.test(text);
}

/** Of several settings files, the one that governs a file: the nearest above it. */
export function governing<F extends { readonly path: string }>(files: readonly F[], path: string): F | undefined {
  const folderOf = (file: F) => file.path.slice(0, file.path.lastIndexOf("/") + 1);
  return files
    .filter((file) => path.startsWith(folderOf(file)))
    .toSorted((a, b) => folderOf(b).length - folderOf(a).length)[0];
}
