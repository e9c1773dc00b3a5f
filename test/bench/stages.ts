import { parseAllDocuments, parseDocument } from "yaml";
import { admit } from "../../server/src/kubernetes/admission.ts";
import { type KubeObject, keyOf, keyText } from "../../server/src/kubernetes/object.ts";
import { controlPlaneOf } from "../../server/src/kuma/control-plane.ts";
import { memoryView } from "../../server/src/kuma/memory-view.ts";
import { releaseNamed } from "../../server/src/kuma/releases/index.ts";
import { httpRouteStep } from "../../server/src/kuma/translate/http-route.ts";
import { readFile } from "../../server/src/workspace/reading.ts";
import { classText, routeText, teamText } from "./generate.ts";
import { median, timed } from "./measure.ts";

// Single stages of the pipeline, without a workspace around them.

const behavior = releaseNamed("2.14");
if (behavior === undefined) throw new Error("there is no release 2.14");
const controlPlane = controlPlaneOf(behavior);

/** Median milliseconds of admitting a typical HTTPRoute, and of parsing the same text with `yaml`; done in turn. */
export function admissionTimes(rounds = 2_000): { readonly admission: number; readonly parse: number } {
  const text = routeText(0, "app", 0);
  const [manifest] = manifestsIn(text);
  if (manifest === undefined) throw new Error("the route was not read");
  const admission: number[] = [];
  const parse: number[] = [];
  for (let round = 0; round < rounds; round++) {
    admission.push(timed(() => void admit(manifest.value, controlPlane.catalog)));
    parse.push(timed(() => void parseDocument(text)));
  }
  return { admission: median(admission.slice(rounds / 4)), parse: median(parse.slice(rounds / 4)) };
}

/** Milliseconds for each of so many routes of one Gateway and one Service: the step alone, everything it asks for included. */
export function translationTimes(routes: number): readonly number[] {
  const objects = admitted(
    [classText, teamText(0), ...Array.from({ length: routes }, (_, at) => routeText(0, `route-${at}`, at))].join(
      "---\n",
    ),
  );
  const view = memoryView(objects, controlPlane);
  return objects
    .filter(({ kind }) => kind === "HTTPRoute")
    .map((route) => {
      const key = keyText(keyOf(route));
      return timed(() => void view.ask(httpRouteStep, key));
    });
}

/** Milliseconds for parsing so many files with `yaml`, and nothing else. */
export function readingTime(files: ReadonlyMap<string, string>): number {
  return timed(() => {
    for (const text of files.values()) parseAllDocuments(text);
  });
}

function manifestsIn(text: string) {
  return readFile(text).parts.flatMap(({ manifests }) => manifests);
}

function admitted(text: string): readonly KubeObject[] {
  return manifestsIn(text).flatMap(({ value }) => {
    const admission = admit(value, controlPlane.catalog);
    return (admission.state === "checked" ? admission.admitted : undefined) ?? [];
  });
}
