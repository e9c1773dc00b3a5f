import type { JsonObject } from "../../server/src/kubernetes/object.ts";
import { answerOf } from "../../server/src/kuma/answer.ts";
import { closedWorld } from "../../server/src/kuma/closed-world.ts";
import { type ControlPlane, type ControlPlaneChoices, controlPlaneOf } from "../../server/src/kuma/control-plane.ts";
import { releaseNamed } from "../../server/src/kuma/releases/index.ts";
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
  readonly controlPlane?: Pick<ControlPlaneChoices, "supportGatewaySecretsInAllNamespaces">;
  readonly objects: readonly JsonObject[];
}

export interface AnswerVector {
  readonly id: string;
  readonly kuma: readonly string[];
}

/** What the control plane of each release makes of a whole cluster. */
export const translation = vectorKind<TranslationVector>({
  sets: pairs,
  cases: joined,
  *check({ id, vector: { world, answers } }, { compare }) {
    for (const expected of answers) {
      for (const group of expected.kuma) {
        const { view, refused } = closedWorld(world.objects, controlPlaneFor(group, world));
        yield { id, group, differences: compare.compareTranslation(expected, answerOf(view, refused)) };
      }
    }
  },
});

/** Recorded answers have the same image for all releases. */
const injector = { image: "docker.io/kumahq/kuma-dp:RELEASE" };

/** Made once for all worlds that are configured alike: kinds are compiled when first asked for. */
const controlPlanes = new Map<string, ControlPlane>();

export function controlPlaneFor(
  release: string,
  { zone, federated, controlPlane: choices }: WorldVector,
): ControlPlane {
  const key = JSON.stringify([release, zone, federated, choices]);
  const behavior = releaseNamed(release);
  if (behavior === undefined) throw new Error(`no release ${release}`);
  const made = controlPlanes.get(key) ?? controlPlaneOf(behavior, { zone, federated, injector, ...choices });
  controlPlanes.set(key, made);
  return made;
}

/** NAME.worlds.jsonl and NAME.answers.jsonl. */
export function pairs(paths: readonly string[]): readonly VectorSet[] {
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
export function* joined(set: VectorSet): Iterable<Case<TranslationVector>> {
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
