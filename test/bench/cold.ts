import { parseAllDocuments } from "yaml";
import { createAnalysis } from "../../server/src/analysis.ts";
import { generateWorkspace } from "./generate.ts";
import { threadTime, timed } from "./measure.ts";

// One process, one measure: prints milliseconds and the largest resident memory. Called by main.ts.
const [what = "analysis", objects = "10000"] = process.argv.slice(2);
const files = generateWorkspace(Number(objects));
const kept: unknown[] = [];
const before = threadTime();
const wall = timed(() => {
  if (what === "yaml") {
    for (const text of files.values()) kept.push(parseAllDocuments(text));
    return;
  }
  const analysis = createAnalysis();
  analysis.apply({ folders: ["file:///bench"], files });
  const snapshot = analysis.snapshot();
  kept.push(
    analysis,
    analysis.affected().flatMap((uri) => snapshot.diagnostics(uri)),
  );
});
const after = threadTime();
const time = before === undefined || after === undefined ? wall : after - before;
console.log(JSON.stringify({ time, rss: process.resourceUsage().maxRSS / 1024 }));
