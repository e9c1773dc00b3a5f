import type { BesideYamlServer, InitializationOptions } from "../../../shared/src/requests.ts";
import type { Settings } from "../../../shared/src/settings.ts";
import { readSettings } from "../../../shared/src/settings.ts";
import type { TextRange } from "../diagnostic.ts";
import type { Documents } from "./documents.ts";
import type { Lines, Position, Range } from "./positions.ts";
import { canonicalUri } from "./uri.ts";

/** A place in a file that the server knows. */
export interface FilePlace {
  readonly uri: string;
  readonly lines: Lines;
  readonly offset: number;
}

type TextOf = (uri: string) => string | undefined;

/** `undefined` for a file that the workspace does not know. */
export function fileLines(documents: Documents, textOf: TextOf, uri: string): Lines | undefined {
  const known = canonicalUri(uri);
  const open = documents.get(known);
  if (open !== undefined) return open.lines;
  const text = textOf(known);
  return text === undefined ? undefined : documents.lines(known, text);
}

export function fromPosition(
  documents: Documents,
  textOf: TextOf,
  params: { readonly textDocument: { readonly uri: string }; readonly position: Position },
): FilePlace | undefined {
  const lines = fileLines(documents, textOf, params.textDocument.uri);
  if (lines === undefined) return undefined;
  return { uri: canonicalUri(params.textDocument.uri), lines, offset: lines.offsetAt(params.position) };
}

export function fromRange(lines: Lines, range: Range): TextRange {
  const { start, end } = lines.offsets(range);
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** Settings that concern only the client, or how the server talks to it: no part of what `.gateway-lens.yaml` may say. */
export interface EditorSettings {
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

export interface ClientSettings {
  readonly settings: Settings;
  readonly editor: EditorSettings;
  /** What is wrong with them, for the log. */
  readonly problems: readonly string[];
}

/** The `gatewayLens` section. An editor sends `null` (VS Code: for every setting that nobody set): that is "not said". */
export function fromSettings(section: unknown): ClientSettings {
  const { editor, trace: _trace, ...rest } = isRecord(section) ? section : {};
  const { settings, problems } = readSettings(withoutNulls(rest));
  const said = isRecord(editor) ? editor : {};
  return {
    settings: settings ?? {},
    editor: { codeLens: said.codeLens !== false, inlayHints: said.inlayHints !== false },
    problems: problems.map(({ path, message }) => `gatewayLens.${path.join(".")}: ${message}`),
  };
}

/** What was said in `initialize`, in one shape. */
export interface SaidOptions extends InitializationOptions {
  readonly besideYamlServer?: BesideYamlServer;
}

export function fromInitializationOptions(options: unknown): SaidOptions {
  if (!isRecord(options)) return {};
  return {
    settings: options.settings,
    providesFiles: options.providesFiles === true,
    showsStatus: options.showsStatus === true,
    besideYamlServer: fromBeside(options.besideYamlServer),
    ...(options.diagnostics === "push" || options.diagnostics === "pull" ? { diagnostics: options.diagnostics } : {}),
  };
}

function fromBeside(said: unknown): BesideYamlServer {
  if (said === true) return { syntax: true, structure: true };
  if (!isRecord(said)) return {};
  return { syntax: said.syntax === true, structure: said.structure === true, schemas: said.schemas === true };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const said = withoutNulls(item);
    const empty = said === undefined || said === null || (isRecord(said) && Object.keys(said).length === 0);
    return empty ? [] : [[key, said] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
