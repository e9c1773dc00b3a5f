import { type Case, jsonLines, lines, type VectorSet, vectorKind } from "./kind.ts";

/** A world and all recorded answers to it (of which each is that of one or more releases). */
export interface TranslationVector {
  readonly world: WorldVector;
  readonly answers: readonly AnswerVector[];
}

export interface WorldVector {
  readonly id: string;
  readonly about: string;
  readonly zone: string;
  readonly federated: boolean;
  readonly controlPlane?: Readonly<Record<string, unknown>>;
  readonly objects: readonly object[];
}

export interface AnswerVector {
  readonly id: string;
  readonly kuma: readonly string[];
}

/** What the control plane of each release makes of a whole cluster. */
export const translation = vectorKind<TranslationVector>({
  sets: pairs,
  cases: joined,
  check: () => [],
});

/** NAME.worlds.jsonl and NAME.answers.jsonl. */
function pairs(paths: readonly string[]): readonly VectorSet[] {
  return paths
    .filter((path) => path.endsWith(".worlds.jsonl"))
    .map((worlds) => {
      const answers = worlds.replace(/\.worlds\.jsonl$/, ".answers.jsonl");
      return {
        name: worlds.replace(/^.*[\\/]|\.worlds\.jsonl$/g, ""),
        paths: paths.includes(answers) ? [worlds, answers] : [worlds],
      };
    });
}

/** Answers wait as text until their world comes by: parsed, all of them would take several times the memory. */
function* joined(set: VectorSet): Iterable<Case<TranslationVector>> {
  const [worlds, answers] = set.paths;
  if (worlds === undefined || answers === undefined) return;
  const byId = new Map<string, string[]>();
  for (const line of lines(answers)) {
    const id = /^\{"id":("(?:[^"\\]|\\.)*")/.exec(line);
    const key = id?.[1] === undefined ? (JSON.parse(line) as AnswerVector).id : (JSON.parse(id[1]) as string);
    byId.set(key, [...(byId.get(key) ?? []), line]);
  }
  for (const { id, vector: world } of jsonLines<WorldVector>(worlds)) {
    const found = (byId.get(id) ?? []).map((line) => JSON.parse(line) as AnswerVector);
    yield { id, vector: { world, answers: found }, groups: found.flatMap((answer) => answer.kuma) };
  }
}
