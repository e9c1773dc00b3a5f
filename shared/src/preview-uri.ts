/** What a preview document shows. `object` is spelled `group/kind/namespace/name`. */
export type PreviewScope =
  | { readonly kind: "object"; readonly object: string }
  | { readonly kind: "file" }
  | { readonly kind: "cluster" };

export interface PreviewAddress {
  /** The manifest file that the preview was opened from. */
  readonly source: string;
  readonly scope: PreviewScope;
  /** A cluster's name; the first one that the file belongs to unless said. */
  readonly cluster?: string;
  /** Show what another Kuma release would make, `2.13`. */
  readonly kuma?: string;
  /** Of the files as they are on disk, without what is being edited. */
  readonly saved?: boolean;
  /** Once the load balancer has an address; before, unless said. */
  readonly ready?: boolean;
  /** Without the comments that say what Kuma reports of each object. */
  readonly bare?: boolean;
}

const flags = ["saved", "ready", "bare"] as const;

export const previewScheme = "gateway-lens-preview";

/** The path is only a title (its ending makes editors choose YAML); the query says what is shown. */
export function previewUri(address: PreviewAddress): string {
  const query = [
    ["source", address.source],
    ["scope", address.scope.kind],
  ];
  if (address.scope.kind === "object") query.push(["object", address.scope.object]);
  if (address.cluster !== undefined) query.push(["cluster", address.cluster]);
  if (address.kuma !== undefined) query.push(["kuma", address.kuma]);
  for (const flag of flags) if (address[flag] === true) query.push([flag, "true"]);
  const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&");
  // Editors decode a query once when they read a uri and encode it again when they print it: encoding all of it once more
  // keeps the inner `&` and `=` apart from our own.
  return `${previewScheme}:/${encodeURIComponent(title(address))}?${encodeURIComponent(text)}`;
}

/** `undefined` for anything that `previewUri` did not make. */
export function readPreviewUri(uri: string): PreviewAddress | undefined {
  if (!uri.startsWith(`${previewScheme}:`)) return undefined;
  const at = uri.indexOf("?");
  if (at < 0) return undefined;
  const fields = new Map<string, string>();
  const hash = uri.indexOf("#", at);
  for (const part of decode(uri.slice(at + 1, hash < 0 ? undefined : hash)).split("&")) {
    const equals = part.indexOf("=");
    if (equals > 0) fields.set(part.slice(0, equals), decode(part.slice(equals + 1)));
  }
  const source = fields.get("source");
  const scope = scopeOf(fields.get("scope"), fields.get("object"));
  if (source === undefined || scope === undefined) return undefined;
  const cluster = fields.get("cluster");
  const kuma = fields.get("kuma");
  return {
    source,
    scope,
    ...(cluster === undefined ? {} : { cluster }),
    ...(kuma === undefined ? {} : { kuma }),
    ...Object.fromEntries(flags.filter((flag) => fields.get(flag) === "true").map((flag) => [flag, true])),
  };
}

function scopeOf(kind: string | undefined, object: string | undefined): PreviewScope | undefined {
  switch (kind) {
    case "object":
      return object === undefined ? undefined : { kind, object };
    case "file":
    case "cluster":
      return { kind };
    default:
      return undefined;
  }
}

function title({ source, scope, cluster, kuma, saved }: PreviewAddress): string {
  const release = `${kuma === undefined ? "Kuma" : `Kuma ${kuma}`}${saved === true ? " (saved)" : ""}`;
  switch (scope.kind) {
    case "object":
      return `${scope.object.slice(scope.object.lastIndexOf("/") + 1)} in ${release}.yaml`;
    case "file":
      return `${decode(source.slice(source.lastIndexOf("/") + 1)).replace(/\.\w+$/, "")} in ${release}.yaml`;
    case "cluster":
      return `${cluster ?? "cluster"} in ${release}.yaml`;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
