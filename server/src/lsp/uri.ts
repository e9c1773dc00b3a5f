/**
 * One spelling a file: editors and operating systems escape differently (`:` or `%3A`), and the same file under two names
 * would be two manifests of one object. The spelling is that of VS Code, so that there nothing has to be translated.
 */
export function canonicalUri(uri: string): string {
  if (plain.test(uri)) return uri;
  const match = /^([a-zA-Z][\w+.-]*):(\/\/[^/?#]*)?([^?#]*)(.*)$/s.exec(uri);
  if (match === null) return uri;
  const [, scheme = "", authority = "", path = "", rest = ""] = match;
  const written = decode(path)
    .replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`)
    .split("/")
    .map(encode)
    .join("/");
  return `${scheme.toLowerCase()}:${authority}${written}${rest}`;
}

/** Nothing in it could be written in another way. */
const plain = /^[a-z][a-z0-9+.-]*:\/\/(?:\/[\w.~-]+)+$/;

function encode(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(":"))).toLowerCase();
}

/** Whether a file of this name can hold manifests or settings. */
export function isManifestUri(uri: string): boolean {
  return /\.(ya?ml|json)$/i.test(uri.replace(/[?#].*$/s, ""));
}
