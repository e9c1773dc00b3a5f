/** A template expression in a text. */
export interface Template {
  readonly kind: "Helm" | "Jinja" | "envsubst";
  readonly start: number;
  readonly end: number;
}

const expression =
  /\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$)|\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=?+][^}\n]*)?\}|\$\([A-Za-z_][A-Za-z0-9_]*\)/;

/** The first template expression, if the text has one. */
export function findTemplate(text: string): Template | undefined {
  if (!isTemplated(text)) return undefined;
  const found = expression.exec(text);
  if (found === null) return undefined;
  const kind = found[0].startsWith("{{") ? "Helm" : found[0].startsWith("{%") ? "Jinja" : "envsubst";
  return { kind, start: found.index, end: found.index + found[0].length };
}

/** Whether a value is unknown before its template is rendered: checks that depend on it stay silent. */
export function isTemplated(text: string): boolean {
  return (
    text.includes("{{") ||
    text.includes("{%") ||
    ((text.includes("${") || text.includes("$(")) && expression.test(text))
  );
}

export interface Interest {
  /** API groups, any version: `gateway.networking.k8s.io`. */
  readonly groups: readonly string[];
  /** Kinds of the core group and of groups too common to look for: `Service`, `Namespace`. */
  readonly kinds: readonly string[];
}

/**
 * A cheap test whether a file or part can hold anything of interest: false means that it need not be parsed. It errs on the
 * side of true (a manifest in a comment). Make it once, ask it often.
 */
export function interestIn({ groups, kinds }: Interest): (text: string) => boolean {
  const quoted = (words: readonly string[]) =>
    words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  // The value may be quoted, carry an anchor or tag, or be an alias (which then could be anything).
  const field = (key: string, words: readonly string[]) =>
    words.length === 0 ? [] : [`\\b${key}["']?\\s*:\\s*(?:[&!]\\S*\\s+)*(?:["']?(?:${quoted(words)})\\b|\\*)`];
  const parts = [...field("apiVersion", groups), ...field("kind", kinds)];
  if (parts.length === 0) return () => false;
  const pattern = new RegExp(parts.join("|"));
  return (text) => pattern.test(text);
}
