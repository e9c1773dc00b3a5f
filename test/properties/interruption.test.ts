import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Analysis, createAnalysis, createInterruption, type Snapshot } from "../../server/src/analysis.ts";
import { parseRequest } from "../../server/src/kuma/data-plane/request.ts";
import { generateRoutes, generateWorkspace } from "../bench/generate.ts";

const folder = "file:///bench";

/** Everything that an editor asks about a place. */
const questions: Readonly<Record<string, (snapshot: Snapshot, uri: string, offset: number) => unknown>> = {
  hover: (snapshot, uri, offset) => snapshot.hover(uri, offset),
  completion: (snapshot, uri, offset) => snapshot.completion(uri, offset).items.map(({ label }) => label),
  preview: (snapshot, uri, offset) => snapshot.preview({ uri, offset })?.text,
  cluster: (snapshot, uri) => snapshot.preview({ uri, whole: "cluster" })?.text,
  mappings: (snapshot, uri) => snapshot.preview({ uri })?.mappings,
  "another release": (snapshot, uri) => snapshot.preview({ uri, whole: "cluster", kuma: "2.12" })?.text,
  manifests: (snapshot, uri) => snapshot.manifests(uri),
  trace: (snapshot) => {
    const request = parseRequest("GET", "http://r1.team-0.example.com:8080/api/v1");
    return "error" in request ? request : snapshot.trace(request).map(({ target, trace }) => [target, trace]);
  },
  definition: (snapshot, uri, offset) => snapshot.definition(uri, offset),
  references: (snapshot, uri, offset) => snapshot.references(uri, offset, true),
  highlights: (snapshot, uri, offset) => snapshot.highlights(uri, offset),
  rename: (snapshot, uri, offset) => snapshot.rename(uri, offset, "another"),
  symbols: (snapshot, uri) => snapshot.documentSymbols(uri),
  "workspace symbols": (snapshot) => snapshot.workspaceSymbols("app"),
  lenses: (snapshot, uri) => snapshot.codeLenses(uri),
  hints: (snapshot, uri) => snapshot.inlayHints(uri, { start: 0, end: 2_000 }),
  tokens: (snapshot, uri) => snapshot.referenceTokens(uri),
  folds: (snapshot, uri) => snapshot.foldingRanges(uri),
  refactorings: (snapshot, uri, offset) => snapshot.refactorings(uri, { start: offset, end: offset }),
  hierarchy: (snapshot, uri, offset) =>
    snapshot.hierarchy(uri, offset).map((item) => [item, snapshot.incomingCalls(item), snapshot.outgoingCalls(item)]),
  topology: (snapshot) => {
    const { nodes, edges, sourceOf } = snapshot.topology() ?? { nodes: [], edges: [], sourceOf: () => undefined };
    return [nodes, edges, nodes.map(sourceOf)];
  },
};

const files: ReadonlyMap<string, string> = new Map([...generateWorkspace(12), ...generateRoutes(8)]);
const uris = [...files.keys()];
const words = ["name: edge", "name: app", "sectionName: http", "hostnames:", "weight: 90", "kind: HTTPRoute"];

const edits: readonly ((text: string) => string)[] = [
  (text) => text.replace("- name: app", "- name: gone"),
  (text) => text.replace("name: http\n", "name: web\n"),
  (text) => text.replace("from: Same", "from: All"),
  (text) => text.replace("kind: Service", "kind: Deployment"),
  (text) => `# a comment\n${text}`,
  (text) => text.slice(0, Math.floor(text.length * 0.7)),
];

const step = fc.record({
  edited: fc.nat(uris.length - 1),
  how: fc.nat(edits.length - 1),
  asked: fc.nat(uris.length - 1),
  word: fc.constantFrom(...words),
  question: fc.constantFrom(...Object.keys(questions)),
  /** How many checkpoints an attempt has. */
  slice: fc.integer({ min: 0, max: 40 }),
  /** After how many attempts somebody types. */
  typesAfter: fc.nat(6),
});

/** All that is found when nothing is interrupted. */
function inOneGo(texts: ReadonlyMap<string, string>): Snapshot {
  const analysis = createAnalysis();
  analysis.apply({ folders: [folder], files: texts });
  return analysis.snapshot();
}

const findings = (analysis: Pick<Snapshot, "diagnostics">) => uris.map((uri) => analysis.diagnostics(uri));

test("whatever is interrupted, and wherever, ends in the answer of one go", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const interruption = createInterruption();
      const analysis: Analysis = createAnalysis({ interruption });
      const texts = new Map(files);
      analysis.apply({ folders: [folder], files });
      const attempts = <R>(slice: number, work: () => R, between: (times: number) => void): R => {
        const job = {};
        for (let times = 1; times < 100_000; times++) {
          let now = 0;
          const attempt = interruption.attempt(job, { now: () => now++, slice }, work);
          if (attempt !== undefined) return attempt.result;
          between(times);
        }
        throw new Error("it never ends");
      };
      for (const { edited, how, asked, word, question, slice, typesAfter } of steps) {
        const [uri = "", other = ""] = [uris[asked], uris[edited]];
        const ask = questions[question] ?? (() => undefined);
        const offsetIn = (text: string) => Math.max(0, text.indexOf(word)) + word.length - 1;
        const answer = attempts(
          slice,
          () => ask(analysis.glance(), uri, offsetIn(texts.get(uri) ?? "")),
          (times) => {
            if (times !== typesAfter) return;
            const text = edits[how]?.(files.get(other) ?? "") ?? "";
            texts.set(other, text);
            analysis.apply({ files: new Map([[other, text]]) });
          },
        );
        const whole = inOneGo(texts);
        assert.deepEqual(answer, ask(whole, uri, offsetIn(texts.get(uri) ?? "")), question);
        // The search for findings goes on in between, and is interrupted as well.
        attempts(
          slice,
          () => analysis.focus(uri),
          () => undefined,
        );
        if (how % 2 === 0) continue;
        while (
          attempts(
            slice,
            () => analysis.workSome(),
            () => undefined,
          ) !== undefined
        );
        while (
          attempts(
            slice,
            () => analysis.affectedSome(1),
            () => undefined,
          ).left > 0
        );
        assert.deepEqual(findings(analysis.glance()), findings(whole));
      }
    }),
    { numRuns: Number(process.env.GATEWAY_LENS_RUNS ?? 150), includeErrorInReport: true },
  );
});
