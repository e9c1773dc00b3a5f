import { createAnalysis, type Snapshot } from "../../server/src/analysis.ts";
import { generateRoutes, generateWorkspace } from "./generate.ts";
import { timed } from "./measure.ts";

interface Asked {
  readonly snapshot: Snapshot;
  readonly uri: string;
  readonly text: string;
  /** Where somebody typed. */
  readonly at: number;
}

export interface Feature {
  readonly name: string;
  /** Milliseconds at the 95th percentile. */
  readonly target: number;
  readonly ask: (asked: Asked) => unknown;
}

const after = (text: string, word: string, from = 0) => text.indexOf(word, from) + word.length;

/** What an editor asks for while one types. */
export const features: readonly Feature[] = [
  {
    name: "completion of a name",
    target: 20,
    ask: ({ snapshot, uri, text }) => snapshot.completion(uri, after(text, "- name: app")),
  },
  {
    name: "completion of a field",
    target: 20,
    ask: ({ snapshot, uri, text }) => snapshot.completion(uri, after(text, "hostna")),
  },
  { name: "hover", target: 5, ask: ({ snapshot, uri, text }) => snapshot.hover(uri, after(text, "- name: a")) },
  {
    name: "definition",
    target: 5,
    ask: ({ snapshot, uri, text }) => snapshot.definition(uri, after(text, "- name: a")),
  },
  {
    name: "references",
    target: 20,
    ask: ({ snapshot, uri, text }) => snapshot.references(uri, after(text, "- name: a"), true),
  },
  { name: "workspace symbols", target: 30, ask: ({ snapshot }) => snapshot.workspaceSymbols("app") },
  { name: "preview of a file", target: 20, ask: ({ snapshot, uri, at }) => snapshot.preview({ uri, offset: at }) },
];

const rounds = 120;
const warmUp = 20;

function asked(
  files: Map<string, string>,
  edit: (round: number) => readonly [uri: string, text: string, at: number],
  { ask }: Feature,
): readonly number[] {
  const analysis = createAnalysis();
  analysis.apply({ folders: ["file:///bench"], files });
  while (analysis.workSome() !== undefined);
  const times: number[] = [];
  for (let round = 0; round < rounds + warmUp; round++) {
    const [uri, text, at] = edit(round);
    analysis.apply({ files: new Map([[uri, text]]) });
    const snapshot = analysis.glance();
    times.push(timed(() => void ask({ snapshot, uri, text, at })));
  }
  return times.slice(warmUp);
}

/** Right after a keystroke, each time in another file. */
export function featureTimes(objects: number, feature: Feature): readonly number[] {
  const files = generateWorkspace(objects);
  const teams = [...files].filter(([uri]) => uri.includes("team"));
  return asked(
    files,
    (round) => {
      const [uri, text] = teams[(round * 37) % teams.length] ?? ["", ""];
      const at = after(text, "value: /");
      return [uri, `${text.slice(0, at)}x${round}${text.slice(at)}`, at];
    },
    feature,
  );
}

/** Right after a keystroke somewhere in a file of so many documents. */
export function longFileTimes(documents: number, feature: Feature): readonly number[] {
  const files = generateRoutes(documents);
  const uri = "file:///bench/routes.yaml";
  const text = files.get(uri) ?? "";
  return asked(
    files,
    (round) => {
      const at = after(text, "value: /", (round * 7919 * 13) % Math.max(1, text.length - 3000));
      return [uri, `${text.slice(0, at)}x${round}${text.slice(at)}`, at];
    },
    feature,
  );
}
