import type { Diagnostic as ProtoDiagnostic } from "vscode-languageserver-protocol";
import type { Analysis, Diagnostic, Progress, Severity } from "../analysis.ts";
import type { Host } from "./host.ts";

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

/** How long the server may be busy before it looks whether the client has said something. */
const slice = 8;

export function createPublisher(
  analysis: Analysis,
  host: Host,
  delivery: Delivery,
  onError: (error: unknown) => void,
): Publisher {
  const first = new Set<string>();
  const perFile = new Map<string, Counts>();
  const totals: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let waiting: (() => void)[] = [];
  let work: Generator<Progress, void, void> | undefined;
  let report: ((progress: Progress) => void) | undefined;
  /** What the work is done for: finding the files whose findings it made others. */
  let looking = false;
  let held = true;
  let scheduled = false;
  let disposed = false;

  function schedule(): void {
    if (scheduled || held || disposed) return;
    scheduled = true;
    host.soon(() => {
      scheduled = false;
      if (disposed) return;
      try {
        if (step()) schedule();
        else settle();
      } catch (error) {
        // What failed is not tried again before the next change; everything else goes on.
        work = undefined;
        onError(error);
        if (first.size > 0) schedule();
        else settle();
      }
    });
  }

  function settle(): void {
    delivery.settled();
    report = undefined;
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  }

  /** Works for one slice; false when nothing is left. */
  function step(): boolean {
    const until = host.now() + slice;
    for (const uri of first) {
      first.delete(uri);
      deliver(uri, true);
      if (host.now() >= until) return true;
    }
    while (work !== undefined) {
      const { value, done } = work.next();
      if (done === true) {
        work = undefined;
        looking = true;
      } else report?.(value);
      if (host.now() >= until) return true;
    }
    while (looking) {
      const { uris, left } = analysis.affectedSome(1);
      for (const uri of uris) deliver(uri, false);
      looking = left > 0;
      if (host.now() >= until) return true;
    }
    return false;
  }

  function deliver(uri: string, edited: boolean): void {
    const diagnostics = edited ? analysis.focus(uri) : analysis.glance().diagnostics(uri);
    count(uri, diagnostics);
    delivery.deliver(uri, diagnostics, edited);
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
    changed(edited) {
      if (edited !== undefined) first.add(edited);
      work = analysis.work();
      schedule();
    },
    release(progress) {
      report = progress;
      held = false;
      work = analysis.work();
      schedule();
    },
    counts: () => ({ ...totals }),
    idle() {
      if (!held && !scheduled) return Promise.resolve();
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
}

/** Lets the client come and ask; tells it so when findings of other files than the edited one have changed. */
export function pullDelivery(refresh: () => void, settled: () => void): PullDelivery {
  const versions = new Map<string, number>();
  const known = new Map<string, readonly Diagnostic[]>();
  let others = false;
  return {
    deliver(uri, diagnostics, edited) {
      const before = known.get(uri);
      if (before === diagnostics && !edited) return;
      versions.set(uri, (versions.get(uri) ?? 0) + 1);
      if (diagnostics.length === 0) known.delete(uri);
      else known.set(uri, diagnostics);
      if (!edited && ((before?.length ?? 0) > 0 || diagnostics.length > 0)) others = true;
    },
    settled() {
      if (others) refresh();
      others = false;
      settled();
    },
    resultId: (uri) => String(versions.get(uri) ?? 0),
  };
}

export function pulled(
  resultId: string,
  previous: string | undefined,
  items: () => ProtoDiagnostic[],
): { kind: "unchanged"; resultId: string } | { kind: "full"; resultId: string; items: ProtoDiagnostic[] } {
  return previous === resultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items: items() };
}
