import {
  type Alias,
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { joinFlowLines } from "./flow-lines.ts";

export type Composed = Alias | Scalar | YAMLMap | YAMLSeq;

/** Where the parser gave up, and its own word for why. */
export interface SyntaxFault {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

export interface Composition {
  readonly contents: Composed | undefined;
  readonly errors: readonly SyntaxFault[];
  /** Where the document's own text ends. */
  readonly end: number;
}

/** Strictly first; where only the indentation inside of braces and brackets may be at fault, as go-yaml reads it. */
export function composeLikeGo(text: string): Composition {
  const strict = composeText(text);
  if (!strict.errors.some(({ code }) => code === "BAD_INDENT" || code === "MISSING_CHAR")) return strict;
  const joined = joinFlowLines(text);
  if (joined === text) return strict;
  const lenient = composeText(joined);
  return lenient.errors.length === 0 ? lenient : strict;
}

/** A lone CR ends a line to go-yaml; what it calls control characters is an error wherever it stands. */
function composeText(text: string): Composition {
  const composed = compose(text.includes("\r") ? text.replaceAll(/\r(?!\n)/g, "\n") : text);
  const control = /(?![\t\n\r\u0085])[\p{Cc}\ufffe\uffff]/u.exec(text);
  if (control === null) return composed;
  const fault = { code: "CONTROL_CHARACTER", start: control.index, end: control.index + 1 };
  return { ...composed, errors: [fault, ...composed.errors] };
}

/** The first document of the text: kubectl reads no further than `...` either. */
function compose(text: string): Composition {
  const composer = new Composer({
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: "silent",
  });
  try {
    const lexed = new Parser().parse(text);
    for (const document of composer.compose(lexed, true, text.length)) {
      const errors = document.errors
        .filter((error) => !isHarmless(error))
        .map(({ code, pos }) => ({ code, start: pos[0], end: pos[1] }));
      const contents = document.contents;
      const known = isMap(contents) || isSeq(contents) || isScalar(contents) || isAlias(contents);
      return {
        contents: known ? (contents as Composed) : undefined,
        errors,
        end: documentEnd(text, document.range?.[1] ?? 0, document.range?.[2] ?? text.length),
      };
    }
    return { contents: undefined, errors: [], end: text.length };
  } catch {
    // The stack overflowed on deep nesting: nothing else throws here.
    return { contents: undefined, errors: [{ code: "RESOURCE_EXHAUSTION", start: 0, end: 1 }], end: text.length };
  }
}

function documentEnd(text: string, contentEnd: number, end: number): number {
  const marker = /^\.\.\.(?=[ \t\r\n]|$)/m.exec(text.slice(contentEnd, end));
  return marker === null ? end : contentEnd + marker.index;
}

/** Tags that the schema does not know: ours does. */
function isHarmless(error: YAMLError): boolean {
  return error.code === "TAG_RESOLVE_FAILED" || error.code === "DUPLICATE_KEY";
}
