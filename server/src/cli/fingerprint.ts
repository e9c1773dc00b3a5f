import type { Finding } from "./finding.ts";

/**
 * A name for a finding that survives moved lines: code, path, message and the text of the marked line, and a counter for those
 * that agree in all of it. Used by SARIF and by `--baseline`.
 */
export function fingerprints(findings: readonly Finding[], sources: ReadonlyMap<string, string>): readonly string[] {
  const seen = new Map<string, number>();
  const lines = new Map<string, readonly string[]>();
  return findings.map(({ path, code, message, range }) => {
    const ofFile = lines.get(path) ?? (sources.get(path) ?? "").split(/\r?\n/);
    lines.set(path, ofFile);
    const text = ofFile[range.start.line - 1]?.trim() ?? "";
    const base = hash([code, path, message, text].join("\u0000"));
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return `${base}:${count}`;
  });
}

/** FNV-1a over UTF-16 code units, twice with different seeds: 16 hexadecimal digits. Only has to be stable, not secret. */
function hash(text: string): string {
  return [0x811c9dc5, 0x9e3779b9]
    .map((seed) => {
      let value = seed;
      for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
      return (value >>> 0).toString(16).padStart(8, "0");
    })
    .join("");
}
