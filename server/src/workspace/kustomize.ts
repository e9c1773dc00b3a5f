import { isObject, type Json } from "../kubernetes/object.ts";
import { readValues } from "../yaml/read.ts";

/** The files that kustomizations name as patches: fragments of objects, not objects to be applied. */
export interface Kustomizations {
  /** A file has changed or gone (`undefined`). Returns the uris that became or are no longer patches. */
  update(uri: string, text: string | undefined): readonly string[];
  isPatch(uri: string): boolean;
}

export function createKustomizations(): Kustomizations {
  const patchesOf = new Map<string, readonly string[]>();
  const uses = new Map<string, number>();

  function count(uris: readonly string[], by: 1 | -1): void {
    for (const uri of uris) {
      const left = (uses.get(uri) ?? 0) + by;
      if (left === 0) uses.delete(uri);
      else uses.set(uri, left);
    }
  }

  return {
    update(uri, text) {
      if (!isKustomization(uri)) return [];
      const before = patchesOf.get(uri) ?? [];
      const after = text === undefined ? [] : patchFiles(readValues(text).value).map((path) => resolve(uri, path));
      count(before, -1);
      count(after, 1);
      if (after.length === 0) patchesOf.delete(uri);
      else patchesOf.set(uri, after);
      return [...new Set([...before, ...after])];
    },
    isPatch: (uri) => uses.has(uri),
  };
}

function isKustomization(uri: string): boolean {
  return /\/(?:kustomization\.ya?ml|Kustomization)$/.test(uri);
}

function patchFiles(value: Json | undefined): readonly string[] {
  if (!isObject(value)) return [];
  const lists = [value.patches, value.patchesStrategicMerge, value.patchesJson6902];
  return lists.flatMap((list) =>
    Array.isArray(list)
      ? list.flatMap((item: Json) => {
          if (typeof item === "string") return item.includes("\n") ? [] : [item];
          return isObject(item) && typeof item.path === "string" ? [item.path] : [];
        })
      : [],
  );
}

function resolve(from: string, path: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(encodeURIComponent(step));
  }
  return steps.join("/");
}
