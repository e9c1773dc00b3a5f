/**
 * The same text with the line breaks and comments inside braces and brackets as spaces; of equal length, so every offset
 * stays. YAML 1.2 wants such lines indented, go-yaml (and so kubectl) does not care: where the strict reading fails, this
 * one is tried. The text itself is returned where nothing changes, or where a bracket is never closed.
 */
export function joinFlowLines(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  let at = 0;
  let depth = 0;
  let fresh = true;
  const blank = (end: number) => {
    pieces.push(text.slice(copied, at), " ".repeat(end - at));
    copied = end;
    at = end;
  };
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === "\n" || c === "\r") {
      if (depth > 0) blank(at + 1);
      else at++;
      fresh = true;
    } else if (c === " " || c === "\t") {
      at++;
      fresh = true;
    } else if (c === "#" && fresh) {
      const end = endOfLine(text, at);
      if (depth > 0) blank(end);
      else at = end;
    } else if (fresh && (c === '"' || c === "'")) {
      at = afterQuoted(text, at, c);
      fresh = false;
    } else if (fresh && (c === "{" || c === "[")) {
      depth++;
      at++;
    } else if (depth > 0 && (c === "}" || c === "]")) {
      depth--;
      at++;
      fresh = false;
    } else if (depth > 0) {
      at++;
      fresh = c === "," || c === ":";
    } else if (fresh && (c === "|" || c === ">")) {
      at = afterBlockScalar(text, at);
      fresh = true;
    } else {
      at++;
      // Only what follows an indicator can begin a value; inside plain text nothing does.
      if (c !== ":" && c !== "-" && c !== "?" && fresh) at = endOfPlain(text, at);
      fresh = false;
    }
  }
  if (depth > 0 || pieces.length === 0) return text;
  pieces.push(text.slice(copied));
  return pieces.join("");
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Before the `: ` or ` #` that ends plain text, or the line's end. */
function endOfPlain(text: string, from: number): number {
  const line = text.slice(from, endOfLine(text, from));
  const end = /:(?=\s|$)|\s#/.exec(line);
  return from + (end === null ? line.length : end.index);
}

function afterQuoted(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === "\\" && quote === '"') at++;
    else if (c === quote) {
      if (quote === '"' || text.charAt(at + 1) !== quote) return at + 1;
      at++;
    }
  }
  return text.length;
}

/** The lines that are blank or deeper than the line of the header. */
function afterBlockScalar(text: string, header: number): number {
  const start = text.lastIndexOf("\n", header) + 1;
  const indent = /^ */.exec(text.slice(start, header))?.[0].length ?? 0;
  let at = endOfLine(text, header);
  while (at < text.length) {
    const line = text.slice(at + 1, endOfLine(text, at + 1));
    if (line.trim() !== "" && !line.startsWith(" ".repeat(indent + 1))) break;
    at = at + 1 + line.length;
  }
  return at;
}
