import type { FieldPath } from "../../kubernetes/object.ts";

/** A key of a map (tags, labels), which Kuma prints in quotes. */
export interface MapKey {
  readonly key: string;
}

export type Step = string | number | MapKey;

/** What a validating webhook of Kuma finds. */
export interface Violation {
  /** From the top of the object. */
  readonly at: FieldPath;
  /** The path as Kuma prints it, which for some kinds leaves out the leading `spec`. */
  readonly shown: string;
  readonly message: string;
}

/** Collects violations below a path. */
export interface Report {
  readonly below: (...steps: readonly Step[]) => Report;
  readonly add: (message: string) => void;
}

/** `unseen` is what stands above the paths that Kuma prints. */
export function reportTo(found: Violation[], unseen: FieldPath = [], seen: readonly Step[] = []): Report {
  return {
    below: (...steps) => reportTo(found, unseen, [...seen, ...steps]),
    add: (message) => {
      found.push({ at: [...unseen, ...seen.map(plain)], message, shown: shown(seen) });
    },
  };
}

/** As the webhook answers: in the order of the document, joined. */
export function denial(found: readonly Violation[]): string {
  return found.map(({ shown: path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
}

function plain(step: Step): string | number {
  return typeof step === "object" ? step.key : step;
}

function shown(steps: readonly Step[]): string {
  let text = "";
  for (const step of steps) {
    if (typeof step === "number") text += `[${step}]`;
    else if (typeof step === "object") text += `[${JSON.stringify(step.key)}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}
