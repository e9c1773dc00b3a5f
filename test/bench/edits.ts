import { type Analysis, createAnalysis } from "../../server/src/analysis.ts";
import { generateRoutes, generateWorkspace } from "./generate.ts";
import { timed } from "./measure.ts";

/** Types into one file and asks for all diagnostics that this may have changed; a time for each keystroke. */
function typing(analysis: Analysis, uri: string, texts: Iterable<string>): readonly number[] {
  const times: number[] = [];
  for (const text of texts) {
    times.push(
      timed(() => {
        analysis.apply({ files: new Map([[uri, text]]) });
        const snapshot = analysis.snapshot();
        for (const affected of analysis.affected()) snapshot.diagnostics(affected);
      }),
    );
  }
  return times;
}

function opened(files: ReadonlyMap<string, string>): Analysis {
  const analysis = createAnalysis();
  analysis.apply({ folders: ["file:///bench"], files });
  analysis.affected();
  return analysis;
}

const warmUp = 30;
const keystrokes = 120;

/** A file of ten documents in a workspace of so many objects: a path, a name of a Service and a comment are typed in turn. */
export function editTimes(objects: number): readonly number[] {
  const files = generateWorkspace(objects);
  const uri = "file:///bench/edited.yaml";
  const base =
    [...generateRoutes(10).values()]
      .at(-1)
      ?.replaceAll("team-0", "team-1")
      .replaceAll("name: route-", "name: edited-") ?? "";
  files.set(uri, base);
  const analysis = opened(files);
  const texts = Array.from({ length: warmUp + keystrokes }, (_, at) => {
    if (at % 3 === 0) return base.replace("value: /api/v5", `value: /api/v${at}`);
    return at % 3 === 1
      ? base.replace("- name: app\n", `- name: app${at}\n`)
      : base.replace("# Served by", `# ${at} Served by`);
  });
  return typing(analysis, uri, texts).slice(warmUp);
}

/** One document of a file of so many is edited. */
export function documentTimes(documents: number): readonly number[] {
  const files = generateRoutes(documents);
  const uri = "file:///bench/routes.yaml";
  const base = files.get(uri) ?? "";
  const analysis = opened(files);
  const middle = Math.floor(documents / 2);
  const texts = Array.from({ length: warmUp + keystrokes }, (_, at) =>
    base.replace(`value: "${middle}"`, `value: "${middle}-${at}"`),
  );
  return typing(analysis, uri, texts).slice(warmUp);
}
