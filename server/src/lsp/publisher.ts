import type { Diagnostic as ProtoDiagnostic } from "vscode-languageserver-protocol";
import type { Analysis, Diagnostic, Progress, Severity } from "../analysis.ts";
import type { Task, Turns } from "./turns.ts";

/** How the findings reach the client. One is chosen in `initialize`; the publisher does not know which. */
export interface Delivery {
  /** The findings of a file may be other than before: `diagnostics` of it is what they are now. */
  deliver(uri: string, diagnostics: readonly Diagnostic[], edited: boolean): void;
  /** All that was affected by a change has been delivered. */
  settled(): void;
}

export interface Counts extends Readonly<Record<Severity, number>> {}

export interface Publisher {
  /** Something changed; the findings of `edited`, if any, come first. */
  changed(edited?: string): void;
  /** Until then nothing is delivered: findings of half a workspace would say "not found" of what is still to be read. */
  release(report?: (progress: Progress) => void): void;
  counts(): Counts;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  dispose(): void;
}

type Affected = ReturnType<Analysis["affectedSome"]>;

export function createPublisher(
  analysis: Analysis,
  turns: Turns,
  delivery: Delivery,
  onError: (error: unknown) => void,
): Publisher {
  const first = new Set<string>();
  const perFile = new Map<string, Counts>();
  const totals: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let waiting: (() => void)[] = [];
  let report: ((progress: Progress) => void) | undefined;
  /** What is being done for the others: their findings are worked out, then the files are found that they are about. */
  let stage: "working" | "looking" | "settled" = "settled";
  let held = true;
  let disposed = false;

  /** The files that were edited: their findings are waited for. */
  const edited: Task<readonly Diagnostic[]> = {
    find() {
      const [uri] = first;
      return uri === undefined ? [] : analysis.focus(uri);
    },
    use(diagnostics) {
      const [uri] = first;
      if (uri === undefined || disposed) return false;
      first.delete(uri);
      deliver(uri, diagnostics, true);
      return first.size > 0;
    },
    failed(error) {
      const [uri = ""] = first;
      first.delete(uri);
      onError(error);
      return first.size > 0;
    },
  };

  const others: Task<Progress | Affected | undefined> = {
    find: () => (stage === "working" ? analysis.workSome() : analysis.affectedSome(1)),
    use(found) {
      if (disposed) return false;
      if (found === undefined) stage = "looking";
      else if ("total" in found) report?.(found);
      else {
        for (const uri of found.uris) deliver(uri, analysis.glance().diagnostics(uri), false);
        if (found.left === 0) settle();
      }
      return stage !== "settled";
    },
    // What failed is not tried again before the next change.
    failed(error) {
      onError(error);
      settle();
      return false;
    },
  };

  function begin(): void {
    if (held || disposed) return;
    stage = "working";
    if (first.size > 0) turns.soon(edited);
    turns.later(others);
  }

  function settle(): void {
    stage = "settled";
    delivery.settled();
    report = undefined;
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  }

  function deliver(uri: string, diagnostics: readonly Diagnostic[], isEdited: boolean): void {
    count(uri, diagnostics);
    delivery.deliver(uri, diagnostics, isEdited);
  }

  function count(uri: string, diagnostics: readonly Diagnostic[]): void {
    const before = perFile.get(uri);
    if (before === undefined && diagnostics.length === 0) return;
    const counts = { error: 0, warning: 0, information: 0, hint: 0 };
    for (const { severity } of diagnostics) counts[severity] += 1;
    for (const severity of ["error", "warning", "information", "hint"] as const) {
      totals[severity] += counts[severity] - (before?.[severity] ?? 0);
    }
    if (diagnostics.length === 0) perFile.delete(uri);
    else perFile.set(uri, counts);
  }

  return {
    changed(uri) {
      if (uri !== undefined) first.add(uri);
      begin();
    },
    release(progress) {
      report = progress;
      held = false;
      begin();
    },
    counts: () => ({ ...totals }),
    idle() {
      if (held || stage === "settled") return Promise.resolve();
      return new Promise((resolve) => waiting.push(resolve));
    },
    dispose() {
      disposed = true;
      for (const resolve of waiting) resolve();
    },
  };
}

/** Sends every change at once, and an empty list when the last finding of a file is gone. */
export function pushDelivery(
  send: (uri: string, diagnostics: readonly Diagnostic[]) => void,
  settled: () => void,
): Delivery {
  const sent = new Map<string, readonly Diagnostic[]>();
  return {
    deliver(uri, diagnostics, edited) {
      const before = sent.get(uri);
      // In an edited file the same offsets can be other lines.
      if (before === diagnostics && !edited) return;
      if (before === undefined && diagnostics.length === 0 && !edited) return;
      if (diagnostics.length === 0) sent.delete(uri);
      else sent.set(uri, diagnostics);
      send(uri, diagnostics);
    },
    settled,
  };
}

export interface PullDelivery extends Delivery {
  /** Changes whenever the answer may. */
  resultId(uri: string): string;
  /** The client has a new text of the file, and will ask by itself. */
  edited(uri: string): void;
  /** The client was told this. */
  answered(uri: string, diagnostics: readonly Diagnostic[]): void;
}

/** Lets the client come and ask; tells it so when its last answer is not true any more, though it has edited nothing. */
export function pullDelivery(refresh: () => void, settled: () => void): PullDelivery {
  const versions = new Map<string, number>();
  const known = new Map<string, readonly Diagnostic[]>();
  /** Since the last edit. */
  const told = new Map<string, readonly Diagnostic[]>();
  let outdated = false;
  return {
    deliver(uri, diagnostics, edited) {
      const before = known.get(uri);
      if (before === diagnostics && !edited) return;
      versions.set(uri, (versions.get(uri) ?? 0) + 1);
      if (diagnostics.length === 0) known.delete(uri);
      else known.set(uri, diagnostics);
      const answer = told.get(uri);
      if (
        edited
          ? answer !== undefined && answer !== diagnostics
          : (before ?? diagnostics).length + diagnostics.length > 0
      ) {
        outdated = true;
      }
    },
    settled() {
      if (outdated) refresh();
      outdated = false;
      settled();
    },
    resultId: (uri) => String(versions.get(uri) ?? 0),
    edited: (uri) => void told.delete(uri),
    answered: (uri, diagnostics) => void told.set(uri, diagnostics),
  };
}

export function pulled(
  resultId: string,
  previous: string | undefined,
  items: () => ProtoDiagnostic[],
): { kind: "unchanged"; resultId: string } | { kind: "full"; resultId: string; items: ProtoDiagnostic[] } {
  return previous === resultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items: items() };
}
