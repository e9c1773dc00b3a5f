import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { StringDecoder } from "node:string_decoder";

/** `../shared/vectors/compare.mjs`: what "the same answer" means. */
export interface Comparison {
  compareTranslation(expected: object, actual: object): Difference[];
  compareAdmission(expected: object, actual: object): Difference[];
}

export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** One answer of ours beside one recorded answer. */
export interface Verdict {
  readonly id: string;
  /** What the report counts separately: the release, or the bundle and channel. "" where there is nothing to tell apart. */
  readonly group: string;
  /** None: passed. */
  readonly differences: readonly Difference[];
}

/** The files of a folder that belong together, and what the report calls them. */
export interface VectorSet {
  readonly name: string;
  readonly paths: readonly string[];
}

export interface Context {
  readonly compare: Comparison;
  /** `--only`: whether a case is asked for. */
  readonly wanted: (id: string) => boolean;
}

export interface VectorKind {
  readonly sets: (paths: readonly string[]) => readonly VectorSet[];
  /** Lazily, so that no folder is too large. Never throws: what the code under test throws is a difference. */
  readonly verdicts: (set: VectorSet, context: Context) => Iterable<Verdict>;
}

export interface Case<T> {
  readonly id: string;
  readonly vector: T;
  /** The groups that fail where `check` throws; [""] unless said. */
  readonly groups?: readonly string[];
}

/** A kind of vector, from how its cases are read and how one of them is checked. */
export function vectorKind<T>(kind: {
  readonly sets?: (paths: readonly string[]) => readonly VectorSet[];
  readonly cases: (set: VectorSet, context: Context) => Iterable<Case<T>>;
  readonly check: (vector: Case<T>, context: Context) => Iterable<Verdict>;
}): VectorKind {
  return {
    sets: kind.sets ?? eachFileAlone,
    *verdicts(set, context) {
      for (const one of kind.cases(set, context)) {
        if (context.wanted(one.id)) yield* checked(one, () => [...kind.check(one, context)]);
      }
    },
  };
}

function checked<T>(one: Case<T>, check: () => readonly Verdict[]): readonly Verdict[] {
  try {
    return check();
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const difference = { path: "", expected: "an answer", actual: `threw ${thrown}` };
    return (one.groups ?? [""]).map((group) => ({ id: one.id, group, differences: [difference] }));
  }
}

function eachFileAlone(paths: readonly string[]): readonly VectorSet[] {
  return paths.map((path) => ({ name: basename(path, ".jsonl"), paths: [path] }));
}

/** The lines of a file, without ever holding all of it. */
export function* lines(path: string): Iterable<string> {
  const file = openSync(path, "r");
  const decoder = new StringDecoder("utf8");
  const chunk = Buffer.alloc(1 << 18);
  let rest: string[] = [];
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const [first = "", ...more] = decoder.write(chunk.subarray(0, read)).split("\n");
      rest.push(first);
      for (const next of more) {
        const line = rest.join("");
        rest = [next];
        if (line.trim() !== "") yield line;
      }
    }
    const last = rest.join("") + decoder.end();
    if (last.trim() !== "") yield last;
  } finally {
    closeSync(file);
  }
}

/** Each line as JSON; its `id`, or file and line number where it has none. */
export function* jsonLines<T>(path: string): Iterable<Case<T>> {
  let number = 0;
  for (const line of lines(path)) {
    number++;
    const vector = JSON.parse(line) as T & { id?: string };
    yield { id: vector.id ?? `${basename(path, ".jsonl")}:${number}`, vector };
  }
}
