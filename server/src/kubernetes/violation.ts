import type { FieldPath } from "./object.ts";

/** The kinds of errors that the API server tells apart. */
export type ViolationType =
  | "Required"
  | "Invalid"
  | "NotSupported"
  | "TooLong"
  | "TooMany"
  | "TypeInvalid"
  | "Duplicate";

export interface Violation {
  readonly type: ViolationType;
  /** The field as the server prints it; undefined where it names none. */
  readonly field: string | undefined;
  /** Our own place: the element that fails, also where the server names its list or nothing at all. */
  readonly path: FieldPath;
  /** The element that it collides with. */
  readonly related?: FieldPath;
  readonly detail: string;
  /** Name of the rule that fails. */
  readonly rule?: string;
  /** The server runs no rules at all beside such an error. */
  readonly blocking: boolean;
  /** The server would only say so after the blocking errors have been repaired. */
  readonly beyondServer?: true;
  /** The server says the very same twice; this is the second time. */
  readonly again?: true;
  /** Where the refused word exists ("since 1.5 in the standard channel"). */
  readonly elsewhere?: string;
  /** A word nearby that is allowed. */
  readonly suggestion?: string;
}

const blocking: ReadonlySet<ViolationType> = new Set(["Required", "NotSupported", "TooLong", "TooMany", "TypeInvalid"]);

export function violation(
  type: ViolationType,
  path: FieldPath,
  detail: string,
  more: Partial<Violation> = {},
): Violation {
  const copy = [...path];
  return { type, path: copy, field: displayPath(copy), detail, blocking: blocking.has(type), ...more };
}

/** `spec.rules[0].matches`: as the server prints it. Ambiguous where a key holds a dot, so never to be taken apart. */
export function displayPath(path: FieldPath): string {
  let text = "";
  for (const token of path) {
    if (typeof token === "number") text += `[${token}]`;
    else text += text === "" ? token : `.${token}`;
  }
  return text;
}
