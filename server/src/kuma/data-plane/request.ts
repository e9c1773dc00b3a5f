/** One HTTP request, as a data plane sees it. Header names are lower case. */
export interface TracedRequest {
  readonly method: string;
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads `http://host[:port]/path?query`; the scheme may be left out. Says what is wrong with anything else.
 * Paths stay as written: Envoy matches them before any decoding.
 */
export function parseRequest(
  method: string,
  url: string,
  headers: readonly (readonly [string, string])[] = [],
): TracedRequest | { readonly error: string } {
  const parts = /^(?:(https?):\/\/)?([^/?#:\s]+)(?::(\d{1,5}))?(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/i.exec(url.trim());
  if (parts === null) return { error: `"${url}" is not a URL of the form http://host:port/path?query` };
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) return { error: `"${method}" is not an HTTP method` };
  const scheme = parts[1]?.toLowerCase() === "https" ? "https" : "http";
  const port = parts[3] === undefined ? (scheme === "https" ? 443 : 80) : Number(parts[3]);
  if (port < 1 || port > 65535) return { error: `${port} is not a port` };
  return {
    method: method.toUpperCase(),
    scheme,
    host: (parts[2] ?? "").toLowerCase(),
    port,
    path: parts[4] ?? "/",
    query: (parts[5] ?? "")
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const equals = pair.indexOf("=");
        return equals < 0 ? [decode(pair), ""] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
      }),
    headers: headers.map(([name, value]) => [name.toLowerCase(), value]),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text; // a stray % is matched as it stands
  }
}
